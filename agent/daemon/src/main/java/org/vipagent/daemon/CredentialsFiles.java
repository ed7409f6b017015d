package org.vipagent.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vipagent.cloud.Credentials;
import org.vipagent.cloud.cloudstack.importing.AccountFileException;
import org.vipagent.cloud.cloudstack.importing.CommandLineAccount;
import org.vipagent.config.CloudProvider;
import org.vipagent.config.CredentialsPlace;
import org.vipagent.daemon.cli.PrivateFile;

/**
 * Reads API keys from where the configuration says they are. A file that others could read is refused, with the command
 * that cures it: the key may do everything its owner may do in the cloud.
 */
final class CredentialsFiles {
    private final Map<String, String> environment;

    /** @param environment for {@code $CREDENTIALS_DIRECTORY} */
    CredentialsFiles(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * The keys of a provider.
     *
     * @throws StartException if there are none, or they are not kept safe; the message never holds a part of them
     */
    Credentials read(CloudProvider provider) throws StartException {
        CredentialsPlace place = provider.credentials();
        if (place.file().isPresent()) {
            Path file = place.file().get();
            demandPrivate(file);
            return parse(file);
        }
        if (place.systemd().isPresent()) {
            return parse(systemd(place.systemd().get()));
        }
        if (place.idcfrc().isPresent()) {
            return commandLine(place.idcfrc().get());
        }
        throw StartException.configuration(
                "cloud_provider " + provider.name() + " has neither credentials_file nor credentials_systemd");
    }

    // No look at its mode: systemd keeps the directory itself private, and for a unit with User= the files carry an
    // access list, which shows as a readable group.
    private Path systemd(String name) throws StartException {
        String directory = environment.get("CREDENTIALS_DIRECTORY");
        if (directory == null) {
            throw StartException.notPermitted("credentials_systemd " + name
                    + ": $CREDENTIALS_DIRECTORY is not set; the unit needs LoadCredential=" + name + ":PATH");
        }
        return Path.of(directory).resolve(name);
    }

    private static void demandPrivate(Path file) throws StartException {
        Optional<String> objection = PrivateFile.objection(file);
        if (objection.isPresent()) {
            throw StartException.notPermitted("credentials_file " + file + ": " + objection.get());
        }
    }

    private static Credentials parse(Path file) throws StartException {
        Optional<String> apiKey = Optional.empty();
        Optional<String> secretKey = Optional.empty();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            int equals = text.indexOf('=');
            String name = equals < 0 ? "" : text.substring(0, equals).strip();
            String value = equals < 0 ? "" : text.substring(equals + 1).strip();
            if (name.equals("api_key") && !value.isEmpty()) {
                apiKey = Optional.of(value);
            } else if (name.equals("secret_key") && !value.isEmpty()) {
                secretKey = Optional.of(value);
            } else {
                // The line itself is not shown: it may hold a key.
                throw StartException.notPermitted(file + ":" + number
                        + ": expected 'api_key = VALUE', 'secret_key = VALUE' or a comment after #");
            }
        }
        if (apiKey.isEmpty() || secretKey.isEmpty()) {
            throw StartException.notPermitted(
                    file + " has no line '" + (apiKey.isEmpty() ? "api_key" : "secret_key") + " = VALUE'");
        }
        return new Credentials(apiKey.get(), secretKey.get());
    }

    private static Credentials commandLine(Path file) throws StartException {
        try {
            return CommandLineAccount.read(file).credentials();
        } catch (AccountFileException e) {
            throw StartException.notPermitted("credentials_idcfrc " + e.getMessage());
        }
    }

    private static List<String> lines(Path file) throws StartException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static StartException unreadable(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return StartException.notPermitted(file + ": no such credentials file");
        }
        if (e instanceof AccessDeniedException) {
            return StartException.notPermitted(file + ": permission denied; run vipagent as root, or: chown "
                    + System.getProperty("user.name") + " " + file);
        }
        return StartException.notPermitted(file + " cannot be read: " + e.getMessage());
    }
}
