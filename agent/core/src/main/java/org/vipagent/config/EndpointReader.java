package org.vipagent.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;
import org.vipagent.net.IpAddress;

/** Reads where the API of a provider is: an address, or a region of a cloud whose addresses are known. */
final class EndpointReader {
    /** The regions of IDCF Cloud, from its documentation. */
    private static final List<String> IDCF_REGIONS = List.of("jp-east", "jp-east-2", "jp-east-3", "jp-west");

    private final Diagnostics diagnostics;
    private final Values values;

    EndpointReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
    }

    Optional<URI> read(Statement block, Fields fields, String profile) {
        Optional<Statement> endpoint = fields.last("endpoint");
        Optional<Statement> region = fields.last("region");
        if (endpoint.isPresent()) {
            region.ifPresent(
                    r -> diagnostics.warning(r.keyword(), "both region and endpoint are given; the endpoint is used"));
            return endpoint(endpoint.get().parameters().get(0));
        }
        if (region.isPresent()) {
            return region(region.get(), profile);
        }
        diagnostics.error(
                block.keyword(),
                "cloud_provider " + block.parameters().get(0).text() + " lacks an endpoint: the API's address");
        return Optional.empty();
    }

    private Optional<URI> region(Statement statement, String profile) {
        if (!profile.equals("idcf")) {
            diagnostics.error(
                    statement.keyword(), "region needs profile idcf: for any other cloud write endpoint https://...");
            return Optional.empty();
        }
        return values.oneOf(statement.parameters().get(0), IDCF_REGIONS)
                .map(name -> URI.create("https://compute." + name + ".idcfcloud.com/client/api"));
    }

    private Optional<URI> endpoint(Word word) {
        Optional<URI> uri = httpUri(word);
        uri.filter(u -> u.getScheme().equals("http") && !isLoopback(u.getHost()))
                .ifPresent(u -> diagnostics.warning(
                        hidden(word),
                        "the endpoint is reached without encryption: the answers can be forged; use https"));
        return uri;
    }

    /** An address of something that speaks HTTP. */
    Optional<URI> httpUri(Word word) {
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
}
