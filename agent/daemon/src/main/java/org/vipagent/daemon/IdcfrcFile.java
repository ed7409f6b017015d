package org.vipagent.daemon;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vipagent.cloud.Credentials;

/**
 * The keys in a file of one of IDCF's command lines: {@code ~/.idcfrc} of {@code cloudstack-api} has them in the section
 * {@code [account]}, {@code config.ini} of {@code idcfcloud} in {@code [default]}. Everything else in it is left alone.
 */
final class IdcfrcFile {
    private static final List<String> SECTIONS = List.of("account", "default");

    private IdcfrcFile() {}

    /**
     * The keys.
     *
     * @throws StartException if there are none; the message never holds a part of the file
     */
    static Credentials parse(Path file, List<String> lines) throws StartException {
        Map<String, Map<String, String>> sections = sections(lines);
        for (String section : SECTIONS) {
            Map<String, String> values = sections.getOrDefault(section, Map.of());
            String apiKey = values.getOrDefault("api_key", "");
            String secretKey = values.getOrDefault("secret_key", "");
            if (!apiKey.isEmpty() && !secretKey.isEmpty()) {
                return new Credentials(apiKey, secretKey);
            }
        }
        throw StartException.notPermitted("credentials_idcfrc " + file
                + ": neither the section [account] nor [default] has api_key and secret_key");
    }

    private static Map<String, Map<String, String>> sections(List<String> lines) {
        Map<String, Map<String, String>> sections = new HashMap<>();
        Map<String, String> current = new HashMap<>();
        for (String line : lines) {
            String text = line.strip();
            int separator = separator(text);
            if (text.startsWith("[") && text.endsWith("]")) {
                String name = text.substring(1, text.length() - 1).strip().toLowerCase(Locale.ROOT);
                current = sections.computeIfAbsent(name, n -> new HashMap<>());
            } else if (separator > 0 && !text.startsWith("#") && !text.startsWith(";")) {
                current.put(
                        text.substring(0, separator).strip().toLowerCase(Locale.ROOT),
                        text.substring(separator + 1).strip());
            }
        }
        return sections;
    }

    /** Python's ConfigParser takes either. */
    private static int separator(String text) {
        int equals = text.indexOf('=');
        int colon = text.indexOf(':');
        return equals < 0 ? colon : colon < 0 ? equals : Math.min(equals, colon);
    }
}
