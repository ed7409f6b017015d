package org.vipagent.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;
import org.vipagent.net.IpAddress;

/** Reads a {@code cloud_provider} block. */
final class ProviderReader {
    private static final List<String> TYPES = List.of("cloudstack", "simulator");
    private static final List<String> PROFILES = List.of("cloudstack", "idcf");

    private final Language language;
    private final Diagnostics diagnostics;
    private final Values values;

    ProviderReader(Language language, Diagnostics diagnostics) {
        this.language = language;
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
    }

    Optional<CloudProvider> read(Statement block) {
        Fields fields = new Fields(block.children(), language.block("cloud_provider"));
        String type = type(fields);
        Optional<URI> endpoint = endpoint(block, fields);
        checkCredentials(block, fields, type);
        Optional<Path> file = path(fields, "credentials_file");
        return endpoint.map(uri -> new CloudProvider(
                block.parameters().get(0).text(),
                type,
                fields.last("profile")
                        .flatMap(s -> values.oneOf(s.parameters().get(0), PROFILES))
                        .orElse("cloudstack"),
                uri,
                file,
                file.isPresent() ? Optional.empty() : credentialsName(fields),
                path(fields, "ca_file"),
                fields.last("proxy").flatMap(s -> httpUri(s.parameters().get(0))),
                seconds(fields, "connect_timeout", 2),
                seconds(fields, "request_timeout", 10),
                seconds(fields, "job_timeout", 120),
                fields.last("max_requests_per_second")
                        .flatMap(s -> values.integer(s, 1, 1_000))
                        .orElse(5),
                fields.last("virtual_machine")
                        .map(s -> s.parameters().get(0).text())
                        .filter(id -> !id.equals("auto"))));
    }

    private String type(Fields fields) {
        Optional<Word> word = fields.last("type").map(s -> s.parameters().get(0));
        if (word.isPresent() && word.get().text().equals("exec")) {
            diagnostics.error(word.get(), "type exec is not supported in this version");
            return "exec";
        }
        return word.flatMap(w -> values.oneOf(w, TYPES)).orElse("cloudstack");
    }

    private Optional<URI> endpoint(Statement block, Fields fields) {
        Optional<Statement> statement = fields.last("endpoint");
        if (statement.isEmpty()) {
            diagnostics.error(
                    block.keyword(),
                    "cloud_provider " + block.parameters().get(0).text() + " lacks an endpoint: the API's address");
            return Optional.empty();
        }
        Word word = statement.get().parameters().get(0);
        Optional<URI> uri = httpUri(word);
        uri.filter(u -> u.getScheme().equals("http") && !isLoopback(u.getHost()))
                .ifPresent(u -> diagnostics.warning(
                        hidden(word),
                        "the endpoint is reached without encryption: the answers can be forged; use https"));
        return uri;
    }

    private Optional<URI> httpUri(Word word) {
        try {
            URI uri = new URI(word.text());
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getUserInfo() == null) {
                return Optional.of(uri);
            }
            if (uri.getRawUserInfo() != null) {
                diagnostics.error(hidden(word), "an address with a user or password in it is not taken");
                return Optional.empty();
            }
        } catch (URISyntaxException e) {
            // Told below, together with what is well formed but no http address.
        }
        diagnostics.error(hidden(word), "this is no address: expected http://HOST... or https://HOST...");
        return Optional.empty();
    }

    /** Addresses may hold passwords that were put there by mistake. */
    private static Word hidden(Word word) {
        return new Word("", word.position(), word.quoted());
    }

    private static boolean isLoopback(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return bare.equals("localhost")
                || bare.equals("::1")
                || (bare.startsWith("127.") && IpAddress.tryParse(bare).isPresent());
    }

    private void checkCredentials(Statement block, Fields fields, String type) {
        boolean file = fields.has("credentials_file");
        boolean systemd = fields.has("credentials_systemd");
        if (file && systemd) {
            diagnostics.warning(
                    fields.last("credentials_systemd").orElseThrow().keyword(),
                    "both credentials_file and credentials_systemd are given; the file is used");
        } else if (!file && !systemd && type.equals("cloudstack")) {
            diagnostics.warning(
                    block.keyword(),
                    "cloud_provider " + block.parameters().get(0).text()
                            + " has neither credentials_file nor credentials_systemd: the cloud will refuse each request");
        }
    }

    private Optional<String> credentialsName(Fields fields) {
        Optional<Word> word =
                fields.last("credentials_systemd").map(s -> s.parameters().get(0));
        boolean bad = word.isPresent() && !word.get().text().matches("[A-Za-z0-9_.@-]*[A-Za-z0-9_@-][A-Za-z0-9_.@-]*");
        if (bad) {
            diagnostics.error(word.get(), "expected the name of a systemd credential, without slashes");
            return Optional.empty();
        }
        return word.map(Word::text);
    }

    private Optional<Path> path(Fields fields, String name) {
        return fields.last(name).flatMap(statement -> {
            Word word = statement.parameters().get(0);
            try {
                // A relative path starts where the file stands that names it, not where the program was started.
                return Optional.of(Path.of(word.position().file()).resolveSibling(word.text()));
            } catch (InvalidPathException e) {
                diagnostics.error(word, "this is no file name: " + e.getReason());
                return Optional.empty();
            }
        });
    }

    private Duration seconds(Fields fields, String name, int otherwise) {
        return fields.last(name)
                .flatMap(s -> values.seconds(s, "0.001", "3600"))
                .orElse(Duration.ofSeconds(otherwise));
    }
}
