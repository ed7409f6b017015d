package org.vipagent.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vipagent.cloud.ProviderSettings.Owner;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;

/** Reads a {@code cloud_provider} block. */
final class ProviderReader {
    private static final List<String> TYPES = List.of("cloudstack", "simulator");
    private static final List<String> PROFILES = List.of("cloudstack", "idcf");
    private static final int OLDEST_SIGNATURE = 2;
    private static final int NEWEST_SIGNATURE = 3;

    private final Language language;
    private final Diagnostics diagnostics;
    private final Values values;
    private final EndpointReader endpoints;
    private final CredentialsReader credentials;

    ProviderReader(Language language, Diagnostics diagnostics) {
        this.language = language;
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
        this.endpoints = new EndpointReader(diagnostics);
        this.credentials = new CredentialsReader(diagnostics);
    }

    Optional<CloudProvider> read(Statement block) {
        Fields fields = new Fields(block.children(), language.block("cloud_provider"));
        String type = type(fields);
        String profile = fields.last("profile")
                .flatMap(s -> values.oneOf(s.parameters().get(0), PROFILES))
                .orElse("cloudstack");
        Optional<URI> endpoint = endpoints.read(block, fields, profile);
        CredentialsPlace keys = credentials.read(block, fields, type.equals("cloudstack"));
        return endpoint.map(uri -> new CloudProvider(
                block.parameters().get(0).text(),
                type,
                profile,
                uri,
                owner(fields),
                keys,
                fields.last("signature_version")
                        .flatMap(s -> values.integer(s, OLDEST_SIGNATURE, NEWEST_SIGNATURE))
                        .orElse(NEWEST_SIGNATURE),
                credentials.path(fields, "ca_file"),
                fields.last("proxy")
                        .flatMap(s -> endpoints.httpUri(s.parameters().get(0))),
                seconds(fields, "connect_timeout", 2),
                seconds(fields, "request_timeout", 10),
                seconds(fields, "job_timeout", 120),
                fields.last("max_requests_per_second")
                        .flatMap(s -> values.integer(s, 1, 1_000))
                        .orElse(5),
                text(fields, "virtual_machine").filter(id -> !id.equals("auto"))));
    }

    private String type(Fields fields) {
        Optional<Word> word = fields.last("type").map(s -> s.parameters().get(0));
        if (word.isPresent() && word.get().text().equals("exec")) {
            diagnostics.error(word.get(), "type exec is not supported in this version");
            return "exec";
        }
        return word.flatMap(w -> values.oneOf(w, TYPES)).orElse("cloudstack");
    }

    private Owner owner(Fields fields) {
        Owner owner = new Owner(text(fields, "project"), text(fields, "account"), text(fields, "domain"));
        if (owner.project().isPresent() && (fields.has("account") || fields.has("domain"))) {
            Statement other =
                    fields.last("account").or(() -> fields.last("domain")).orElseThrow();
            diagnostics.error(other.keyword(), "a project has its own account: leave account and domain out");
        } else if (owner.account().isPresent() != owner.domain().isPresent()) {
            Statement alone =
                    fields.last("account").or(() -> fields.last("domain")).orElseThrow();
            diagnostics.error(
                    alone.keyword(),
                    owner.account().isPresent()
                            ? "account needs a line domain ID, too: the same name may be in several domains"
                            : "domain needs a line account NAME, too");
        }
        return owner;
    }

    private static Optional<String> text(Fields fields, String name) {
        return fields.last(name).map(s -> s.parameters().get(0).text());
    }

    private Duration seconds(Fields fields, String name, int otherwise) {
        return fields.last(name)
                .flatMap(s -> values.seconds(s, "0.001", "3600"))
                .orElse(Duration.ofSeconds(otherwise));
    }
}
