package org.vipagent.daemon.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vipagent.config.SourceReader;

/** Configuration texts from this machine's files. */
public final class LocalFiles implements SourceReader {
    // Far beyond any configuration; keeps a path like /dev/zero from filling the memory.
    private static final int LONGEST_BYTES = 16 << 20;

    private final Map<String, String> environment;

    /** @param environment for {@code $CREDENTIALS_DIRECTORY}, where systemd puts what is secret */
    public LocalFiles(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Source read(Path file) {
        if (Files.isDirectory(file)) {
            return new Unreadable("a directory");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST_BYTES + 1);
            if (bytes.length > LONGEST_BYTES) {
                return new Unreadable("longer than 16 MiB");
            }
            return new Text(new String(bytes, StandardCharsets.UTF_8), isExecutable(file));
        } catch (NoSuchFileException e) {
            return new Unreadable("no such file");
        } catch (AccessDeniedException e) {
            return new Unreadable("permission denied");
        } catch (IOException e) {
            return new Unreadable("cannot be read: " + e.getMessage());
        }
    }

    @Override
    public Source readSecret(Path file) {
        if (!PrivateFile.isKeptBySystemd(file, environment)) {
            Optional<String> objection = PrivateFile.objection(file);
            if (objection.isPresent()) {
                return new Unreadable(objection.get());
            }
        }
        return read(file);
    }

    @Override
    public List<Path> expand(Path directory, String pattern) {
        return Glob.expand(directory, pattern);
    }

    private static boolean isExecutable(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        return permissions.contains(PosixFilePermission.OWNER_EXECUTE)
                || permissions.contains(PosixFilePermission.GROUP_EXECUTE)
                || permissions.contains(PosixFilePermission.OTHERS_EXECUTE);
    }
}
