package org.vipagent.cloud.cloudstack.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param pageSize objects per page, as far as the server's limit is known
 */
public record Listing(String command, String key, Map<String, String> parameters, PageSize pageSize) {
    private static final int PAGES_AT_MOST = 500;

    /** With pages of a size that the server is known to take. */
    public Listing(String command, String key, Map<String, String> parameters, int pageSize) {
        this(command, key, parameters, PageSize.known(pageSize));
    }

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
        return page(new Pages<>(new LinkedHashMap<>(), read, then), 1, pageSize.current());
    }

    /** What is the same for all pages of a list. */
    private record Pages<T, R>(Map<String, T> found, Function<JsonNode, T> read, Then<T, R> then) {}

    private <T, R> Move<R> page(Pages<T, R> pages, int number, int size) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("page", Integer.toString(number));
        all.put("pagesize", Integer.toString(size));
        return Move.read(command, all, (reply, now) -> {
            if (!(reply instanceof Reply.Accepted accepted)) {
                return refused(pages, number, size, reply);
            }
            pageSize.accepted(size);
            return next(pages, number, size, accepted.content());
        });
    }

    // 431 says only that a parameter is wrong. After the first page the size is not the reason.
    private <T, R> Move<R> refused(Pages<T, R> pages, int number, int size, Reply reply) {
        boolean parameter = number == 1
                && reply instanceof Reply.Refused refused
                && refused.failure().kind() == CloudFailure.Kind.REFUSED;
        Optional<Integer> smaller = parameter ? pageSize.refused(size) : Optional.empty();
        return smaller.map(s -> page(pages, 1, s))
                .orElseGet(() -> pages.then().failure().apply(reply));
    }

    private <T, R> Move<R> next(Pages<T, R> pages, int number, int size, JsonNode content) {
        Map<String, T> found = pages.found();
        int before = found.size();
        int received = 0;
        for (JsonNode element : Answers.each(content.path(key))) {
            String id = Answers.text(element, "id")
                    .or(() -> Answers.text(element.path("loadbalancerruleinstance"), "id"))
                    .orElseThrow(() -> new UnreadableAnswerException("an object without id"));
            found.put(id, pages.read().apply(element));
            received++;
        }
        // A server that ignores "page" sends the first page for ever: no new object ends the list as well.
        boolean whole = found.size() >= content.path("count").asInt(0);
        boolean last = found.size() == before || (received < size && whole);
        if (last) {
            return pages.then().objects().apply(List.copyOf(found.values()));
        }
        if (number == PAGES_AT_MOST) {
            return pages.then().failure().apply(endless());
        }
        return page(pages, number + 1, size);
    }

    private Reply endless() {
        String text = command + " has more than " + PAGES_AT_MOST + " pages";
        return new Reply.Lost(new CloudFailure(CloudFailure.Kind.PROTOCOL, text), false);
    }
}
