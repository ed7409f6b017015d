package org.vipagent.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vipagent.config.syntax.Statement;

/** The statements of a block by the canonical name of their keyword; those that cannot be read are left out. */
final class Fields {
    private final Map<String, List<Statement>> byName = new HashMap<>();

    Fields(List<Statement> statements, Vocabulary vocabulary) {
        for (Statement statement : statements) {
            vocabulary
                    .find(statement.keyword().text())
                    .filter(keyword -> isReadable(statement, keyword))
                    .ifPresent(keyword -> byName.computeIfAbsent(keyword.canonical(), n -> new ArrayList<>())
                            .add(statement));
        }
    }

    private static boolean isReadable(Statement statement, Keyword keyword) {
        return statement.parameters().size() >= keyword.least()
                && keyword.hasBlock() == statement.block().isPresent();
    }

    /** All of a name, in order. */
    List<Statement> all(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /** The last of a name, which is the one that counts. */
    Optional<Statement> last(String name) {
        List<Statement> statements = all(name);
        return statements.isEmpty() ? Optional.empty() : Optional.of(statements.get(statements.size() - 1));
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }
}
