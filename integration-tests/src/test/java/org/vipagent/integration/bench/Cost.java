package org.vipagent.integration.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What processes have used (proc(5)). The processor time is the scheduler's count in nanoseconds: {@code stat} counts
 * in hundredths of a second, too coarse for a daemon that sleeps. It is kept for each thread, as the kernel does, since
 * a thread that ends takes its count along: a JVM's compilers come and go with the load. What such a thread used in a
 * window before it ended is not known and not counted.
 *
 * @param threads what each thread has used, by its id, which is its own in the whole machine
 * @param residentKibibytes RSS
 * @param proportionalKibibytes PSS: pages that several processes share are counted to each in part
 */
record Cost(Map<Long, Use> threads, long residentKibibytes, long proportionalKibibytes) {
    /**
     * @param processorNanos on a processor, in the kernel on the thread's behalf included
     * @param wakeUps voluntary and involuntary context switches
     */
    record Use(long processorNanos, long wakeUps) {
        static final Use NONE = new Use(0, 0);

        private Use since(Use before) {
            return new Use(processorNanos - before.processorNanos, wakeUps - before.wakeUps);
        }

        private Use plus(Use other) {
            return new Use(processorNanos + other.processorNanos, wakeUps + other.wakeUps);
        }
    }

    static Cost of(List<Long> pids) {
        return of(Path.of("/proc"), pids);
    }

    static Cost of(Path proc, List<Long> pids) {
        Map<Long, Use> threads = new HashMap<>();
        long resident = 0;
        long proportional = 0;
        for (long pid : pids) {
            Path process = proc.resolve(Long.toString(pid));
            for (Path thread : threads(process)) {
                used(thread)
                        .ifPresent(use ->
                                threads.put(Long.parseLong(thread.getFileName().toString()), use));
            }
            String memory = read(process.resolve("smaps_rollup"));
            resident += field(memory, "Rss:");
            proportional += field(memory, "Pss:");
        }
        return new Cost(threads, resident, proportional);
    }

    /** Nothing of a thread that has just ended. */
    private static Optional<Use> used(Path thread) {
        String time = read(thread.resolve("schedstat"));
        String status = read(thread.resolve("status"));
        if (time.isEmpty() || status.isEmpty()) {
            return Optional.empty();
        }
        long switches = field(status, "voluntary_ctxt_switches:") + field(status, "nonvoluntary_ctxt_switches:");
        return Optional.of(new Use(number(time, 0), switches));
    }

    private static List<Path> threads(Path process) {
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            return threads.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long field(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> number(line.strip(), 1))
                .sum();
    }

    private static long number(String line, int word) {
        String[] words = line.strip().split("\\s+", -1);
        return words.length > word ? Long.parseLong(words[word]) : 0;
    }

    /** What all threads together have used. */
    Use used() {
        return threads.values().stream().reduce(Use.NONE, Use::plus);
    }

    /** What was used since, by the threads that live now; the memory is that of now. */
    Cost since(Cost before) {
        Map<Long, Use> used = new HashMap<>();
        threads.forEach((thread, use) -> used.put(thread, use.since(before.threads.getOrDefault(thread, Use.NONE))));
        return new Cost(used, residentKibibytes, proportionalKibibytes);
    }
}
