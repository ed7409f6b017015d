package org.vipagent.daemon;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A file that one process writes for the next. After a crash of the machine it is as it was before a write or as it was
 * after it, never half of both. One owner.
 */
final class StateFile {
    /** Longer than a weekend; what is older tells more of what an operator has changed since than of a move. */
    static final Duration OLDEST = Duration.ofDays(3);

    static final int LONGEST_BYTES = 8 << 20;

    private static final int ASIDE_AT_MOST = 9;

    private final Path file;

    /** What a file holds. */
    sealed interface Content {}

    /** There is no such file. */
    record Nothing() implements Content {}

    /** The text that was written last. */
    record Text(String text) implements Content {}

    /**
     * It cannot be used.
     *
     * @param why in words for the operator, as what follows the file's name
     */
    record Unusable(String why) implements Content {}

    /** Nobody has written for so long that it is of no use. */
    record OutOfDate(Duration age) implements Content {}

    StateFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    /** @param now by the wall clock, like the file's time */
    Content read(Instant now) {
        try {
            Optional<String> objection = objection();
            if (objection.isPresent()) {
                return new Unusable(objection.get());
            }
            Duration age = Duration.between(Files.getLastModifiedTime(file).toInstant(), now);
            if (age.compareTo(OLDEST) > 0) {
                return new OutOfDate(age);
            }
            byte[] bytes = Files.readAllBytes(file);
            return new Text(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (NoSuchFileException e) {
            return new Nothing();
        } catch (CharacterCodingException e) {
            return new Unusable("is damaged: it is no text");
        } catch (IOException e) {
            return new Unusable("cannot be read: " + reason(e));
        }
    }

    // Whoever else could have written it would decide what the agent opens in the cloud's firewall.
    private Optional<String> objection() throws IOException {
        int owner = (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        int self = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of("is no regular file");
        }
        if (owner != self) {
            return Optional.of("belongs to user " + owner + " and not to user " + self + ", who runs vipagent");
        }
        Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
        if (granted.contains(PosixFilePermission.GROUP_WRITE) || granted.contains(PosixFilePermission.OTHERS_WRITE)) {
            return Optional.of("can be written by others (mode " + PosixFilePermissions.toString(granted) + ")");
        }
        return Files.size(file) > LONGEST_BYTES
                ? Optional.of("is damaged: it is longer than " + (LONGEST_BYTES >> 20) + " MiB")
                : Optional.empty();
    }

    /**
     * Puts a text in the place of what the file held, readable for this user alone. When this returns, the disk has it.
     *
     * @throws IOException if it could not be written; the file is as it was
     */
    void write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST_BYTES) {
            throw new IOException("it would be longer than " + (LONGEST_BYTES >> 20) + " MiB");
        }
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(next);
            try (FileChannel channel = FileChannel.open(
                    next,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            syncDirectory();
        } finally {
            Files.deleteIfExists(next);
        }
    }

    // The new name is on the disk only when the directory is.
    private void syncDirectory() throws IOException {
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /**
     * Gives the file another name, under which nobody reads it but the operator.
     *
     * @return the new name
     */
    Path setAside() throws IOException {
        Path aside = file;
        for (int number = 1; number <= ASIDE_AT_MOST; number++) {
            aside = file.resolveSibling(file.getFileName() + ".unusable" + (number == 1 ? "" : "-" + number));
            if (!Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
                break;
            }
        }
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        return aside;
    }

    /** Why something could not be done, in a few words. */
    static String reason(IOException e) {
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getReason();
        }
        return String.valueOf(e.getMessage());
    }
}
