package org.vipagent.cloud.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the recordings of a live management server. */
final class Recordings {
    private final ObjectMapper mapper = new ObjectMapper();

    JsonNode read(String file) {
        try (InputStream in = Recordings.class.getResourceAsStream("/recordings/" + file)) {
            return mapper.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** File names of all single exchanges, in order. */
    List<String> exchanges() {
        try (Stream<Path> files =
                Files.list(Path.of(Recordings.class.getResource("/recordings").toURI()))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{3}-.*\\.json"))
                    .sorted()
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All parameters of a recorded request, credentials and signature too. */
    static Map<String, String> parameters(JsonNode recording) {
        Map<String, String> parameters = new LinkedHashMap<>();
        recording
                .path("request")
                .path("query")
                .properties()
                .forEach(member ->
                        parameters.put(member.getKey(), member.getValue().asText()));
        return parameters;
    }
}
