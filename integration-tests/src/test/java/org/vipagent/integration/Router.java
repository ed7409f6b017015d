package org.vipagent.integration;

import java.time.Duration;
import java.util.Optional;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.KernelWatch;

/** A VRRP daemon on a host of its own, ours or another's, that can be started and ended as often as a test needs. */
interface Router extends AutoCloseable {
    /** What it is told in its configuration.
     *
     * @param preempt whether it takes the address from a master of lower priority
     */
    record Manner(int priority, boolean preempt) {}

    Host host();

    /** The hardware address that its adverts come from and that it announces. */
    String mac();

    /** Starts it; if its machine was dead, a machine that knows nothing any more. */
    void start(Manner manner);

    /** Whether it listens, as backup. */
    boolean standsBy();

    /** SIGTERM. Returns when it has ended. */
    void stop();

    /**
     * SIGKILL. Of those whose kernel would keep the address and answer for it, the machine dies with its daemon, as
     * else there would be two holders for ever.
     */
    void die();

    boolean isAlive();

    /** How much later than its address and its announcement its first advert as master may be seen. */
    default Duration firstAdvertDelay() {
        return Duration.ZERO;
    }

    /** Whether it announces itself when it has been master all along and another one, that was too, has stepped down. */
    boolean announcesAfterHeal(Router other);

    /** Whether a change says that its kernel has the virtual address and answers for it, or not any more. */
    Optional<Boolean> holds(KernelWatch.Change change);

    /** Ends it. */
    @Override
    void close();

    default String name() {
        return host().name();
    }
}
