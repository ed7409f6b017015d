package org.vipagent.daemon;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What SIGTERM and SIGINT do. A shutdown hook would not do: the process would exit with 143 after a clean stop, and a
 * second signal would wait for the first.
 */
final class Signals {
    private Signals() {}

    /**
     * Runs {@code stop} at the first signal and {@code exit} at any later one.
     *
     * @throws ReflectiveOperationException if this Java runtime has no module jdk.unsupported
     */
    static void install(Runnable stop, Runnable exit) throws ReflectiveOperationException {
        // By reflection, since the compiler warns of sun.misc whatever is suppressed, and a warning is an error here.
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        AtomicBoolean asked = new AtomicBoolean();
        Object ours = Proxy.newProxyInstance(
                Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                    if (asked.compareAndSet(false, true)) {
                        stop.run();
                    } else {
                        exit.run();
                    }
                    return null;
                });
        for (String name : new String[] {"TERM", "INT"}) {
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
        }
    }
}
