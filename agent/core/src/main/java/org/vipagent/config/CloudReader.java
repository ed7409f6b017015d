package org.vipagent.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/** Reads a {@code cloud} block of an instance whose addresses are known. */
final class CloudReader {
    private final Language language;
    private final Diagnostics diagnostics;
    private final Values values;

    CloudReader(Language language, Diagnostics diagnostics) {
        this.language = language;
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
    }

    Optional<CloudFollowing> read(Statement block, VrrpInstance instance) {
        Fields fields = new Fields(block.children(), language.block("cloud"));
        List<Claim> claims = new ArrayList<>();
        for (Statement statement : block.children()) {
            String word = statement.keyword().text();
            if (word.equals("secondary_ip") && fields.all(word).contains(statement)) {
                secondaryIps(statement, instance).forEach(claim -> add(statement, claim, claims));
            } else if (word.equals("port_forward") && fields.all(word).contains(statement)) {
                portForward(statement, instance).ifPresent(claim -> add(statement, claim, claims));
            }
        }
        if (claims.isEmpty()) {
            diagnostics.error(
                    block.keyword(),
                    "cloud " + block.parameters().get(0).text()
                            + " claims nothing: expected secondary_ip or port_forward");
        }
        return Optional.of(new CloudFollowing(
                block.parameters().get(0).text(),
                claims,
                fields.last("peers").map(CloudReader::peers).orElse(List.of()),
                fields.last("follow").flatMap(this::follow).orElse(FollowMode.AUTO),
                seconds(fields, "settle", "0", 300),
                seconds(fields, "recheck", "1", 60)));
    }

    private void add(Statement statement, Claim claim, List<Claim> claims) {
        if (claims.contains(claim)) {
            diagnostics.warning(statement.keyword(), claim.describe() + " is claimed already; left out");
        } else {
            claims.add(claim);
        }
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

    private static List<IpAddress> virtual(VrrpInstance instance) {
        return Stream.concat(instance.virtualAddresses().stream(), instance.excludedAddresses().stream())
                .map(VirtualAddress::ip)
                .filter(ip -> ip.family() == AddressFamily.INET)
                .toList();
    }

    private List<SecondaryIp> secondaryIps(Statement statement, VrrpInstance instance) {
        if (statement.parameters().isEmpty()) {
            List<SecondaryIp> all = instance.virtualAddresses().stream()
                    .map(VirtualAddress::ip)
                    .filter(ip -> ip.family() == AddressFamily.INET)
                    .map(SecondaryIp::new)
                    .toList();
            if (all.isEmpty()) {
                diagnostics.error(
                        statement.keyword(),
                        "secondary_ip without an address: " + instance.name() + " advertises no IPv4 address");
            }
            return all;
        }
        return target(statement.parameters().get(0), instance).map(SecondaryIp::new).stream()
                .toList();
    }

    private Optional<IpAddress> target(Word word, VrrpInstance instance) {
        Optional<IpAddress> address =
                values.address(word, AddressFamily.INET, "a virtual IPv4 address of this instance");
        if (address.isPresent() && !virtual(instance).contains(address.get())) {
            diagnostics.error(word, word.text() + " is no virtual address of " + instance.name());
            return Optional.empty();
        }
        return address;
    }

    private Optional<PortForward> portForward(Statement statement, VrrpInstance instance) {
        List<Word> words = statement.parameters();
        Optional<IpAddress> publicIp = values.address(words.get(0), AddressFamily.INET, "the public IPv4 address");
        Optional<TransportProtocol> protocol =
                TransportProtocol.tryParse(words.get(1).text());
        if (protocol.isEmpty()) {
            diagnostics.error(words.get(1), "'" + words.get(1).text() + "' is not a protocol: expected tcp or udp");
        }
        Optional<PortRange> publicPorts = ports(words.get(2));
        Optional<IpAddress> target = words.size() > 3
                ? target(words.get(3), instance)
                : virtual(instance).stream().findFirst();
        if (target.isEmpty() && words.size() <= 3) {
            diagnostics.error(
                    statement.keyword(), "port_forward without a target: " + instance.name() + " has no IPv4 address");
        }
        Optional<PortRange> privatePorts = words.size() > 4 ? ports(words.get(4)) : publicPorts;
        boolean complete = publicIp.isPresent()
                && protocol.isPresent()
                && publicPorts.isPresent()
                && target.isPresent()
                && privatePorts.isPresent();
        if (!complete) {
            return Optional.empty();
        }
        if (publicPorts.get().size() != privatePorts.get().size()) {
            diagnostics.error(
                    words.get(4),
                    publicPorts.get() + " and " + privatePorts.get() + " are not the same number of ports");
            return Optional.empty();
        }
        return Optional.of(
                new PortForward(publicIp.get(), protocol.get(), publicPorts.get(), target.get(), privatePorts.get()));
    }

    private Optional<PortRange> ports(Word word) {
        Optional<PortRange> ports = PortRange.tryParse(word.text());
        if (ports.isEmpty()) {
            diagnostics.error(word, "'" + word.text() + "' is no port and no range: expected 80 or 8000-8010");
        }
        return ports;
    }
}
