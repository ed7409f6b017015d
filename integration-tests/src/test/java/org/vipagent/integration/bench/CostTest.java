package org.vipagent.integration.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostTest {
    private static final long PID = 100;

    @TempDir
    Path proc;

    @Test
    void aThreadThatEndedTakesNothingFromWhatTheOthersHaveUsed() throws IOException {
        thread(100, 5_000, 1);
        thread(101, 900_000, 70);
        memory();
        Cost before = Cost.of(proc, List.of(PID));
        thread(100, 7_000, 4);
        remove(101);
        thread(102, 300, 2);
        Cost.Use used = Cost.of(proc, List.of(PID)).since(before).used();
        assertThat(used).isEqualTo(new Cost.Use(2_300, 3 + 2 + 2));
    }

    @Test
    void aThreadThatEndsWhileItIsReadCountsNothing() throws IOException {
        thread(100, 5_000, 1);
        thread(101, 900_000, 70);
        memory();
        Cost before = Cost.of(proc, List.of(PID));
        Files.delete(task(101).resolve("schedstat"));
        assertThat(Cost.of(proc, List.of(PID)).since(before).used()).isEqualTo(Cost.Use.NONE);
    }

    private void thread(long id, long nanos, long voluntary) throws IOException {
        Files.createDirectories(task(id));
        Files.writeString(task(id).resolve("schedstat"), nanos + " 12 3\n");
        String status = "Name:\tjava\nvoluntary_ctxt_switches:\t" + voluntary + "\nnonvoluntary_ctxt_switches:\t"
                + (id - PID) + "\n";
        Files.writeString(task(id).resolve("status"), status);
    }

    private void remove(long id) throws IOException {
        Files.delete(task(id).resolve("schedstat"));
        Files.delete(task(id).resolve("status"));
        Files.delete(task(id));
    }

    private void memory() throws IOException {
        Files.writeString(proc.resolve("100").resolve("smaps_rollup"), "Rss: 2048 kB\nPss: 1024 kB\n");
    }

    private Path task(long id) {
        return proc.resolve("100").resolve("task").resolve(Long.toString(id));
    }
}
