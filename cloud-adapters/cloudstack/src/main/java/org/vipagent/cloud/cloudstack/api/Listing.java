package org.vipagent.cloud.cloudstack.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.vipagent.cloud.CloudFailure;

/**
 * One list of the API, read page by page: without {@code page} a server cuts a long list silently, and what is cut off
 * would look absent.
 *
 * @param command the list command
 * @param key the member that holds the objects
 * @param parameters filters
 * @param pageSize objects per page
 */
public record Listing(String command, String key, Map<String, String> parameters, int pageSize) {
    private static final int PAGES_AT_MOST = 500;

    /**
     * How the conversation goes on.
     *
     * @param <T> the objects
     * @param <R> the result of the conversation
     * @param objects with the whole list
     * @param failure with the first reply that was no page
     */
    public record Then<T, R>(Function<List<T>, Move<R>> objects, Function<Reply, Move<R>> failure) {}

    /** Reads all pages; {@code read} makes an object of each element. */
    public <T, R> Move<R> read(Function<JsonNode, T> read, Then<T, R> then) {
        return page(1, new LinkedHashMap<>(), read, then);
    }

    private <T, R> Move<R> page(int number, Map<String, T> found, Function<JsonNode, T> read, Then<T, R> then) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("page", Integer.toString(number));
        all.put("pagesize", Integer.toString(pageSize));
        return Move.read(command, all, (reply, now) -> {
            if (!(reply instanceof Reply.Accepted accepted)) {
                return then.failure().apply(reply);
            }
            int before = found.size();
            int received = 0;
            for (JsonNode element : Answers.each(accepted.content().path(key))) {
                String id = Answers.text(element, "id")
                        .orElseThrow(() -> new UnreadableAnswerException("an object without id"));
                found.put(id, read.apply(element));
                received++;
            }
            // A server that ignores "page" sends the first page for ever: no new object ends the list as well.
            boolean whole = found.size() >= accepted.content().path("count").asInt(0);
            boolean last = found.size() == before || (received < pageSize && whole);
            if (last) {
                return then.objects().apply(List.copyOf(found.values()));
            }
            if (number == PAGES_AT_MOST) {
                return then.failure().apply(endless());
            }
            return page(number + 1, found, read, then);
        });
    }

    private Reply endless() {
        String text = command + " has more than " + PAGES_AT_MOST + " pages";
        return new Reply.Lost(new CloudFailure(CloudFailure.Kind.PROTOCOL, text), false);
    }
}
