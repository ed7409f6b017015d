package org.vipagent.daemon;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory of one running daemon. A lock that the kernel drops with the process keeps a second one out; whoever
 * has the lock knows that a socket left in here is stale.
 */
public final class RuntimeDirectory implements AutoCloseable {
    /** The name of the control socket within the directory. */
    public static final String CONTROL_SOCKET = "control.sock";

    private static final int LONGEST_PID = 20;

    private final Path directory;
    private final FileChannel lockFile;

    private RuntimeDirectory(Path directory, FileChannel lockFile) {
        this.directory = directory;
        this.lockFile = lockFile;
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
            FileChannel lockFile = FileChannel.open(
                    directory.resolve("vipagent.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            return locked(directory, lockFile);
        } catch (IOException e) {
            throw StartException.notPermitted("cannot use the runtime directory " + directory + ": " + reason(e));
        }
    }

    // The lock belongs to the channel, which stays open as long as the process.
    private static RuntimeDirectory locked(Path directory, FileChannel lockFile) throws IOException, StartException {
        if (!lock(lockFile)) {
            String holder = read(lockFile);
            lockFile.close();
            throw StartException.trouble("another vipagent" + holder + " uses the runtime directory " + directory
                    + "; give this one its own with --runtime-dir");
        }
        byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
        lockFile.truncate(0).write(ByteBuffer.wrap(pid), 0);
        Files.deleteIfExists(directory.resolve(CONTROL_SOCKET));
        return new RuntimeDirectory(directory, lockFile);
    }

    private static boolean lock(FileChannel lockFile) throws IOException {
        try {
            FileLock lock = lockFile.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // The same, from within this process.
            return false;
        }
    }

    private static String read(FileChannel lockFile) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(LONGEST_PID);
        lockFile.read(content, 0);
        String pid = new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "" : " (pid " + pid + ")";
    }

    private static String reason(IOException e) {
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
    }

    /** Where the control socket belongs. */
    public Path controlSocket() {
        return directory.resolve(CONTROL_SOCKET);
    }

    /** Gives the directory free. The lock file stays: removing it would let two daemons lock two different files. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            // The process is about to end, and the kernel closes it then.
            return;
        }
    }
}
