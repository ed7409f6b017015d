package org.vipagent.daemon;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.vipagent.cloud.StateKeeping;

/**
 * The state directory of one running daemon, with a file for each cloud. Nothing is made before the first cloud asks for
 * its file. Where the directory cannot be used the agent goes on without, and says so. Safe for use from several threads.
 */
final class States implements AutoCloseable {
    // A move waits for what it takes away to be on the disk; longer than this it is the disk that is broken.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Path directory;
    private final Troubles.Notebook journal;
    private final Troubles troubles;
    private final Troubles.Topic unusable;
    private final Map<String, StateKeeper> keepers = new LinkedHashMap<>();
    private final List<ExecutorService> writers = new ArrayList<>();
    private Optional<DirectoryLock> lock = Optional.empty();

    /** @param directory that need not be there */
    States(Path directory, Troubles.Notebook journal) {
        this.directory = directory;
        this.journal = journal;
        this.troubles = new Troubles(journal);
        this.unusable = troubles.topic("state");
    }

    /** Where the adapter of that provider keeps what it must not forget; the same place whenever it is asked for. */
    synchronized StateKeeping of(String provider) {
        if (lock.isEmpty() && !unusable.isWrong()) {
            open();
        }
        return lock.isEmpty() ? StateKeeping.NOWHERE : keepers.computeIfAbsent(provider, this::keeper);
    }

    /** Makes the directory if needed, for this user alone, and takes its lock. */
    private void open() {
        try {
            // One that is a link to a directory, as systemd makes it for DynamicUser=, is good enough.
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Set<PosixFilePermission> granted = Files.getPosixFilePermissions(directory);
            if (granted.contains(PosixFilePermission.GROUP_WRITE)
                    || granted.contains(PosixFilePermission.OTHERS_WRITE)) {
                goWithout("others may write there; run: chmod 700 " + directory);
            } else {
                lock = Optional.of(DirectoryLock.take(directory));
            }
        } catch (DirectoryLock.TakenException e) {
            goWithout(e.getMessage() + " uses it; give this one its own with --state-dir");
        } catch (IOException e) {
            goWithout(StateFile.reason(e) + "; another one can be given with --state-dir");
        }
    }

    private void goWithout(String why) {
        unusable.begins("the state directory " + directory + " cannot be used: " + why + StateKeeper.WITHOUT);
    }

    private StateKeeper keeper(String provider) {
        // A thread for each, so that one write that hangs leaves the others alone; none while nothing is written.
        ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "state-" + provider);
            thread.setDaemon(true);
            return thread;
        });
        writers.add(writer);
        StateKeeper.Terms terms = new StateKeeper.Terms(PATIENCE, InstantSource.system());
        return new StateKeeper(new StateFile(file(provider)), writer, terms, journal);
    }

    private Path file(String provider) {
        return directory.resolve("cloud-" + URLEncoder.encode(provider, StandardCharsets.UTF_8) + ".json");
    }

    /** What is wrong now. */
    synchronized List<String> troubles() {
        List<String> all = new ArrayList<>(troubles.lines());
        keepers.values().forEach(keeper -> all.addAll(keeper.troubles()));
        return all;
    }

    @Override
    public synchronized void close() {
        writers.forEach(ExecutorService::shutdown);
        lock.ifPresent(DirectoryLock::close);
    }
}
