package org.vipagent.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;

/** Reads the lines of {@code unicast_peer}: an address, and {@code min_ttl} and {@code max_ttl} behind it. */
final class PeerReader {
    private static final List<String> BOUNDS = List.of("min_ttl", "max_ttl");

    private final Diagnostics diagnostics;
    private final Values values;
    private final Set<IpAddress> ownAddresses;

    PeerReader(Diagnostics diagnostics, Set<IpAddress> ownAddresses) {
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
        this.ownAddresses = ownAddresses;
    }

    /** All peers of some blocks, each once, without this node. */
    List<Peer> read(
            List<Statement> blocks, AddressFamily family, Optional<IpAddress> source, List<VirtualAddress> virtual) {
        Map<IpAddress, Peer> peers = new LinkedHashMap<>();
        Map<IpAddress, Word> places = new LinkedHashMap<>();
        for (Statement block : blocks) {
            for (Statement line : block.children()) {
                Word word = line.keyword();
                Optional<Peer> peer = peer(line, family);
                if (peer.isPresent() && !isOwn(peer.get().address(), word, source)) {
                    IpAddress address = peer.get().address();
                    Word first = places.putIfAbsent(address, word);
                    tell(address, word, first, virtual);
                    peers.putIfAbsent(address, peer.get());
                }
            }
        }
        return new ArrayList<>(peers.values());
    }

    private Optional<Peer> peer(Statement line, AddressFamily family) {
        Optional<Map<String, Integer>> bounds = bounds(line.parameters());
        Word word = line.keyword();
        Optional<IpAddress> address = values.address(word, family, "a peer's " + Values.familyOf(family));
        if (address.filter(a -> a.isMulticast() || a.isUnspecified()).isPresent()) {
            diagnostics.error(
                    word, address.get() + " is no address of a single machine: expected a peer's own address");
            return Optional.empty();
        }
        if (address.isEmpty() || bounds.isEmpty()) {
            return Optional.empty();
        }
        int least = bounds.get().getOrDefault("min_ttl", 0);
        int most = bounds.get().getOrDefault("max_ttl", 255);
        if (least > most) {
            diagnostics.error(
                    word,
                    "min_ttl " + least + " is above max_ttl " + most + ": every advert of the peer would be dropped");
            return Optional.empty();
        }
        return Optional.of(new Peer(address.get(), least, most));
    }

    /** What stands behind an address; empty if any of it cannot be used. */
    private Optional<Map<String, Integer>> bounds(List<Word> words) {
        Map<String, Integer> bounds = new LinkedHashMap<>();
        boolean usable = true;
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            if (!BOUNDS.contains(word.text())) {
                diagnostics.error(
                        word,
                        "unknown word '" + word.text()
                                + "' behind a peer's address; each address needs a line of its own",
                        Suggestions.nearest(word.text(), BOUNDS));
                usable = false;
            } else if (i + 1 == words.size()) {
                diagnostics.error(word, word.text() + " lacks its value, a whole number from 0 to 255");
                usable = false;
            } else {
                Optional<Integer> value = values.integer(words.get(++i), word.text(), 0, 255);
                value.ifPresent(v -> bounds.put(word.text(), v));
                usable &= value.isPresent();
            }
        }
        return usable ? Optional.of(bounds) : Optional.empty();
    }

    private boolean isOwn(IpAddress address, Word word, Optional<IpAddress> source) {
        boolean own =
                ownAddresses.contains(address) || source.filter(address::equals).isPresent();
        if (own) {
            diagnostics.warning(word, address + " is an address of this node, which is not its own peer; skipped");
        }
        return own;
    }

    private void tell(IpAddress address, Word word, Word first, List<VirtualAddress> virtual) {
        if (first != null) {
            diagnostics.warning(
                    word,
                    address + " was given before, on line " + first.position().line() + "; this one is left out");
        } else if (virtual.stream().anyMatch(a -> a.ip().equals(address))) {
            diagnostics.warning(
                    word, address + " is a virtual address: adverts to it would come back to the master itself");
        }
    }
}
