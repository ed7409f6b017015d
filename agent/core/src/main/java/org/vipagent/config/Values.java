package org.vipagent.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;

/** Reads the values behind keywords; what cannot be read is reported and empty. */
final class Values {
    private static final Set<String> TRUE = Set.of("on", "true", "yes");
    private static final Set<String> FALSE = Set.of("off", "false", "no");
    private static final long NANOS = 1_000_000_000L;

    private final Diagnostics diagnostics;

    Values(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** A whole decimal number in a range, right behind the keyword. */
    Optional<Integer> integer(Statement statement, int least, int most) {
        return integer(statement.parameters().get(0), statement.keyword().text(), least, most);
    }

    /** A whole decimal number in a range, for what is called {@code name}. */
    Optional<Integer> integer(Word word, String name, int least, int most) {
        String expected = name + " takes a whole number from " + least + " to " + most;
        if (!word.text().matches("[+-]?[0-9]{1,18}")) {
            diagnostics.error(word, "'" + word.text() + "' is not a number: " + expected, leadingNumber(word.text()));
            return Optional.empty();
        }
        long value = Long.parseLong(word.text());
        if (value < least || value > most) {
            diagnostics.error(word, word.text() + " is out of range: " + expected);
            return Optional.empty();
        }
        return Optional.of((int) value);
    }

    /** Decimal seconds in a range of seconds; more than microseconds is cut off. */
    Optional<Duration> seconds(Statement statement, String least, String most) {
        Word word = statement.parameters().get(0);
        String expected =
                statement.keyword().text() + " takes seconds from " + least + " to " + most + ", without a unit";
        if (!word.text().matches("\\+?([0-9]{1,12}\\.?[0-9]{0,12}|\\.[0-9]{1,12})")) {
            diagnostics.error(
                    word, "'" + word.text() + "' is not a number of seconds: " + expected, leadingNumber(word.text()));
            return Optional.empty();
        }
        BigDecimal value = new BigDecimal(word.text());
        if (value.compareTo(new BigDecimal(least)) < 0 || value.compareTo(new BigDecimal(most)) > 0) {
            diagnostics.error(word, word.text() + " is out of range: " + expected);
            return Optional.empty();
        }
        BigDecimal micros = value.setScale(6, RoundingMode.DOWN);
        return Optional.of(
                Duration.ofNanos(micros.multiply(BigDecimal.valueOf(NANOS)).longValueExact()));
    }

    /** The number in front of a unit: what {@code 1s} was meant to be. */
    private static Optional<String> leadingNumber(String text) {
        int end = 0;
        while (end < text.length() && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        boolean unit = end > 0 && end < text.length() && text.length() - end <= 4;
        return unit && text.substring(end).equals("s") ? Optional.of(text.substring(0, end)) : Optional.empty();
    }

    /** A switch: the keyword alone is on. Only lower-case words count, as in keepalived. */
    boolean isOn(Statement statement, boolean otherwise) {
        List<Word> parameters = statement.parameters();
        if (parameters.isEmpty() || TRUE.contains(parameters.get(0).text())) {
            return true;
        }
        Word word = parameters.get(0);
        if (!FALSE.contains(word.text())) {
            diagnostics.error(
                    word,
                    "'" + word.text() + "' is not a switch: "
                            + statement.keyword().text() + " takes on, off, true, false, yes or no, in lower case",
                    Suggestions.nearest(
                            word.text().toLowerCase(Locale.ROOT), List.of("on", "off", "true", "false", "yes", "no")));
            return otherwise;
        }
        return false;
    }

    Optional<InterfaceName> interfaceName(Word word) {
        if (!InterfaceName.isValid(word.text())) {
            diagnostics.error(
                    word, "'" + word.text() + "' is no interface name: 1 to 15 characters without blank, / and :");
            return Optional.empty();
        }
        return Optional.of(new InterfaceName(word.text()));
    }

    /** An address of one family. */
    Optional<IpAddress> address(Word word, AddressFamily family, String what) {
        Optional<IpAddress> address = IpAddress.tryParse(word.text());
        if (address.isEmpty()) {
            diagnostics.error(word, "'" + word.text() + "' is not an IP address: expected " + what);
        } else if (address.get().family() != family) {
            diagnostics.error(
                    word, word.text() + " is an " + name(address.get().family()) + " address: expected " + what);
            return Optional.empty();
        }
        return address;
    }

    /** A family as operators call it. */
    static String name(AddressFamily family) {
        return family == AddressFamily.INET ? "IPv4" : "IPv6";
    }

    /** An address of an instance's family, and why it must be of that. */
    static String familyOf(AddressFamily family) {
        return name(family) + " address, the family of the first virtual address";
    }

    /** One of a few words. */
    Optional<String> oneOf(Word word, List<String> words) {
        if (!words.contains(word.text())) {
            diagnostics.error(
                    word,
                    "'" + word.text() + "' is not one of " + String.join(", ", words),
                    Suggestions.nearest(word.text(), words));
            return Optional.empty();
        }
        return Optional.of(word.text());
    }
}
