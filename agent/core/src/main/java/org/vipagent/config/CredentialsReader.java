package org.vipagent.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;

/** Reads where the keys of a provider are. */
final class CredentialsReader {
    private static final List<String> WORDS = List.of("credentials_file", "credentials_systemd", "credentials_idcfrc");

    private final Diagnostics diagnostics;

    CredentialsReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** @param needed whether a provider of this type is of no use without */
    CredentialsPlace read(Statement block, Fields fields, boolean needed) {
        List<String> given = new ArrayList<>();
        WORDS.stream().filter(fields::has).forEach(given::add);
        if (given.size() > 1) {
            diagnostics.warning(
                    fields.last(given.get(1)).orElseThrow().keyword(),
                    "both " + given.get(0) + " and " + given.get(1) + " are given; " + given.get(0) + " is used");
        } else if (given.isEmpty() && needed) {
            diagnostics.warning(
                    block.keyword(),
                    "cloud_provider " + block.parameters().get(0).text()
                            + " has neither credentials_file nor credentials_systemd: the cloud will refuse each request");
        }
        if (given.isEmpty()) {
            return CredentialsPlace.nowhere();
        }
        return switch (given.get(0)) {
            case "credentials_file" ->
                path(fields, "credentials_file").map(CredentialsPlace::inFile).orElse(CredentialsPlace.nowhere());
            case "credentials_systemd" ->
                name(fields).map(CredentialsPlace::inSystemd).orElse(CredentialsPlace.nowhere());
            default ->
                path(fields, "credentials_idcfrc")
                        .map(CredentialsPlace::inIdcfrc)
                        .orElse(CredentialsPlace.nowhere());
        };
    }

    private Optional<String> name(Fields fields) {
        Optional<Word> word =
                fields.last("credentials_systemd").map(s -> s.parameters().get(0));
        boolean bad = word.isPresent() && !word.get().text().matches("[A-Za-z0-9_.@-]*[A-Za-z0-9_@-][A-Za-z0-9_.@-]*");
        if (bad) {
            diagnostics.error(word.get(), "expected the name of a systemd credential, without slashes");
            return Optional.empty();
        }
        return word.map(Word::text);
    }

    /** The file that a line names. */
    Optional<Path> path(Fields fields, String name) {
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
}
