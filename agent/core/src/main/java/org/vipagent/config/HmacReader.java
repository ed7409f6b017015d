package org.vipagent.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vipagent.config.HmacAuthentication.AntiReplay;
import org.vipagent.config.HmacAuthentication.Mode;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;

/** Reads an {@code auth_hmac} block, as keepalived 2.4 has it. Never shows a secret. */
final class HmacReader {
    private static final Map<String, Mode> MODES =
            Map.of("enforce", Mode.ENFORCE, "permissive", Mode.PERMISSIVE, "receive-only", Mode.RECEIVE_ONLY);
    private static final Duration LEAST_DEFAULT_WINDOW = Duration.ofSeconds(5);
    private static final int MOST_WINDOW_SECONDS = 300;

    private final Language language;
    private final Diagnostics diagnostics;
    private final Values values;
    private final HmacSecretReader secrets;

    HmacReader(Language language, Diagnostics diagnostics, SourceReader files) {
        this.language = language;
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
        this.secrets = new HmacSecretReader(diagnostics, files);
    }

    /** The block's meaning, or empty if it has no usable key; all that is wrong has been reported. */
    Optional<HmacAuthentication> read(Statement block, Duration advertInterval) {
        Fields fields = new Fields(block.children(), language.block("auth_hmac"));
        Map<Integer, HmacKey> keys = keys(block, fields.all("key"));
        Mode mode = fields.last("mode")
                .flatMap(s -> values.oneOf(s.parameters().get(0), List.of("enforce", "permissive", "receive-only")))
                .map(MODES::get)
                .orElse(Mode.ENFORCE);
        AntiReplay antiReplay = fields.last("anti_replay")
                .flatMap(s -> values.oneOf(s.parameters().get(0), List.of("time", "monotonic")))
                .map(word -> word.equals("time") ? AntiReplay.TIME : AntiReplay.MONOTONIC)
                .orElse(AntiReplay.TIME);
        Duration window = window(fields, antiReplay, advertInterval);
        Optional<Integer> active = activeKey(block, fields, keys, mode);
        tellOfMode(fields, mode);
        return active.map(id -> new HmacAuthentication(List.copyOf(keys.values()), id, antiReplay, window, mode));
    }

    private Map<Integer, HmacKey> keys(Statement block, List<Statement> statements) {
        Map<Integer, HmacKey> keys = new LinkedHashMap<>();
        for (Statement statement : statements) {
            Optional<Integer> id = id(statement);
            if (id.isPresent() && keys.containsKey(id.get())) {
                diagnostics.error(statement.keyword(), "key " + id.get() + " is there already: each id is given once");
            } else {
                id.flatMap(i -> secrets.read(statement, i)).ifPresent(key -> keys.put(key.id(), key));
            }
        }
        if (statements.isEmpty()) {
            diagnostics.error(
                    block.keyword(), "auth_hmac has no key: expected key ID hex:…, key ID file:PATH or key ID TEXT");
        }
        return keys;
    }

    /** What stands in place of the id is not shown: it may be the secret. */
    private Optional<Integer> id(Statement statement) {
        String text = statement.parameters().get(0).text();
        boolean number = text.matches("[0-9]{1,3}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 255;
        if (!number) {
            diagnostics.error(statement.keyword(), "key takes an id from 1 to 255 and then the secret: key ID hex:…");
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(text));
    }

    private Duration window(Fields fields, AntiReplay antiReplay, Duration advertInterval) {
        Optional<Statement> statement = fields.last("time_window");
        if (antiReplay == AntiReplay.MONOTONIC) {
            statement.ifPresent(s -> diagnostics.warning(
                    s.keyword(), "time_window has no effect with anti_replay monotonic, which looks at no clock"));
        }
        long seconds = Math.min(
                MOST_WINDOW_SECONDS,
                advertInterval.multipliedBy(3).plusNanos(999_999_999).toSeconds());
        Duration otherwise = Duration.ofSeconds(Math.max(LEAST_DEFAULT_WINDOW.toSeconds(), seconds));
        return statement
                .flatMap(s -> values.integer(s, 1, MOST_WINDOW_SECONDS))
                .map(Duration::ofSeconds)
                .orElse(otherwise);
    }

    private Optional<Integer> activeKey(Statement block, Fields fields, Map<Integer, HmacKey> keys, Mode mode) {
        Optional<Statement> statement = fields.last("active_key");
        if (statement.isEmpty()) {
            if (mode == Mode.RECEIVE_ONLY) {
                return keys.keySet().stream().findFirst();
            }
            diagnostics.error(block.keyword(), "auth_hmac lacks active_key, the id of the key to send with");
            return Optional.empty();
        }
        Optional<Integer> id = values.integer(statement.get(), 1, 255);
        Word word = statement.get().parameters().get(0);
        if (id.isPresent() && !keys.containsKey(id.get())) {
            diagnostics.error(word, "there is no usable key " + id.get() + " in this auth_hmac");
            return Optional.empty();
        }
        return id;
    }

    private void tellOfMode(Fields fields, Mode mode) {
        fields.last("mode")
                .filter(s -> mode != Mode.ENFORCE)
                .ifPresent(s -> diagnostics.warning(
                        s.parameters().get(0),
                        "in mode " + s.parameters().get(0).text()
                                + " adverts without a trailer are believed, anybody's: right only while"
                                + " auth_hmac is being rolled out"));
    }
}
