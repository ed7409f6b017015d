package org.vipagent.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Programs that want a processor each and never let go of it by themselves. Each is in a session of its own, as
 * services are: the kernel shares processors among sessions first (sched_autogroup_enabled), and four in one would
 * count as one.
 */
final class BusyLoops implements AutoCloseable {
    private final List<Process> loops = new ArrayList<>();

    /** @param longest after this much work each ends by itself, should nobody be there any more to end it */
    static BusyLoops start(int count, Duration longest) {
        String loop = "ulimit -t " + (longest.toSeconds() + 1) + "; while :; do :; done";
        BusyLoops all = new BusyLoops();
        try {
            for (int i = 0; i < count; i++) {
                all.loops.add(new ProcessBuilder("setsid", "sh", "-c", loop).start());
            }
            return all;
        } catch (IOException e) {
            all.close();
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        loops.forEach(Process::destroyForcibly);
    }
}
