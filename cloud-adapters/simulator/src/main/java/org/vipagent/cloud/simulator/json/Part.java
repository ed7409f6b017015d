package org.vipagent.cloud.simulator.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** An object in a description, which knows where it stands, so that every complaint can say so. */
final class Part {
    private final JsonNode node;
    private final String path;

    private Part(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    static Part whole(JsonNode node) throws ZoneFileException {
        return of(node, "");
    }

    private static Part of(JsonNode node, String path) throws ZoneFileException {
        if (!node.isObject()) {
            throw new ZoneFileException((path.isEmpty() ? "the file" : path) + " has to be an object: { ... }");
        }
        return new Part(node, path);
    }

    /** Refuses members that are none of these. */
    Part with(String... known) throws ZoneFileException {
        Set<String> allowed = new TreeSet<>(List.of(known));
        for (var member : node.properties()) {
            if (!allowed.contains(member.getKey())) {
                throw new ZoneFileException(
                        at(member.getKey()) + " is not known here; known are " + String.join(", ", allowed));
            }
        }
        return this;
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    String text(String name) throws ZoneFileException {
        String text = text(name, "");
        if (text.isEmpty()) {
            throw new ZoneFileException(at(name) + " is missing");
        }
        return text;
    }

    String text(String name, String otherwise) throws ZoneFileException {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw new ZoneFileException(at(name) + " has to be a text");
        }
        return value.asText();
    }

    boolean flag(String name) throws ZoneFileException {
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new ZoneFileException(at(name) + " has to be true or false");
        }
        return value.asBoolean();
    }

    /** A text that has to be there and to be read by {@code reader}. */
    <T> T value(String name, String what, Function<String, Optional<T>> reader) throws ZoneFileException {
        String text = text(name);
        Optional<T> value = reader.apply(text);
        if (value.isEmpty()) {
            throw new ZoneFileException(at(name) + ": '" + text + "' is no " + what);
        }
        return value.get();
    }

    /** As {@link #value}; absent where there is no such member. */
    <T> Optional<T> optional(String name, String what, Function<String, Optional<T>> reader) throws ZoneFileException {
        return node.has(name) ? Optional.of(value(name, what, reader)) : Optional.empty();
    }

    /** The objects of a list; none where there is no such member. */
    List<Part> parts(String name) throws ZoneFileException {
        List<Part> parts = new ArrayList<>();
        JsonNode list = list(name);
        for (int i = 0; i < list.size(); i++) {
            parts.add(of(list.path(i), at(name) + "[" + i + "]"));
        }
        return parts;
    }

    List<String> texts(String name) throws ZoneFileException {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : list(name)) {
            if (!item.isTextual()) {
                throw new ZoneFileException(at(name) + " has to be a list of texts");
            }
            texts.add(item.asText());
        }
        return texts;
    }

    private JsonNode list(String name) throws ZoneFileException {
        JsonNode list = node.path(name);
        if (!list.isMissingNode() && !list.isArray()) {
            throw new ZoneFileException(at(name) + " has to be a list: [ ... ]");
        }
        return list;
    }

    ZoneFileException wrong(String name, String why) {
        return new ZoneFileException(at(name) + " " + why);
    }
}
