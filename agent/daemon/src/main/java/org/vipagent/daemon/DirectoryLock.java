package org.vipagent.daemon;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A lock on a directory that the kernel drops with the process: it keeps a second daemon out. */
final class DirectoryLock implements AutoCloseable {
    private static final int LONGEST_PID = 20;

    private final FileChannel file;

    private DirectoryLock(FileChannel file) {
        this.file = file;
    }

    /** Another process has it. */
    static final class TakenException extends Exception {
        private static final long serialVersionUID = 1L;

        /** @param message who, as far as it is known: {@code another vipagent (pid 4711)} */
        private TakenException(String message) {
            super(message);
        }
    }

    /**
     * Takes it, and writes this process's id into its file.
     *
     * @param directory that exists
     */
    static DirectoryLock take(Path directory) throws IOException, TakenException {
        FileChannel file = FileChannel.open(
                directory.resolve("vipagent.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        boolean ours = false;
        try {
            ours = lock(file);
            if (!ours) {
                throw new TakenException("another vipagent" + read(file));
            }
            byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
            file.truncate(0).write(ByteBuffer.wrap(pid), 0);
            return new DirectoryLock(file);
        } finally {
            if (!ours) {
                file.close();
            }
        }
    }

    private static boolean lock(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // The same, from within this process.
            return false;
        }
    }

    private static String read(FileChannel file) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(LONGEST_PID);
        file.read(content, 0);
        String pid = new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).strip();
        return pid.isEmpty() ? "" : " (pid " + pid + ")";
    }

    /** Gives the directory free. The lock file stays: removing it would let two daemons lock two different files. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // The process is about to end, and the kernel closes it then.
            return;
        }
    }
}
