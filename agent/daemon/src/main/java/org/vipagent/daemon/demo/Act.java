package org.vipagent.daemon.demo;

import java.time.Duration;

/** One thing that happens in a story. */
sealed interface Act {
    /** The agent of a machine is started. */
    record Start(Balancer who, Follow follow) implements Act {}

    /** The agent of a machine is stopped in good order, by SIGTERM. */
    record Stop(Balancer who) implements Act {}

    /** The agent of a machine dies without a word, by SIGKILL; the machine lives on. */
    record Kill(Balancer who) implements Act {}

    /** A machine loses its power: SIGKILL, and no frame leaves or reaches it. */
    record PowerOff(Balancer who) implements Act {}

    /** A machine has power again; its agent does not run yet. */
    record PowerOn(Balancer who) implements Act {}

    /** Nothing is done until something is seen. */
    record Await(Goal goal, Duration limit) implements Act {}
}
