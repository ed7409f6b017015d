package org.vipagent.daemon;

import java.util.function.Consumer;

/** Starts the agent's threads and sees to it that none of them dies unnoticed. */
final class Threads {
    private final Consumer<String> died;

    /** What a thread does. */
    interface Body {
        void run() throws Exception;
    }

    /** @param died told which thread ended and by what; called on that thread */
    Threads(Consumer<String> died) {
        this.died = died;
    }

    /** Starts a thread that does not keep the process alive. */
    Thread start(String name, Body body) {
        Thread thread = new Thread(() -> guarded(name, body), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    // Everything, errors included: the process is to end rather than to go on without one of its parts.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private void guarded(String name, Body body) {
        try {
            body.run();
        } catch (Throwable e) {
            StackTraceElement[] stack = e.getStackTrace();
            String where = stack.length == 0 ? "" : " at " + stack[0];
            died.accept("the thread " + name + " ended by a fault: " + e + where);
        }
    }
}
