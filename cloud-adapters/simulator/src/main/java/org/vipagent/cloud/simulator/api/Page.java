package org.vipagent.cloud.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/**
 * The part of a list that a request asks for.
 *
 * @param number from 1
 * @param size at least 1
 */
public record Page(int number, int size) {
    /** As a request asks for it; without a word the first one, as large as the server allows. */
    public static Page of(Request request, int largest) {
        boolean numbered = request.number("page").isPresent();
        if (numbered && request.number("pagesize").isEmpty()) {
            throw Refusal.api(431, "\"pagesize\" parameter is required when \"page\" is specified");
        }
        int size = request.number("pagesize").orElse(largest);
        if (size < 1 || size > largest) {
            throw Refusal.parameter("The parameter pagesize has to be from 1 to " + largest);
        }
        return new Page(Math.max(1, request.number("page").orElse(1)), size);
    }

    /** The answer of a list command: nothing at all where the list is empty, else the count of all and this page. */
    public <T> ObjectNode of(String key, List<T> all, Function<T, ? extends JsonNode> view) {
        ObjectNode content = Json.object();
        long from = (long) (number - 1) * size;
        if (from >= all.size()) {
            return content;
        }
        ArrayNode list = Json.array();
        all.subList((int) from, (int) Math.min(all.size(), from + size)).forEach(item -> list.add(view.apply(item)));
        content.put("count", all.size());
        content.set(key, list);
        return content;
    }
}
