package org.vipagent.cloud.cloudstack.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One request and its answer, as a live server gave it. */
public record Recording(String name, JsonNode json) {
    private static final JsonMapper JSON = new JsonMapper();

    public static Recording of(String name) {
        return new Recording(name, read(name + ".json"));
    }

    public static JsonNode read(String file) {
        try (InputStream in = Recording.class.getResourceAsStream("/recordings/" + file)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Recording> all() {
        try (Stream<Path> files =
                Files.list(Path.of(Recording.class.getResource("/recordings").toURI()))) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.matches("[0-9]{3}-.*\\.json"))
                    .sorted()
                    .map(f -> of(f.replace(".json", "")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public String command() {
        return query().getOrDefault("command", "none");
    }

    public int status() {
        return json.path("response").path("status").asInt();
    }

    public ApiAnswer answer() {
        JsonNode body = json.path("response").path("body");
        return new ApiAnswer.Replied(status(), body.isTextual() ? body.asText() : body.toString());
    }

    /** What was asked, without the signature. */
    public TreeMap<String, String> query() {
        TreeMap<String, String> all = new TreeMap<>();
        for (String part : List.of("query", "form")) {
            json.path("request")
                    .path(part)
                    .properties()
                    .forEach(e -> all.put(
                            e.getKey().toLowerCase(Locale.ROOT), e.getValue().asText()));
        }
        all.remove("signature");
        return all;
    }

    public Reply reply() {
        return Reply.to(command(), answer());
    }

    public JsonNode content() {
        return ((Reply.Accepted) reply()).content();
    }

    @Override
    public String toString() {
        return name;
    }
}
