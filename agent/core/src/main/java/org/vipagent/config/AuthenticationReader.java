package org.vipagent.config;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;

/** Reads an {@code authentication} block. Never shows the password. */
final class AuthenticationReader {
    private static final int LONGEST_PASSWORD = 8;

    private final Language language;
    private final Diagnostics diagnostics;

    AuthenticationReader(Language language, Diagnostics diagnostics) {
        this.language = language;
        this.diagnostics = diagnostics;
    }

    Authentication read(Statement block, int version) {
        Fields fields = new Fields(block.children(), language.block("authentication"));
        if (version == 3) {
            diagnostics.warning(block.keyword(), "VRRP version 3 has no authentication; ignored");
            return Authentication.none();
        }
        Optional<Statement> type = fields.last("auth_type");
        Optional<Statement> password = fields.last("auth_pass");
        if (type.isEmpty()) {
            password.ifPresent(p -> diagnostics.warning(p.keyword(), "auth_pass has no effect without auth_type PASS"));
            return Authentication.none();
        }
        if (!isPass(type.get().parameters().get(0))) {
            return Authentication.none();
        }
        if (password.isEmpty()) {
            diagnostics.warning(
                    type.get().keyword(), "auth_type PASS has no effect without auth_pass; adverts carry no password");
            return Authentication.none();
        }
        return password(password.get());
    }

    private boolean isPass(Word type) {
        if (type.text().equals("AH")) {
            diagnostics.error(
                    type, "auth_type AH is known but not supported: peers that use it would drop our adverts");
        } else if (!type.text().equals("PASS")) {
            diagnostics.error(
                    type,
                    "'" + type.text() + "' is not an auth_type: expected PASS, in upper case",
                    Suggestions.nearest(type.text(), List.of("PASS")));
        }
        return type.text().equals("PASS");
    }

    private Authentication password(Statement statement) {
        String password = statement.parameters().get(0).text();
        int bytes = password.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0) {
            diagnostics.error(statement.keyword(), "auth_pass is empty");
            return Authentication.none();
        }
        if (bytes > LONGEST_PASSWORD && bytes > password.length()) {
            diagnostics.error(
                    statement.keyword(), "auth_pass is longer than 8 bytes and would be cut within a character");
            return Authentication.none();
        }
        if (bytes > LONGEST_PASSWORD) {
            diagnostics.warning(
                    statement.keyword(),
                    "auth_pass is longer than 8 characters; as in keepalived, the rest is cut off");
            return new Authentication.Pass(password.substring(0, LONGEST_PASSWORD));
        }
        return new Authentication.Pass(password);
    }
}
