package org.vipagent.daemon.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for files of a laboratory, removed with all that is in it. */
public final class ScratchDirectory implements AutoCloseable {
    private final Path path;

    private ScratchDirectory(Path path) {
        this.path = path;
    }

    /** Makes one that only this user may enter, where the system keeps such things. */
    public static ScratchDirectory create() {
        try {
            return new ScratchDirectory(Files.createTempDirectory(
                    "vipagent-" + ProcessHandle.current().pid() + "-"));
        } catch (IOException e) {
            throw new LabException("no directory can be made: " + e.getMessage(), e);
        }
    }

    /** Makes one for a program that works as a user of its own, who alone may write there. */
    static ScratchDirectory ownedBy(String user) {
        ScratchDirectory made = create();
        try {
            Files.setPosixFilePermissions(made.path, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setOwner(
                    made.path,
                    made.path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
            return made;
        } catch (IOException e) {
            throw new LabException("no directory can be made for the user " + user + ": " + e, e);
        }
    }

    public Path path() {
        return path;
    }

    /** Writes a new file that only its owner can read, from its first moment on. */
    public static Path writeSecret(Path file, String text) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, text, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        removeTree(path);
    }

    static void removeTree(Path top) throws IOException {
        if (!Files.exists(top)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(top)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.deleteIfExists(each);
        }
    }
}
