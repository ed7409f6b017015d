package org.vipagent.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;

/** Reads where adverts go and come from: {@code unicast_peer}, {@code unicast_src_ip} and what belongs to them. */
final class DeliveryReader {
    private final Diagnostics diagnostics;
    private final Values values;
    private final Set<IpAddress> ownAddresses;

    DeliveryReader(Diagnostics diagnostics, Set<IpAddress> ownAddresses) {
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
        this.ownAddresses = ownAddresses;
    }

    /** @param soFar the instance with family, version, priority and addresses */
    Delivery read(Fields fields, GlobalDefinitions global, VrrpInstance soFar) {
        Optional<IpAddress> source = source(fields, soFar);
        List<Peer> peers = new PeerReader(diagnostics, ownAddresses)
                .read(fields.all("unicast_peer"), soFar.family(), source, soFar.virtualAddresses());
        boolean faultWithoutPeers = isOn(fields, "unicast_fault_no_peer", false);
        tellPeerless(fields, peers, faultWithoutPeers);
        tellOfSource(fields, source, peers, soFar);
        return new Delivery(
                source,
                peers,
                ttl(fields),
                checkSource(fields, global, peers),
                faultWithoutPeers,
                oldChecksum(fields, soFar));
    }

    private Optional<IpAddress> source(Fields fields, VrrpInstance soFar) {
        Optional<Statement> statement = fields.last("unicast_src_ip");
        Optional<IpAddress> source = statement.flatMap(s -> values.address(
                s.parameters().get(0), soFar.family(), "this node's own " + Values.familyOf(soFar.family())));
        if (source.filter(a -> a.isMulticast() || a.isUnspecified()).isPresent()) {
            diagnostics.error(
                    statement.orElseThrow().parameters().get(0),
                    source.get() + " cannot be the source of a packet: expected this node's own address");
            return Optional.empty();
        }
        fields.last("track_src_ip").ifPresent(s -> tellOfTracking(s, statement.isPresent()));
        return source;
    }

    private void tellOfTracking(Statement statement, boolean hasSource) {
        if (!values.isOn(statement, true)) {
            diagnostics.warning(
                    statement.keyword(), "a source address is always tracked here: without it no advert could be sent");
        } else if (!hasSource) {
            diagnostics.warning(
                    statement.keyword(), "track_src_ip has no effect without unicast_src_ip or mcast_src_ip");
        }
    }

    private void tellOfSource(Fields fields, Optional<IpAddress> source, List<Peer> peers, VrrpInstance soFar) {
        if (source.isEmpty()) {
            return;
        }
        IpAddress address = source.get();
        Word word = fields.last("unicast_src_ip").orElseThrow().parameters().get(0);
        boolean virtual = soFar.virtualAddresses().stream().anyMatch(a -> a.ip().equals(address));
        if (virtual && soFar.priority() < 255) {
            diagnostics.warning(
                    word, address + " is a virtual address: while another node is master, this one lacks its source");
        }
        // RFC 9568 §5.1.2.1; receivers may demand it.
        if (soFar.family() == AddressFamily.INET6 && peers.isEmpty() && !address.isLinkLocal()) {
            diagnostics.warning(
                    word,
                    "adverts to ff02::12 come from a link-local address (fe80::…); others may drop those of "
                            + address);
        }
    }

    private void tellPeerless(Fields fields, List<Peer> peers, boolean faultWithoutPeers) {
        if (!peers.isEmpty()) {
            return;
        }
        String instead = faultWithoutPeers
                ? ": the instance stays in FAULT, as unicast_fault_no_peer asks"
                : ": adverts go to the multicast group, as in keepalived";
        List<Statement> blocks = fields.all("unicast_peer");
        if (!blocks.isEmpty()) {
            diagnostics.warning(blocks.get(0).keyword(), "no peer is left in unicast_peer" + instead);
            return;
        }
        fields.last("unicast_src_ip")
                .map(Statement::keyword)
                .filter(k -> k.text().equals("unicast_src_ip"))
                .ifPresent(k -> diagnostics.warning(k, "unicast_src_ip without unicast_peer" + instead));
        if (faultWithoutPeers) {
            Word word = fields.last("unicast_fault_no_peer").orElseThrow().keyword();
            diagnostics.warning(word, "there is no unicast_peer" + instead);
        }
        fields.last("check_unicast_src")
                .filter(s -> values.isOn(s, false))
                .ifPresent(
                        s -> diagnostics.warning(s.keyword(), "check_unicast_src has no effect without unicast_peer"));
        for (String name : List.of("unicast_ttl", "old_unicast_checksum")) {
            fields.last(name)
                    .ifPresent(s -> diagnostics.warning(s.keyword(), name + " has no effect without unicast_peer"));
        }
    }

    private int ttl(Fields fields) {
        // With a time to live of 0 no advert would leave this node.
        return fields.last("unicast_ttl")
                .flatMap(s -> values.integer(s, 1, 255))
                .orElse(255);
    }

    private boolean checkSource(Fields fields, GlobalDefinitions global, List<Peer> peers) {
        boolean asked = isOn(fields, "check_unicast_src", global.checkUnicastSource());
        if (asked || peers.stream().noneMatch(Peer::hasBounds)) {
            return asked;
        }
        fields.last("check_unicast_src")
                .ifPresent(s -> diagnostics.warning(
                        s.keyword(), "min_ttl and max_ttl of a peer switch check_unicast_src on, as in keepalived"));
        return true;
    }

    private OldChecksum oldChecksum(Fields fields, VrrpInstance soFar) {
        Optional<Statement> statement = fields.last("old_unicast_checksum");
        if (statement.isEmpty()) {
            return OldChecksum.ACCEPT;
        }
        Word keyword = statement.get().keyword();
        if (soFar.version() == 2 || soFar.family() == AddressFamily.INET6) {
            diagnostics.warning(keyword, "old_unicast_checksum has an effect only in version 3 over IPv4");
        }
        List<Word> words = statement.get().parameters();
        if (words.isEmpty()) {
            return OldChecksum.SEND;
        }
        return values.oneOf(words.get(0), List.of("never")).isPresent() ? OldChecksum.NEVER : OldChecksum.ACCEPT;
    }

    private boolean isOn(Fields fields, String name, boolean otherwise) {
        return fields.last(name).map(s -> values.isOn(s, otherwise)).orElse(otherwise);
    }
}
