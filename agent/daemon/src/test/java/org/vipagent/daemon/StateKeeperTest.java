package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vipagent.cloud.StateKeeping;

/** What the operator is told of the state directory, and that no trouble with it stops anything. */
class StateKeeperTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final Notes journal = new Notes();
    private Instant now = Instant.now();

    @AfterEach
    void end() {
        writer.shutdownNow();
    }

    private Path file() {
        return directory.resolve("state/cloud-idcf.json");
    }

    private StateKeeper keeper(Duration patience) throws IOException {
        Files.createDirectories(directory.resolve("state"));
        return new StateKeeper(new StateFile(file()), writer, new StateKeeper.Terms(patience, () -> now), journal);
    }

    @Test
    void givesTheNextProcessWhatItKept() throws IOException {
        keeper(LONG).keep("what is known");

        assertThat(keeper(LONG).recall()).contains("what is known");
        assertThat(journal.lines()).isEmpty();
    }

    @Test
    void writesOnlyWhatIsNewOrWasWrittenLongAgo() throws IOException {
        StateKeeper keeper = keeper(LONG);
        keeper.keep("one");
        Files.delete(file());
        keeper.keep("one");
        assertThat(file()).doesNotExist();

        now = now.plus(StateKeeper.WRITTEN_AGAIN).plusSeconds(1);
        keeper.keep("one");
        assertThat(file()).exists();
        keeper.keep("two");
        assertThat(file()).hasContent("two");
    }

    @Test
    void goesOnWhereNothingCanBeWrittenAndSaysSoUntilItCan() throws IOException {
        StateKeeper keeper = keeper(LONG);
        Files.delete(directory.resolve("state"));

        keeper.keep("one");
        keeper.keep("one");

        String trouble = file() + " cannot be written: no such file or directory; were the agent restarted in the"
                + " middle of a move, what the move took away would not be brought back";
        assertThat(keeper.troubles()).containsExactly("state: " + trouble);
        assertThat(journal.lines()).containsExactly("TROUBLE state: " + trouble);

        Files.createDirectory(directory.resolve("state"));
        keeper.keep("one");

        assertThat(file()).hasContent("one");
        assertThat(keeper.troubles()).isEmpty();
        assertThat(journal.lines()).last().isEqualTo("INFORMATION state: " + file() + " is written again");
    }

    @Test
    void waitsForADiskThatHangsOnceAndNotForEver() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        Future<String> disk = writer.submit(() -> {
            hangs.await();
            return "awake";
        });
        StateKeeper keeper = keeper(Duration.ofMillis(20));

        keeper.keep("one");
        keeper.keep("two");
        assertThat(keeper.troubles()).singleElement().asString().contains("the disk has not answered for");
        assertThat(file()).doesNotExist();

        hangs.countDown();
        assertThat(disk.get()).isEqualTo("awake");
        assertThat(writer.submit(() -> "idle").get()).isEqualTo("idle");
        keeper.keep("three");

        assertThat(keeper.troubles()).isEmpty();
        assertThat(file()).hasContent("three");
    }

    @Test
    void setsAsideWhatCannotBeUsedAndSaysWhatToDoUntilItIsDone() throws IOException {
        keeper(LONG).keep("written by somebody");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
        StateKeeper keeper = keeper(LONG);

        assertThat(keeper.recall()).isEmpty();

        Path aside = directory.resolve("state/cloud-idcf.json.unusable");
        assertThat(aside).hasContent("written by somebody");
        assertThat(keeper.troubles())
                .containsExactly(
                        "state: " + file() + " can be written by others (mode rw-rw-rw-); what a move has taken"
                                + " away before this start is not known; it is kept as " + aside + ": look at it, then"
                                + " delete it");
        keeper.keep("new");
        assertThat(keeper.troubles()).hasSize(1);
        assertThat(file()).hasContent("new");

        Files.delete(aside);
        keeper.keep("newer");
        assertThat(keeper.troubles()).isEmpty();
    }

    @Test
    void setsAsideWhatTheAdapterCannotRead() throws IOException {
        StateKeeper keeper = keeper(LONG);
        keeper.keep("{\"version\": 17}");
        assertThat(keeper.recall()).isPresent();

        keeper.setAside("it is of version 17");

        assertThat(keeper.troubles()).singleElement().asString().contains("it is of version 17");
        assertThat(file()).doesNotExist();
    }

    @Test
    void saysThatWhatIsVeryOldIsNotUsed() throws IOException {
        StateKeeper keeper = keeper(LONG);
        keeper.keep("old");
        Files.setLastModifiedTime(file(), FileTime.from(now.minus(Duration.ofDays(8))));

        assertThat(keeper.recall()).isEmpty();
        assertThat(journal.lines())
                .containsExactly("WARNING state: " + file()
                        + " was written 8 days ago and is not used: much may have changed since");
        assertThat(keeper.troubles()).isEmpty();
    }

    @Test
    void makesTheDirectoryForThisUserAlone() throws IOException {
        try (States states = new States(directory.resolve("lib/vipagent"), journal)) {
            states.of("idcf").keep("x");
            assertThat(states.of("idcf")).isSameAs(states.of("idcf"));
            states.of("../etc/other").keep("y");

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("lib/vipagent"))))
                    .isEqualTo("rwx------");
            assertThat(directory.resolve("lib/vipagent/cloud-idcf.json")).hasContent("x");
            assertThat(directory.resolve("lib/vipagent/cloud-..%2Fetc%2Fother.json"))
                    .hasContent("y");
            assertThat(states.troubles()).isEmpty();
        }
    }

    @Test
    void goesOnWithoutADirectoryThatAnotherAgentHas() {
        try (States first = new States(directory, journal);
                States second = new States(directory, journal)) {
            first.of("idcf");
            second.of("idcf").keep("x");

            assertThat(first.troubles()).isEmpty();
            assertThat(second.troubles())
                    .singleElement()
                    .asString()
                    .startsWith("state: the state directory " + directory + " cannot be used: another vipagent (pid "
                            + ProcessHandle.current().pid() + ") uses it; give this one its own with --state-dir");
            assertThat(directory.resolve("cloud-idcf.json")).doesNotExist();
        }
        assertThat(journal.lines()).hasSize(1);
    }

    @Test
    void goesOnWithoutADirectoryThatOthersMayWriteTo() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (States states = new States(directory, journal)) {
            assertThat(states.of("idcf")).isSameAs(StateKeeping.NOWHERE);
            assertThat(states.troubles()).singleElement().asString().contains("run: chmod 700 " + directory);
        }
    }

    @Test
    void makesNothingWhereNoCloudIsFollowed() {
        new States(directory.resolve("lib"), journal).close();

        assertThat(directory.resolve("lib")).doesNotExist();
    }

    @Test
    void goesOnWithoutADirectoryThatCannotBeMade() throws IOException {
        Path occupied = Files.createFile(directory.resolve("file"));
        try (States states = new States(occupied, journal)) {
            assertThat(states.of("idcf")).isSameAs(StateKeeping.NOWHERE);
            assertThat(states.troubles()).singleElement().asString().contains("the state directory " + occupied);
        }
    }

    @Test
    void leavesTheDirectoryToTheNextProcess() throws Exception {
        States states = new States(directory, journal);
        states.of("idcf");
        states.close();
        try (FileChannel lock = FileChannel.open(directory.resolve("vipagent.lock"), StandardOpenOption.WRITE)) {
            assertThat(lock.tryLock()).isNotNull();
        }
        assertThat(writer.awaitTermination(0, TimeUnit.SECONDS)).isFalse();
    }
}
