package org.vipagent.cloud.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.vipagent.cloud.simulator.api.Authenticator;

/** Talks to the simulator over a real socket. */
final class SignedClient {
    private final URI endpoint;
    private final ZoneLayout.Account account;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ObjectMapper mapper = new ObjectMapper();

    SignedClient(URI endpoint, ZoneLayout.Account account) {
        this.endpoint = endpoint;
        this.account = account;
    }

    Map<String, String> signed(String command, String... parameters) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("command", command);
        all.put("response", "json");
        all.put("apikey", account.apiKey());
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], parameters[i + 1]);
        }
        all.put("signature", Authenticator.sign(all, account.secretKey()));
        return all;
    }

    HttpResponse<String> get(Map<String, String> parameters) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(endpoint + "?" + form(parameters)))
                .GET());
    }

    HttpResponse<String> post(Map<String, String> query, Map<String, String> body)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(endpoint + "?" + form(query)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(body))));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The content of a successful answer. */
    JsonNode call(String command, String... parameters) throws IOException, InterruptedException {
        HttpResponse<String> response = post(Map.of(), signed(command, parameters));
        if (response.statusCode() != 200) {
            throw new AssertionError(command + ": " + response.statusCode() + " " + response.body());
        }
        return json(response).elements().next();
    }

    JsonNode json(HttpResponse<String> response) throws IOException {
        return mapper.readTree(response.body());
    }

    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
