package org.vipagent.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;

/**
 * Reads {@code transport udp PORT}, for networks that drop protocol 112. What a UDP port receives may come from
 * anybody, whatever its hop limit, so it is only believed from named peers and with proof.
 */
final class TransportReader {
    private final Diagnostics diagnostics;
    private final Values values;

    TransportReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
    }

    /**
     * The port, or empty for protocol 112.
     *
     * @param soFar with peers and authentication
     */
    OptionalInt udpPort(Fields fields, VrrpInstance soFar) {
        Optional<Statement> statement = fields.last("transport");
        if (statement.isEmpty()) {
            return OptionalInt.empty();
        }
        List<Word> words = statement.get().parameters();
        if (values.oneOf(words.get(0), List.of("udp")).isEmpty()) {
            return OptionalInt.empty();
        }
        if (words.size() < 2) {
            diagnostics.error(
                    statement.get().keyword(), "transport udp lacks its port, 1 to 65535; there is no default");
            return OptionalInt.empty();
        }
        tellOfWhatIsMissing(words.get(0), fields, soFar);
        return values.integer(words.get(1), "transport udp", 1, 65_535)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private void tellOfWhatIsMissing(Word word, Fields fields, VrrpInstance soFar) {
        if (soFar.delivery().peers().isEmpty()) {
            diagnostics.error(
                    word, "transport udp needs unicast_peer with at least one other node: UDP goes to named peers");
        }
        if (!fields.has("auth_hmac")) {
            diagnostics.error(
                    word, "transport udp needs auth_hmac: anybody who reaches the port could take the address over");
            return;
        }
        boolean enforced = soFar.hmac()
                .filter(h -> h.mode() != HmacAuthentication.Mode.ENFORCE)
                .isEmpty();
        if (!enforced) {
            diagnostics.error(
                    word,
                    "transport udp needs auth_hmac in mode enforce: no older node speaks UDP, so none is to be spared");
        }
    }
}
