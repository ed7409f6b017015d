package org.vipagent.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;
import org.vipagent.net.IpAddress;

/** Reads where adverts go and come from: {@code unicast_peer}, {@code unicast_src_ip} and what belongs to them. */
final class UnicastReader {
    private final Diagnostics diagnostics;
    private final Values values;
    private final Set<IpAddress> ownAddresses;

    UnicastReader(Diagnostics diagnostics, Set<IpAddress> ownAddresses) {
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
        this.ownAddresses = ownAddresses;
    }

    void read(Fields fields, GlobalDefinitions global, VrrpInstanceBuilder builder) {
        Optional<IpAddress> source = fields.last("unicast_src_ip")
                .flatMap(s -> values.ipv4(s.parameters().get(0), "this node's own IPv4 address"));
        source.ifPresent(builder::sourceAddress);
        List<IpAddress> peers = peers(fields.all("unicast_peer"), source);
        builder.unicastPeers(peers);
        builder.checkUnicastSource(fields.last("check_unicast_src")
                .map(s -> values.isOn(s, global.checkUnicastSource()))
                .orElse(global.checkUnicastSource()));
        fields.last("unicast_ttl").ifPresent(statement -> {
            // With a time to live of 0 no advert would leave this node.
            values.integer(statement, 1, 255).ifPresent(builder::unicastTtl);
            if (!fields.has("unicast_peer")) {
                diagnostics.warning(statement.keyword(), "unicast_ttl has no effect without unicast_peer");
            }
        });
    }

    private List<IpAddress> peers(List<Statement> blocks, Optional<IpAddress> source) {
        Map<IpAddress, Word> peers = new LinkedHashMap<>();
        for (Statement block : blocks) {
            for (Statement line : block.children()) {
                options(line.parameters());
                values.ipv4(line.keyword(), "a peer's IPv4 address")
                        .filter(address -> !isOwn(address, line.keyword(), source))
                        .ifPresent(address -> add(address, line.keyword(), peers));
            }
        }
        if (peers.isEmpty() && !blocks.isEmpty()) {
            diagnostics.warning(
                    blocks.get(0).keyword(),
                    "no peer is left in unicast_peer: adverts go to the multicast group, as in keepalived");
        }
        return new ArrayList<>(peers.keySet());
    }

    private void add(IpAddress address, Word word, Map<IpAddress, Word> peers) {
        Word first = peers.putIfAbsent(address, word);
        if (first != null) {
            diagnostics.warning(
                    word,
                    address + " was given before, on line " + first.position().line() + "; this one is left out");
        }
    }

    private boolean isOwn(IpAddress address, Word word, Optional<IpAddress> source) {
        boolean own =
                ownAddresses.contains(address) || source.filter(address::equals).isPresent();
        if (own) {
            diagnostics.warning(word, address + " is an address of this node, which is not its own peer; skipped");
        }
        return own;
    }

    private void options(List<Word> words) {
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            if (word.text().equals("min_ttl") || word.text().equals("max_ttl")) {
                diagnostics.warning(word, word.text() + " of a peer is known to keepalived, not supported");
                i++;
            } else {
                diagnostics.error(
                        word,
                        "unknown word '" + word.text()
                                + "' behind a peer's address; each address needs a line of its own",
                        Suggestions.nearest(word.text(), List.of("min_ttl", "max_ttl")));
            }
        }
    }
}
