package org.vipagent.config;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;

/** Reads how adverts prove their sender: {@code authentication} and {@code auth_hmac}. Never shows a secret. */
final class AuthenticationReader {
    private static final int LONGEST_PASSWORD = 8;

    private final Language language;
    private final Diagnostics diagnostics;
    private final SourceReader files;

    AuthenticationReader(Language language, Diagnostics diagnostics, SourceReader files) {
        this.language = language;
        this.diagnostics = diagnostics;
        this.files = files;
    }

    /** @param builder with version and interval */
    void read(Fields fields, VrrpInstanceBuilder builder) {
        VrrpInstance soFar = builder.build();
        Optional<Statement> hmac = fields.last("auth_hmac");
        Optional<Statement> legacy = fields.last("authentication");
        hmac.flatMap(s -> new HmacReader(language, diagnostics, files).read(s, soFar.advertInterval()))
                .ifPresent(builder::hmac);
        if (hmac.isPresent()) {
            legacy.ifPresent(s -> diagnostics.warning(
                    s.keyword(), "authentication does not go with auth_hmac and is left out, as in keepalived"));
            return;
        }
        Authentication authentication =
                legacy.map(s -> authentication(s, soFar.version())).orElse(Authentication.none());
        builder.authentication(authentication);
        if (authentication instanceof Authentication.Header && soFar.stateMaster()) {
            diagnostics.warning(
                    fields.last("state").orElseThrow().keyword(),
                    "state MASTER does not go with auth_type AH and is taken as BACKUP, as in keepalived");
            builder.stateMaster(false);
        }
    }

    private Authentication authentication(Statement block, int version) {
        Fields fields = new Fields(block.children(), language.block("authentication"));
        if (version == 3) {
            diagnostics.warning(
                    block.keyword(),
                    "VRRP version 3 has no authentication; ignored (auth_hmac goes with both versions)");
            return Authentication.none();
        }
        Optional<Statement> type = fields.last("auth_type");
        Optional<Statement> password = fields.last("auth_pass");
        if (type.isEmpty()) {
            password.ifPresent(
                    p -> diagnostics.warning(p.keyword(), "auth_pass has no effect without auth_type PASS or AH"));
            return Authentication.none();
        }
        Word word = type.get().parameters().get(0);
        if (!List.of("PASS", "AH").contains(word.text())) {
            diagnostics.error(
                    word,
                    "'" + word.text() + "' is not an auth_type: expected PASS or AH, in upper case",
                    Suggestions.nearest(word.text(), List.of("PASS", "AH")));
            return Authentication.none();
        }
        if (password.isEmpty()) {
            diagnostics.warning(
                    type.get().keyword(),
                    "auth_type " + word.text() + " has no effect without auth_pass; adverts prove nothing");
            return Authentication.none();
        }
        if (word.text().equals("PASS")) {
            return password(password.get())
                    .<Authentication>map(Authentication.Pass::new)
                    .orElse(Authentication.none());
        }
        diagnostics.warning(
                word,
                "auth_type AH proves little: MD5 with a key of 8 characters, in protocol 51, which most clouds drop;"
                        + " auth_hmac is what keepalived has for it since 2.4");
        return password(password.get())
                .<Authentication>map(Authentication.Header::new)
                .orElse(Authentication.none());
    }

    private Optional<String> password(Statement statement) {
        String password = statement.parameters().get(0).text();
        int bytes = password.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0) {
            diagnostics.error(statement.keyword(), "auth_pass is empty");
            return Optional.empty();
        }
        if (bytes > LONGEST_PASSWORD && bytes > password.length()) {
            diagnostics.error(
                    statement.keyword(), "auth_pass is longer than 8 bytes and would be cut within a character");
            return Optional.empty();
        }
        if (bytes > LONGEST_PASSWORD) {
            diagnostics.warning(
                    statement.keyword(),
                    "auth_pass is longer than 8 characters; as in keepalived, the rest is cut off");
            return Optional.of(password.substring(0, LONGEST_PASSWORD));
        }
        return Optional.of(password);
    }
}
