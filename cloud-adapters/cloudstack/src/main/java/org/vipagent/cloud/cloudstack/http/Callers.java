package org.vipagent.cloud.cloudstack.http;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that send calls; none while nothing is sent. */
final class Callers extends ThreadPoolExecutor {
    private static final long IDLE_SECONDS = 30;

    private Callers(String name, int core, int most, BlockingQueue<Runnable> queue) {
        super(core, most, IDLE_SECONDS, TimeUnit.SECONDS, queue);
        AtomicInteger number = new AtomicInteger();
        setThreadFactory(task -> {
            Thread thread = new Thread(task, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        allowCoreThreadTimeOut(core > 0);
    }

    /** For writes: as many as may be under way at once; what is more waits, in the order in which it came. */
    static Callers ofWrites() {
        return new Callers("cloud-call-", Guard.AT_ONCE, Guard.AT_ONCE, new LinkedBlockingQueue<>());
    }

    /** For reads, of which an instance has one at a time: no read waits behind the writes of other instances. */
    static Callers ofReads() {
        return new Callers("cloud-read-", 0, Integer.MAX_VALUE, new SynchronousQueue<>());
    }
}
