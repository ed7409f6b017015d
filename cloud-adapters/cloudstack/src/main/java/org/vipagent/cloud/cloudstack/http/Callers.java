package org.vipagent.cloud.cloudstack.http;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that send the calls of stages: as many as may be under way at once, and none while nothing is sent. */
final class Callers extends ThreadPoolExecutor {
    private static final long IDLE_SECONDS = 30;

    Callers() {
        super(Guard.AT_ONCE, Guard.AT_ONCE, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        AtomicInteger number = new AtomicInteger();
        setThreadFactory(task -> {
            Thread thread = new Thread(task, "cloud-call-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        allowCoreThreadTimeOut(true);
    }
}
