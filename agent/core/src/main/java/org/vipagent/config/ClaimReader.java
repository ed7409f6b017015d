package org.vipagent.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vipagent.cloud.BalancerMember;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.FirewallOpening;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.StaticNat;
import org.vipagent.cloud.Target;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/** Reads the lines of a {@code cloud} block that say what belongs to the master. */
final class ClaimReader {
    /** The words that begin such a line. */
    static final List<String> WORDS =
            List.of("secondary_ip", "port_forward", "static_nat", "firewall", "load_balancer");

    private static final String PRIMARY = "primary";
    private static final String PUBLIC = "the public IPv4 address";

    private final Diagnostics diagnostics;
    private final Values values;
    private final VrrpInstance instance;

    /** @param instance whose addresses are known */
    ClaimReader(Diagnostics diagnostics, VrrpInstance instance) {
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
        this.instance = instance;
    }

    /** What a line claims; nothing if it cannot be used. */
    List<Claim> read(Statement statement) {
        return switch (statement.keyword().text()) {
            case "secondary_ip" -> List.copyOf(secondaryIps(statement));
            case "port_forward" -> listOf(portForward(statement));
            case "static_nat" -> listOf(staticNat(statement));
            case "firewall" -> listOf(firewall(statement));
            case "load_balancer" -> listOf(balancerMember(statement));
            default -> throw new IllegalArgumentException(statement.keyword().text() + " claims nothing");
        };
    }

    private static List<Claim> listOf(Optional<? extends Claim> claim) {
        return claim.<List<Claim>>map(List::of).orElse(List.of());
    }

    private List<IpAddress> virtual() {
        return Stream.concat(instance.virtualAddresses().stream(), instance.excludedAddresses().stream())
                .map(VirtualAddress::ip)
                .filter(ip -> ip.family() == AddressFamily.INET)
                .toList();
    }

    private List<SecondaryIp> secondaryIps(Statement statement) {
        if (!statement.parameters().isEmpty()) {
            return address(statement.parameters().get(0)).map(SecondaryIp::new).stream()
                    .toList();
        }
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

    private Optional<IpAddress> address(Word word) {
        Optional<IpAddress> address =
                values.address(word, AddressFamily.INET, "a virtual IPv4 address of this instance");
        if (address.isPresent() && !virtual().contains(address.get())) {
            diagnostics.error(word, word.text() + " is no virtual address of " + instance.name());
            return Optional.empty();
        }
        return address;
    }

    /** Where a rule leads inside: the word at that place, or without one the first virtual address. */
    private Optional<Target> target(Statement statement, int place) {
        List<Word> words = statement.parameters();
        if (words.size() <= place) {
            Optional<Target> first =
                    virtual().stream().<Target>map(Target.Virtual::new).findFirst();
            if (first.isEmpty()) {
                diagnostics.error(
                        statement.keyword(),
                        statement.keyword().text() + " without a target: " + instance.name() + " has no IPv4 address");
            }
            return first;
        }
        Word word = words.get(place);
        if (word.text().equals(PRIMARY)) {
            return Optional.of(new Target.Primary());
        }
        if (IpAddress.tryParse(word.text()).isEmpty()) {
            diagnostics.error(
                    word,
                    "'" + word.text() + "' is no target: expected a virtual IPv4 address of this instance, or primary",
                    Suggestions.nearest(word.text(), List.of(PRIMARY)));
            return Optional.empty();
        }
        return address(word).map(Target.Virtual::new);
    }

    private Optional<IpAddress> publicIp(Statement statement) {
        return values.address(statement.parameters().get(0), AddressFamily.INET, PUBLIC);
    }

    private Optional<TransportProtocol> protocol(Word word, String expected) {
        Optional<TransportProtocol> protocol = TransportProtocol.tryParse(word.text());
        if (protocol.isEmpty()) {
            diagnostics.error(word, "'" + word.text() + "' is not a protocol: expected " + expected);
        }
        return protocol;
    }

    private Optional<PortRange> ports(Word word) {
        Optional<PortRange> ports = PortRange.tryParse(word.text());
        if (ports.isEmpty()) {
            diagnostics.error(word, "'" + word.text() + "' is no port and no range: expected 80 or 8000-8010");
        }
        return ports;
    }

    private Optional<PortForward> portForward(Statement statement) {
        List<Word> words = statement.parameters();
        Optional<IpAddress> publicIp = publicIp(statement);
        Optional<TransportProtocol> protocol = protocol(words.get(1), "tcp or udp");
        Optional<PortRange> publicPorts = ports(words.get(2));
        Optional<Target> target = target(statement, 3);
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

    private Optional<StaticNat> staticNat(Statement statement) {
        Optional<IpAddress> publicIp = publicIp(statement);
        Optional<Target> target = target(statement, 1);
        return publicIp.flatMap(ip -> target.map(to -> new StaticNat(ip, to)));
    }

    private Optional<BalancerMember> balancerMember(Statement statement) {
        Optional<IpAddress> publicIp = publicIp(statement);
        Word word = statement.parameters().get(1);
        Optional<PortRange> port = ports(word);
        if (port.filter(p -> p.size() > 1).isPresent()) {
            diagnostics.error(word, word.text() + " is a range: a load-balancer rule has one public port");
            port = Optional.empty();
        }
        Optional<PortRange> one = port;
        Optional<Target> target = target(statement, 2);
        return publicIp.flatMap(ip -> one.flatMap(p -> target.map(to -> new BalancerMember(ip, p, to))));
    }

    private Optional<FirewallOpening> firewall(Statement statement) {
        List<Word> words = statement.parameters();
        Optional<IpAddress> publicIp = publicIp(statement);
        if (words.get(1).text().equals("icmp")) {
            Optional<List<String>> sources = sources(words.subList(2, words.size()));
            return publicIp.flatMap(
                    ip -> sources.map(s -> new FirewallOpening(ip, Optional.empty(), Optional.empty(), s)));
        }
        Optional<TransportProtocol> protocol = protocol(words.get(1), "tcp, udp or icmp");
        if (protocol.isEmpty()) {
            return Optional.empty();
        }
        Optional<PortRange> ports = ports(words.get(2));
        if (words.size() == 3) {
            diagnostics.error(
                    words.get(2),
                    "firewall " + words.get(1).text() + " lets nobody in: expected ports and then networks, as in "
                            + "80 0.0.0.0/0");
            return Optional.empty();
        }
        Optional<List<String>> sources = sources(words.subList(3, words.size()));
        return publicIp.flatMap(
                ip -> ports.flatMap(p -> sources.map(s -> new FirewallOpening(ip, protocol, Optional.of(p), s))));
    }

    /** Networks as CloudStack writes them; empty if any of them is none. */
    private Optional<List<String>> sources(List<Word> words) {
        List<String> sources = new ArrayList<>();
        for (Word word : words) {
            Optional<Cidr> network = Cidr.tryParse(word.text())
                    .filter(c -> word.text().contains("/") && c.address().family() == AddressFamily.INET);
            if (network.isEmpty()) {
                diagnostics.error(word, "'" + word.text() + "' is no IPv4 network: expected 0.0.0.0/0 or 192.0.2.7/32");
            } else if (!sources.contains(word.text())) {
                sources.add(word.text());
            }
        }
        return sources.isEmpty() || sources.size() < words.stream().distinct().count()
                ? Optional.empty()
                : Optional.of(sources);
    }
}
