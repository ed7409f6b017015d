package org.vipagent.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the keys of a cloud are; never the keys. At most one of them is given.
 *
 * @param file a file with {@code api_key} and {@code secret_key}
 * @param systemd a name in {@code $CREDENTIALS_DIRECTORY}
 * @param idcfrc a file of one of IDCF's command lines: {@code ~/.idcfrc} or {@code config.ini}
 */
public record CredentialsPlace(Optional<Path> file, Optional<String> systemd, Optional<Path> idcfrc) {
    /** None at all. */
    public static CredentialsPlace nowhere() {
        return new CredentialsPlace(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A file with {@code api_key} and {@code secret_key}. */
    public static CredentialsPlace inFile(Path file) {
        return new CredentialsPlace(Optional.of(file), Optional.empty(), Optional.empty());
    }

    /** A credential of the systemd unit. */
    public static CredentialsPlace inSystemd(String name) {
        return new CredentialsPlace(Optional.empty(), Optional.of(name), Optional.empty());
    }

    /** A file of one of IDCF's command lines. */
    public static CredentialsPlace inIdcfrc(Path file) {
        return new CredentialsPlace(Optional.empty(), Optional.empty(), Optional.of(file));
    }
}
