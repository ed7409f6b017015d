package org.vipagent.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings of a block by their keywords, to say in words which of them differ.
 *
 * @param <T> the block
 */
final class Settings<T> {
    private final List<Setting<T>> settings = new ArrayList<>();

    private interface Words<T> {
        Optional<String> of(String keyword, T was, T now);
    }

    private record Setting<T>(String keyword, Words<T> words) {}

    /** One that is told with both values. */
    Settings<T> value(String keyword, Function<T, ?> value) {
        return add(keyword, (word, was, now) -> fromTo(word, value.apply(was), value.apply(now)));
    }

    /** A list, of which is told what came and what went. */
    Settings<T> list(String keyword, Function<T, List<String>> entries) {
        return add(keyword, (word, was, now) -> cameAndWent(word, entries.apply(was), entries.apply(now)));
    }

    /** One of which is only told that it differs: it is secret, or long. */
    Settings<T> unnamed(String keyword, Function<T, ?> value) {
        return add(
                keyword,
                (word, was, now) ->
                        value.apply(was).equals(value.apply(now)) ? Optional.empty() : Optional.of(word + " changed"));
    }

    private Settings<T> add(String keyword, Words<T> words) {
        settings.add(new Setting<>(keyword, words));
        return this;
    }

    /** What differs, one phrase for each setting. */
    List<String> changes(T was, T now) {
        List<String> changes = new ArrayList<>();
        for (Setting<T> setting : settings) {
            setting.words().of(setting.keyword(), was, now).ifPresent(changes::add);
        }
        // Whatever this table has no word for yet must not pass for unchanged.
        return changes.isEmpty() && !was.equals(now) ? List.of("settings changed") : changes;
    }

    private static Optional<String> fromTo(String keyword, Object was, Object now) {
        return was.equals(now) ? Optional.empty() : Optional.of(keyword + " " + inWords(was) + " -> " + inWords(now));
    }

    private static Optional<String> cameAndWent(String keyword, List<String> was, List<String> now) {
        if (was.equals(now)) {
            return Optional.empty();
        }
        List<String> came = new ArrayList<>(now);
        came.removeAll(was);
        List<String> went = new ArrayList<>(was);
        went.removeAll(now);
        List<String> parts = new ArrayList<>();
        if (!came.isEmpty()) {
            parts.add("new " + String.join(", ", came));
        }
        if (!went.isEmpty()) {
            parts.add("gone " + String.join(", ", went));
        }
        return Optional.of(keyword + (parts.isEmpty() ? " in another order" : ": " + String.join("; ", parts)));
    }

    private static String inWords(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(Settings::inWords).orElse("none");
        }
        if (value instanceof Boolean flag) {
            return flag ? "on" : "off";
        }
        if (value instanceof Duration duration) {
            return duration.isZero() ? "0" : seconds(duration);
        }
        return value instanceof Enum<?> ? value.toString().toLowerCase(Locale.ROOT) : value.toString();
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros().toPlainString();
    }
}
