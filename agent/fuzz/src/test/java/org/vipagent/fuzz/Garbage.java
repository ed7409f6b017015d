package org.vipagent.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** Holds a decoder to an amount of memory, so that no packet can make it ask for more. */
public final class Garbage {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int ATTEMPTS = 10;

    private Garbage() {}

    /**
     * What a decoder answers.
     *
     * @param mostBytes that it may allocate
     * @param decoder gives the same answer however often it is asked: the first time may have to load classes, and the
     *     compiler and the fuzzer's instruments allocate now and then
     */
    public static <T> T atMost(long mostBytes, Supplier<T> decoder) {
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            T answer = decoder.get();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
            if (least <= mostBytes) {
                return answer;
            }
        }
        throw new AssertionError(least + " bytes were allocated, more than " + mostBytes);
    }
}
