package org.vipagent.config;

import java.time.Duration;

/**
 * How the kernel is to treat the threads that adverts depend on. Scripts and everything else that this process does for
 * itself stay ordinary.
 *
 * @param realTime 1 to 99: before every ordinary thread of the machine ({@code vrrp_rt_priority}); 0: ordinary
 * @param nice -20 (most favoured) to 19, for ordinary scheduling ({@code vrrp_priority})
 * @param realTimeLimit processor time that a real-time thread may take without once waiting; beyond it real time is
 *     given up for a while ({@code vrrp_rlimit_rttime})
 * @param highestAutomatic 1 to 99: up to where a turn that comes too late raises the real-time priority
 *     ({@code max_auto_priority}); 0: not at all
 * @param automaticAfter how late is too late ({@code min_auto_priority_delay})
 * @param memoryLockDemanded whether memory that cannot be locked is worth a warning ({@code vrrp_no_swap}); it is
 *     locked in any case where that is permitted
 */
public record ProcessPriority(
        int realTime,
        int nice,
        Duration realTimeLimit,
        int highestAutomatic,
        Duration automaticAfter,
        boolean memoryLockDemanded) {
    /** The highest real-time priority of Linux. */
    public static final int HIGHEST = 99;

    /**
     * keepalived's, but for the limit: its 10 ms are less than a takeover of some hundred instances takes, or one
     * collection of garbage.
     */
    public static ProcessPriority defaults() {
        return new ProcessPriority(0, 0, Duration.ofMillis(500), 0, Duration.ofSeconds(1), false);
    }
}
