package org.vipagent.cloud.simulator;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A call with its parameters, checked as far as the command's description goes: what is required is there, and what is
 * an id looks like one.
 */
record Request(Command command, Map<String, String> parameters, long now) {
    static Request of(Command command, Map<String, String> parameters, long now) {
        Request request = new Request(command, lowerCaseNames(parameters), now);
        for (Parameter parameter : command.spec().parameters()) {
            request.check(parameter);
        }
        return request;
    }

    private static Map<String, String> lowerCaseNames(Map<String, String> parameters) {
        Map<String, String> lower = new HashMap<>(parameters.size() * 2);
        parameters.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return lower;
    }

    private void check(Parameter parameter) {
        String value = parameters.get(parameter.name());
        if (value == null) {
            if (parameter.required()) {
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

    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** A parameter that the command's description requires. */
    String required(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw Refusal.missing(command, name);
        }
        return value;
    }

    OptionalInt number(String name) {
        String value = parameters.get(name);
        return value == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value));
    }

    boolean flag(String name, boolean otherwise) {
        String value = parameters.get(name);
        return value == null ? otherwise : value.equalsIgnoreCase("true");
    }
}
