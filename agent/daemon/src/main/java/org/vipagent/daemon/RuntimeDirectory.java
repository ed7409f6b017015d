package org.vipagent.daemon;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory of one running daemon. A lock that the kernel drops with the process keeps a second one out; whoever
 * has the lock knows that a socket left in here is stale.
 */
public final class RuntimeDirectory implements AutoCloseable {
    /** The name of the control socket within the directory. */
    public static final String CONTROL_SOCKET = "control.sock";

    private final Path directory;
    private final DirectoryLock lock;

    private RuntimeDirectory(Path directory, DirectoryLock lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Makes the directory if needed, takes its lock and removes a dead daemon's socket.
     *
     * @throws StartException if another daemon has it or it cannot be written
     */
    public static RuntimeDirectory open(Path directory) throws StartException {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            DirectoryLock lock = DirectoryLock.take(directory);
            Files.deleteIfExists(directory.resolve(CONTROL_SOCKET));
            return new RuntimeDirectory(directory, lock);
        } catch (DirectoryLock.TakenException e) {
            throw StartException.trouble(e.getMessage() + " uses the runtime directory " + directory
                    + "; give this one its own with --runtime-dir");
        } catch (IOException e) {
            throw StartException.notPermitted("cannot use the runtime directory " + directory + ": " + reason(e));
        }
    }

    private static String reason(IOException e) {
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }

    /** Where the control socket belongs. */
    public Path controlSocket() {
        return directory.resolve(CONTROL_SOCKET);
    }

    /** Gives the directory free. */
    @Override
    public void close() {
        lock.close();
    }
}
