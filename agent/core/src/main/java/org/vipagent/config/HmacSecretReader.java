package org.vipagent.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;

/**
 * Reads the secret of a {@code key} line: {@code hex:} and hexadecimal digits, {@code file:} and a path, or plain text.
 * What is wrong is told at the keyword, without a part of the secret.
 */
final class HmacSecretReader {
    private static final String HEX = "hex:";
    private static final String FILE = "file:";

    private final Diagnostics diagnostics;
    private final SourceReader files;

    HmacSecretReader(Diagnostics diagnostics, SourceReader files) {
        this.diagnostics = diagnostics;
        this.files = files;
    }

    Optional<HmacKey> read(Statement statement, int id) {
        String text = statement.parameters().get(1).text();
        String name = "key " + id;
        Optional<byte[]> secret = text.startsWith(FILE)
                ? fromFile(statement.keyword(), text.substring(FILE.length()), name)
                : decoded(statement.keyword(), text, name);
        return secret.map(bytes -> new HmacKey(id, bytes));
    }

    private Optional<byte[]> fromFile(Word keyword, String path, String name) {
        Optional<Path> file = absolute(path);
        if (file.isEmpty()) {
            diagnostics.error(keyword, name + ": 'file:" + path + "' is not an absolute path");
            return Optional.empty();
        }
        SourceReader.Source source = files.readSecret(file.get());
        if (source instanceof SourceReader.Unreadable unreadable) {
            diagnostics.error(keyword, name + ": " + path + ": " + unreadable.reason());
            return Optional.empty();
        }
        String content = ((SourceReader.Text) source).content().stripTrailing();
        if (content.lines().count() != 1) {
            diagnostics.error(keyword, name + ": " + path + " does not hold one line with the key");
            return Optional.empty();
        }
        return decoded(keyword, content, name + ": " + path);
    }

    private static Optional<Path> absolute(String path) {
        try {
            return Optional.of(Path.of(path)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private Optional<byte[]> decoded(Word keyword, String text, String name) {
        byte[] secret;
        if (text.startsWith(HEX)) {
            String digits = text.substring(HEX.length());
            if (!digits.matches("([0-9a-fA-F]{2})+")) {
                diagnostics.error(keyword, name + ": after hex: come pairs of hexadecimal digits and nothing else");
                return Optional.empty();
            }
            secret = HexFormat.of().parseHex(digits);
        } else {
            tellOfLostPrefix(keyword, text, name);
            secret = text.getBytes(StandardCharsets.UTF_8);
        }
        if (secret.length < HmacKey.LEAST_BYTES || secret.length > HmacKey.MOST_BYTES) {
            diagnostics.error(
                    keyword,
                    name + " is too " + (secret.length < HmacKey.LEAST_BYTES ? "short" : "long") + ": expected "
                            + HmacKey.LEAST_BYTES + " to " + HmacKey.MOST_BYTES
                            + " bytes, best 32 random ones as openssl rand -hex 32 gives them, after hex:");
            return Optional.empty();
        }
        return Optional.of(secret);
    }

    private void tellOfLostPrefix(Word keyword, String text, String name) {
        if (text.matches("([0-9a-fA-F]{2}){32,}") && text.length() <= HmacKey.MOST_BYTES) {
            diagnostics.warning(
                    keyword, name + " consists of hexadecimal digits but lacks hex: in front; it is taken as text");
        }
    }
}
