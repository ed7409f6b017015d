package org.vipagent.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vipagent.cloud.BalancerMember;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.StaticNat;
import org.vipagent.cloud.Target;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;

/** Reads a {@code cloud} block of an instance whose addresses are known. */
final class CloudReader {
    private final Language language;
    private final Diagnostics diagnostics;
    private final Values values;
    private final WitnessReader witnesses;

    CloudReader(Language language, Diagnostics diagnostics, WitnessReader witnesses) {
        this.language = language;
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
        this.witnesses = witnesses;
    }

    Optional<CloudFollowing> read(Statement block, VrrpInstance instance) {
        Fields fields = new Fields(block.children(), language.block("cloud"));
        ClaimReader reader = new ClaimReader(diagnostics, instance);
        Map<Claim, Statement> claims = new LinkedHashMap<>();
        for (Statement statement : block.children()) {
            String word = statement.keyword().text();
            if (ClaimReader.WORDS.contains(word) && fields.all(word).contains(statement)) {
                reader.read(statement).forEach(claim -> add(statement, claim, claims));
            }
        }
        if (claims.isEmpty()) {
            diagnostics.error(
                    block.keyword(),
                    "cloud " + block.parameters().get(0).text() + " claims nothing: expected secondary_ip, "
                            + "port_forward, static_nat, firewall or load_balancer");
        }
        claims.forEach((claim, statement) -> targetHeld(claim, statement, claims));
        List<String> peers = fields.last("peers").map(CloudReader::peers).orElse(List.of());
        if (peers.isEmpty()) {
            claims.forEach(this::targetTold);
        }
        return Optional.of(new CloudFollowing(
                block.parameters().get(0).text(),
                List.copyOf(claims.keySet()),
                peers,
                fields.last("follow").flatMap(this::follow).orElse(FollowMode.AUTO),
                seconds(fields, "settle", "0", 300),
                seconds(fields, "recheck", "1", 60),
                fields.last("witness").flatMap(s -> witnesses.read(s, instance))));
    }

    private void add(Statement statement, Claim claim, Map<Claim, Statement> claims) {
        if (claims.putIfAbsent(claim, statement) != null) {
            diagnostics.warning(statement.keyword(), claim.describe() + " is claimed already; left out");
        }
    }

    /** The cloud lets these lead only to an address that the machine holds there. */
    private void targetHeld(Claim claim, Statement statement, Map<Claim, Statement> claims) {
        if (!(claim instanceof PortForward)
                && target(claim).orElse(null) instanceof Target.Virtual virtual
                && !claims.containsKey(new SecondaryIp(virtual.address()))) {
            diagnostics.warning(
                    statement.keyword(),
                    statement.keyword().text() + " leads to " + virtual.address()
                            + ", which no secondary_ip line gives to the master: the cloud will refuse it");
        }
    }

    /** What leads to the own address of a machine that nobody has named may as well be a stranger's. */
    private void targetTold(Claim claim, Statement statement) {
        if (target(claim).orElse(null) instanceof Target.Primary) {
            diagnostics.warning(
                    statement.keyword(),
                    statement.keyword().text() + " leads to the master's primary address, and no peers are named: what"
                            + " leads to another node's is taken for a stranger's and left there");
        }
    }

    private static Optional<Target> target(Claim claim) {
        if (claim instanceof PortForward forward) {
            return Optional.of(forward.target());
        } else if (claim instanceof StaticNat nat) {
            return Optional.of(nat.target());
        }
        return claim instanceof BalancerMember member ? Optional.of(member.target()) : Optional.empty();
    }

    private static List<String> peers(Statement statement) {
        List<String> ids = statement.parameters().stream().map(Word::text).toList();
        return ids.equals(List.of("auto")) ? List.of() : ids;
    }

    private Optional<FollowMode> follow(Statement statement) {
        return values.oneOf(statement.parameters().get(0), List.of("auto", "immediate", "manual"))
                .map(word -> FollowMode.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    private Duration seconds(Fields fields, String name, String least, int otherwise) {
        return fields.last(name).flatMap(s -> values.seconds(s, least, "86400")).orElse(Duration.ofSeconds(otherwise));
    }
}
