package org.vipagent.config.syntax;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What variables stand for at this moment of reading. */
final class Variables {
    private static final Pattern DEFINITION = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)=(.*)", Pattern.DOTALL);
    private static final int LARGEST_RANDOM = 32767;

    private final Settings settings;
    private final SplittableRandom random;
    private final Map<String, List<Line>> values = new HashMap<>();

    Variables(Settings settings) {
        this.settings = settings;
        this.random = new SplittableRandom(settings.randomSeed());
    }

    /** A line of the form {@code $NAME=value}. */
    record Definition(String name, Line value) {}

    static Optional<Definition> definition(Line line) {
        if (!line.text().startsWith("$")) {
            return Optional.empty();
        }
        Matcher matcher = DEFINITION.matcher(line.text());
        return matcher.matches()
                ? Optional.of(new Definition(
                        matcher.group(1), line.from(matcher.start(2)).trimmed()))
                : Optional.empty();
    }

    /** Sets a variable to lines; none means that it is defined and empty. */
    void define(String name, List<Line> value) {
        values.put(name, value);
    }

    boolean isDefined(String name) {
        return values.containsKey(name);
    }

    /** The lines of a variable that the configuration defined. */
    Optional<List<Line>> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * The value of a predefined variable.
     *
     * @param parameters what follows the name between the braces
     * @param file in which it stands
     */
    Optional<String> predefined(String name, String parameters, String file) {
        return switch (name) {
            case "_PWD" -> Optional.of(directoryOf(file));
            case "_INSTANCE" -> Optional.of(settings.instanceName().orElse(settings.configId()));
            case "_ENV" -> Optional.ofNullable(settings.environment().get(parameters.trim()));
            case "_RANDOM" -> randomNumber(parameters.trim());
            case "_HASH" -> Optional.of("#");
            case "_BANG" -> Optional.of("!");
            default -> Optional.empty();
        };
    }

    private static String directoryOf(String file) {
        int slash = file.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : file.substring(0, slash);
    }

    private Optional<String> randomNumber(String parameters) {
        if (!parameters.matches("([0-9]{1,9}([ \t]+[0-9]{1,9})?)?")) {
            return Optional.empty();
        }
        String[] bounds = parameters.isEmpty() ? new String[0] : parameters.split("[ \t]+", -1);
        int least = bounds.length > 0 ? Integer.parseInt(bounds[0]) : 0;
        int most = bounds.length > 1 ? Integer.parseInt(bounds[1]) : LARGEST_RANDOM;
        return least > most ? Optional.empty() : Optional.of(Integer.toString(random.nextInt(least, most + 1)));
    }
}
