package org.vipagent.daemon;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What signals do. For the end of the process a shutdown hook would not do: the process would exit with 143 after a
 * clean stop, and a second signal would wait for the first.
 */
final class Signals {
    private Signals() {}

    /**
     * SIGTERM and SIGINT: runs {@code stop} at the first and {@code exit} at any later one.
     *
     * @throws ReflectiveOperationException if this Java runtime has no module jdk.unsupported
     */
    static void install(Runnable stop, Runnable exit) throws ReflectiveOperationException {
        AtomicBoolean asked = new AtomicBoolean();
        Threads.Body once = () -> (asked.compareAndSet(false, true) ? stop : exit).run();
        handle("TERM", once);
        handle("INT", once);
    }

    /**
     * Runs something at each signal of a kind, on a thread of its own each time.
     *
     * @param name without SIG
     */
    static void handle(String name, Threads.Body action) throws ReflectiveOperationException {
        // By reflection, since the compiler warns of sun.misc whatever is suppressed, and a warning is an error here.
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object ours = Proxy.newProxyInstance(
                Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                    action.run();
                    return null;
                });
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
    }
}
