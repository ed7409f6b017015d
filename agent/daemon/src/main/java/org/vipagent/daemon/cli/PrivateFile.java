package org.vipagent.daemon.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a file that holds a secret is kept as one: it belongs to root or to us, and nobody else has access. */
public final class PrivateFile {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);
    private static final int ROOT = 0;

    private PrivateFile() {}

    /** What is wrong with it, with the command that cures it; empty if nothing is. */
    public static Optional<String> objection(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.of(Files.exists(file) ? "not a regular file" : "no such file");
            }
            int owner = (Integer) Files.getAttribute(file, "unix:uid");
            int self = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            if (owner != ROOT && owner != self) {
                return Optional.of("belongs to user " + owner + "; run: chown root:root " + file);
            }
            Set<PosixFilePermission> granted = EnumSet.copyOf(OTHERS);
            granted.retainAll(Files.getPosixFilePermissions(file));
            return granted.isEmpty()
                    ? Optional.empty()
                    : Optional.of("holds secrets and others have access to it; run: chmod 600 " + file);
        } catch (NoSuchFileException e) {
            return Optional.of("no such file");
        } catch (AccessDeniedException e) {
            return Optional.of("permission denied");
        } catch (IOException e) {
            return Optional.of("cannot be read: " + e.getMessage());
        }
    }

    /**
     * Whether systemd keeps the file. It keeps the directory itself private, and for a unit with User= the files carry
     * an access list, which shows as a readable group: their mode says nothing.
     *
     * @param environment for {@code $CREDENTIALS_DIRECTORY}
     */
    static boolean isKeptBySystemd(Path file, Map<String, String> environment) {
        String directory = environment.get("CREDENTIALS_DIRECTORY");
        return directory != null && file.normalize().startsWith(Path.of(directory));
    }
}
