package org.vipagent.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vipagent.config.Suggestions;

/** The words of one fault, read one after the other; each refusal says which word, where, and what was expected. */
final class FaultWords {
    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(us|ms|s|m|min|h)");
    private static final Pattern PERCENT = Pattern.compile("([+-]?)([0-9]{1,3}(?:\\.[0-9]{1,4})?)%");
    private static final Pattern RATE = Pattern.compile("([0-9]{1,6})/s");
    private static final Map<String, Long> UNITS = Map.of(
            "us", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "min", 60_000_000_000L,
            "h", 3_600_000_000_000L);
    /** Nobody waits longer, and it keeps sums of times far from any overflow. */
    private static final long LONGEST_NANOS = 24 * 3_600_000_000_000L;

    private static final int SHORT_WORD = 3;
    private static final long MOST_PER_SECOND = 20_000;

    private final String text;
    private final List<Word> words = new ArrayList<>();
    private int next;

    private record Word(String text, int column) {}

    FaultWords(String text) {
        this.text = text;
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(new Word(matcher.group(), matcher.start() + 1));
        }
    }

    boolean hasNext() {
        return next < words.size();
    }

    /** Whether the next word is this one; it is read if so. */
    boolean takes(String word) {
        boolean is = isNext(word);
        if (is) {
            next++;
        }
        return is;
    }

    boolean isNext(String word) {
        return hasNext() && words.get(next).text.equals(word);
    }

    /** The words read so far, one blank between each. */
    String readSoFar() {
        return String.join(" ", words.subList(0, next).stream().map(Word::text).toList());
    }

    /** One of some words. */
    String oneOf(String what, List<String> allowed) throws FaultSyntaxException {
        String word = word(what);
        if (!allowed.contains(word)) {
            // Of names of one letter each is as near as the other.
            List<String> similar = word.length() < SHORT_WORD ? List.of() : allowed;
            String hint = Suggestions.nearest(word, similar)
                    .map(s -> "did you mean " + s + "?")
                    .orElseGet(() -> "there " + (allowed.size() == 1 ? "is " : "are ") + String.join(", ", allowed));
            throw wrong("'" + word + "' is no " + what + " (" + hint + ")");
        }
        return word;
    }

    /** A time, in nanoseconds. */
    long time(String example) throws FaultSyntaxException {
        String word = word("time, such as " + example);
        Matcher matcher = TIME.matcher(word);
        if (!matcher.matches()) {
            throw wrong("'" + word + "' is no time: a number and one of us, ms, s, m, h, such as " + example);
        }
        BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(UNITS.get(matcher.group(2))));
        if (nanos.compareTo(BigDecimal.valueOf(LONGEST_NANOS)) > 0) {
            throw wrong("'" + word + "' is too long: at most 24h");
        }
        return nanos.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    /** A share, in thousandths: 0 to 1000. */
    int share(String example) throws FaultSyntaxException {
        BigDecimal percent = percent(example, "");
        if (percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw wrong("more than 100%");
        }
        return percent.movePointRight(1).setScale(0, RoundingMode.HALF_UP).intValueExact();
    }

    /** A deviation, in millionths: −10,000 to 10,000. */
    int deviation(String example) throws FaultSyntaxException {
        BigDecimal percent = percent(example, "+-");
        if (percent.abs().compareTo(BigDecimal.ONE) > 0) {
            throw wrong("more than 1% either way: no machine's clock is that far off");
        }
        return percent.movePointRight(4).setScale(0, RoundingMode.HALF_UP).intValueExact();
    }

    private BigDecimal percent(String example, String signs) throws FaultSyntaxException {
        String word = word("percentage, such as " + example);
        Matcher matcher = PERCENT.matcher(word);
        if (!matcher.matches() || !signs.contains(matcher.group(1))) {
            throw wrong("'" + word + "' is no percentage such as " + example);
        }
        BigDecimal value = new BigDecimal(matcher.group(2));
        return matcher.group(1).equals("-") ? value.negate() : value;
    }

    /** A number for each second. */
    long rate(String example) throws FaultSyntaxException {
        String word = word("rate, such as " + example);
        Matcher matcher = RATE.matcher(word);
        if (!matcher.matches()) {
            throw wrong("'" + word + "' is no rate such as " + example);
        }
        long rate = Long.parseLong(matcher.group(1));
        if (rate < 1 || rate > MOST_PER_SECOND) {
            throw wrong("'" + word + "' is out of range: 1/s to " + MOST_PER_SECOND + "/s");
        }
        return rate;
    }

    /** Demands that nothing is left. */
    void end() throws FaultSyntaxException {
        if (hasNext()) {
            next++;
            throw wrong("'" + words.get(next - 1).text + "' is too much after '" + before() + "'");
        }
    }

    private String word(String what) throws FaultSyntaxException {
        if (!hasNext()) {
            String message = next == 0
                    ? "nothing is said: a " + what + " is expected"
                    : "something is missing after '" + readSoFar() + "': a " + what;
            throw new FaultSyntaxException(text, text.stripTrailing().length() + 1, message);
        }
        return words.get(next++).text;
    }

    private String before() {
        return String.join(
                " ", words.subList(0, next - 1).stream().map(Word::text).toList());
    }

    /** A refusal of the word that was read last. */
    private FaultSyntaxException wrong(String message) {
        return new FaultSyntaxException(text, words.get(next - 1).column, message);
    }
}
