package org.vipagent.linux.process;

import java.lang.reflect.Proxy;
import java.time.Duration;
import org.vipagent.linux.libc.Libc;

/** A program for {@link SchedulingTest}: a real-time thread that never waits, and what the kernel says of it. */
final class RunawayThread {
    private RunawayThread() {}

    public static void main(String[] arguments) throws Exception {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object told = Proxy.newProxyInstance(
                RunawayThread.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, values) -> {
                    System.out.println(values[0]);
                    Runtime.getRuntime().exit(0);
                    return null;
                });
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance("XCPU"), told);
        Scheduling scheduling = new Scheduling(Libc.load());
        scheduling.limitRealTime(Duration.ofMillis(50));
        scheduling.makeRealTime(0, 1);
        while (true) {
            Thread.onSpinWait();
        }
    }
}
