package org.vipagent.cloud.simulator.api;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call with its parameters, checked as far as the command's description goes: what is required is there, and what is
 * an id looks like one.
 */
public record Request(Command command, Map<String, String> parameters, Scope scope, long now) {
    /** Of a parameter that is a list of maps: {@code tags[0].key}. */
    private static final Pattern ENTRY = Pattern.compile("([a-z]+)\\[([0-9]{1,4})]\\.([a-z]+)");

    /**
     * Checks a call.
     *
     * @param parameters as {@link #lowerCaseNames} leaves them
     * @param known what the server knows of the command's parameters
     */
    public static Request of(
            Command command, Map<String, String> parameters, List<Parameter> known, Scope scope, long now) {
        Request request = new Request(command, parameters, scope, now);
        known.forEach(request::check);
        return request;
    }

    /** Names are compared without regard to letter case. */
    public static Map<String, String> lowerCaseNames(Map<String, String> parameters) {
        Map<String, String> lower = new HashMap<>(parameters.size() * 2);
        parameters.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return lower;
    }

    private void check(Parameter parameter) {
        String value = parameters.get(parameter.name());
        if (value == null) {
            if (parameter.required()
                    && (!parameter.isMap() || entries(parameter.name()).isEmpty())) {
                throw Refusal.missing(command, parameter.name());
            }
            return;
        }
        if (parameter.isId() && !Ids.looksLikeOne(value)) {
            throw Refusal.notAnId(command, value);
        }
        if (parameter.type().equals("integer") && !value.matches("-?[0-9]{1,9}")) {
            throw Refusal.unknown(command, parameter.name(), value);
        }
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** The entries of a list of maps, in the order of their numbers: {@code tags[0].key=a&tags[0].value=b}. */
    public List<Map<String, String>> entries(String name) {
        Map<Integer, Map<String, String>> byNumber = new TreeMap<>();
        parameters.forEach((key, value) -> {
            Matcher entry = ENTRY.matcher(key);
            if (entry.matches() && entry.group(1).equals(name)) {
                byNumber.computeIfAbsent(Integer.valueOf(entry.group(2)), number -> new HashMap<>())
                        .put(entry.group(3), value);
            }
        });
        return List.copyOf(byNumber.values());
    }

    /** The parts of a list whose parts are separated by commas; empty if it is not given. */
    public List<String> list(String name) {
        String value = parameters.get(name);
        return value == null || value.isEmpty() ? List.of() : List.of(value.split(",", -1));
    }

    /** A parameter that the command's description requires. */
    public String required(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw Refusal.missing(command, name);
        }
        return value;
    }

    public OptionalInt number(String name) {
        String value = parameters.get(name);
        return value == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value));
    }

    public boolean flag(String name, boolean otherwise) {
        String value = parameters.get(name);
        return value == null ? otherwise : value.equalsIgnoreCase("true");
    }
}
