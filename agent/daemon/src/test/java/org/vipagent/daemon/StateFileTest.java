package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {
    @TempDir
    private Path directory;

    private Path path;
    private StateFile file;

    @BeforeEach
    void inADirectory() {
        path = directory.resolve("cloud-idcf.json");
        file = new StateFile(path);
    }

    private StateFile.Content read() {
        return file.read(Instant.now());
    }

    private String objection() {
        return ((StateFile.Unusable) read()).why();
    }

    @Test
    void holdsNothingBeforeItIsWritten() {
        assertThat(read()).isEqualTo(new StateFile.Nothing());
    }

    @Test
    void holdsWhatWasWrittenLast() throws IOException {
        file.write("one, which is the longer text");
        file.write("two ü");

        assertThat(read()).isEqualTo(new StateFile.Text("two ü"));
        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all).containsExactly(path);
        }
    }

    @Test
    void isForThisUserAlone() throws IOException {
        file.write("x");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void isAsItWasWhereAWriteWasTorn() throws IOException {
        file.write("whole");
        Files.writeString(directory.resolve("cloud-idcf.json.new"), "hal");

        assertThat(read()).isEqualTo(new StateFile.Text("whole"));
        file.write("next");
        assertThat(read()).isEqualTo(new StateFile.Text("next"));
    }

    @Test
    void isAsItWasWhereTheNextTextIsTooLong() throws IOException {
        file.write("whole");

        assertThatThrownBy(() -> file.write("x".repeat(StateFile.LONGEST_BYTES + 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than 8 MiB");
        assertThat(read()).isEqualTo(new StateFile.Text("whole"));
    }

    @Test
    void saysThatItCannotBeWritten() {
        StateFile nowhere = new StateFile(directory.resolve("missing/cloud-idcf.json"));

        assertThatThrownBy(() -> nowhere.write("x"))
                .isInstanceOfSatisfying(
                        IOException.class, e -> assertThat(StateFile.reason(e)).isEqualTo("no such file or directory"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw----", "rw-r---w-", "rwxrwxrwx"})
    void isRefusedWhereOthersMayWriteIt(String mode) throws IOException {
        file.write("x");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));

        assertThat(objection()).isEqualTo("can be written by others (mode " + mode + ")");
    }

    @Test
    void isRefusedWhereItBelongsToSomebodyElse() throws IOException {
        int self = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        Path foreign = Path.of("/etc/passwd");
        if (self == 0) {
            foreign = Files.writeString(directory.resolve("foreign"), "x");
            Files.setAttribute(foreign, "unix:uid", 12_345);
        }

        StateFile.Content content = new StateFile(foreign).read(Instant.now());

        assertThat(content).isInstanceOfSatisfying(StateFile.Unusable.class, unusable -> assertThat(unusable.why())
                .contains("belongs to user ")
                .endsWith(" and not to user " + self + ", who runs vipagent"));
    }

    @Test
    void isRefusedWhereItIsNoFile() throws IOException {
        Files.createSymbolicLink(path, Files.writeString(directory.resolve("elsewhere"), "x"));
        assertThat(objection()).isEqualTo("is no regular file");

        Files.delete(path);
        Files.createDirectory(path);
        assertThat(objection()).isEqualTo("is no regular file");
    }

    @Test
    void isRefusedWhereItIsNoText() throws IOException {
        Random random = new Random(1);
        for (int round = 0; round < 100; round++) {
            byte[] garbage = new byte[300];
            random.nextBytes(garbage);
            Files.write(path, garbage);

            assertThat(objection()).isEqualTo("is damaged: it is no text");
        }
    }

    @Test
    void isRefusedWhereItIsLongerThanWhatIsEverWritten() throws IOException {
        file.write("x");
        try (RandomAccessFile longer = new RandomAccessFile(path.toFile(), "rw")) {
            longer.setLength(StateFile.LONGEST_BYTES + 1);
        }

        assertThat(objection()).isEqualTo("is damaged: it is longer than 8 MiB");
    }

    @Test
    void isOfNoUseOnceItIsTooOld() throws IOException {
        file.write("x");
        Instant now = Instant.now();

        Files.setLastModifiedTime(path, FileTime.from(now.minus(StateFile.OLDEST)));
        assertThat(file.read(now)).isEqualTo(new StateFile.Text("x"));

        Files.setLastModifiedTime(
                path, FileTime.from(now.minus(StateFile.OLDEST).minusSeconds(1)));
        assertThat(file.read(now))
                .isEqualTo(new StateFile.OutOfDate(Duration.ofDays(3).plusSeconds(1)));
    }

    @Test
    void isOfUseWhereTheClockWasSetBack() throws IOException {
        file.write("x");

        assertThat(file.read(Instant.now().minus(Duration.ofDays(400)))).isEqualTo(new StateFile.Text("x"));
    }

    @Test
    void isKeptUnderAnotherNameWhenItIsSetAside() throws IOException {
        file.write("first");
        assertThat(file.setAside()).hasFileName("cloud-idcf.json.unusable").hasContent("first");
        file.write("second");
        assertThat(file.setAside()).hasFileName("cloud-idcf.json.unusable-2").hasContent("second");

        assertThat(read()).isEqualTo(new StateFile.Nothing());
        assertThat(directory.resolve("cloud-idcf.json.unusable")).hasContent("first");
    }

    @Test
    void isSetAsideAtMostNineTimesBesideEachOther() throws IOException {
        for (int round = 1; round <= 12; round++) {
            file.write("round " + round);
            file.setAside();
        }

        try (Stream<Path> all = Files.list(directory)) {
            assertThat(all).hasSize(9);
        }
        assertThat(directory.resolve("cloud-idcf.json.unusable")).hasContent("round 1");
    }
}
