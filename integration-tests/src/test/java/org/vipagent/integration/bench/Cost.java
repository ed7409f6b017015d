package org.vipagent.integration.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What processes have used, all their threads together (proc(5)). The processor time is the scheduler's count in
 * nanoseconds: {@code stat} counts in hundredths of a second, too coarse for a daemon that sleeps. It is kept for each
 * thread, so that what a thread has used is lost with it: of a JVM's the compilers' that come and go with the load, where
 * there are processors enough for more than one of each kind.
 *
 * @param processorNanos on a processor, in the kernel on their behalf included
 * @param wakeUps voluntary and involuntary context switches
 * @param residentKibibytes RSS
 * @param proportionalKibibytes PSS: pages that several processes share are counted to each in part
 */
record Cost(long processorNanos, long wakeUps, long residentKibibytes, long proportionalKibibytes) {
    static Cost of(List<Long> pids) {
        Cost sum = new Cost(0, 0, 0, 0);
        for (long pid : pids) {
            sum = sum.plus(ofProcess(Path.of("/proc", Long.toString(pid))));
        }
        return sum;
    }

    private static Cost ofProcess(Path process) {
        long nanos = 0;
        long wakeUps = 0;
        for (Path thread : threads(process)) {
            nanos += number(read(thread.resolve("schedstat")), 0);
            String status = read(thread.resolve("status"));
            wakeUps += field(status, "voluntary_ctxt_switches:") + field(status, "nonvoluntary_ctxt_switches:");
        }
        String memory = read(process.resolve("smaps_rollup"));
        return new Cost(nanos, wakeUps, field(memory, "Rss:"), field(memory, "Pss:"));
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
            // A thread that has just ended.
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

    private Cost plus(Cost other) {
        return new Cost(
                processorNanos + other.processorNanos,
                wakeUps + other.wakeUps,
                residentKibibytes + other.residentKibibytes,
                proportionalKibibytes + other.proportionalKibibytes);
    }

    /** What was used since; the memory is that of now. */
    Cost since(Cost before) {
        return new Cost(
                processorNanos - before.processorNanos,
                wakeUps - before.wakeUps,
                residentKibibytes,
                proportionalKibibytes);
    }
}
