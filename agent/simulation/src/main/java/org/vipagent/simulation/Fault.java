package org.vipagent.simulation;

import java.util.Optional;

/** Something that goes wrong, or is put right, in a world that is asked "what if". Nodes are meant by their names. */
sealed interface Fault {
    /** How long it lasts by itself; 0 where it is done at once, or lasts until something else ends it. */
    default long lastsNanos() {
        return 0;
    }

    /** The agent's process stands still ({@code SIGSTOP}); its machine's kernel goes on. */
    record Pause(String node, long nanos) implements Fault {
        @Override
        public long lastsNanos() {
            return nanos;
        }
    }

    /** The whole machine stands still; packets meanwhile are lost, and its clocks show it afterwards. */
    record Suspend(String node, long nanos) implements Fault {
        @Override
        public long lastsNanos() {
            return nanos;
        }
    }

    /** The agent is killed ({@code SIGKILL}); what its kernel holds stays there. */
    record Crash(String node) implements Fault {}

    /** The agent is started; where one runs, that one is stopped as planned before. */
    record Restart(String node) implements Fault {}

    /** The agent is stopped as planned ({@code SIGTERM}). */
    record Stop(String node) implements Fault {}

    /** The machine loses its power, or gets it back and starts its agent. */
    record Power(String node, boolean on) implements Fault {}

    /**
     * Packets get lost silently: everything from and to a node, or all between two, or all from one to the other.
     *
     * @param other empty: every other machine, the clients' gateway included
     * @param oneWay only what {@code node} sends
     */
    record Cut(String node, Optional<String> other, boolean oneWay) implements Fault {}

    /**
     * Ends cuts.
     *
     * @param node whose; empty: all
     * @param other only those between the two; empty: all of the node's
     */
    record Heal(Optional<String> node, Optional<String> other) implements Fault {}

    /** The carrier of all of a machine's interfaces. */
    record Link(String node, boolean up) implements Fault {}

    /** Packets are lost by chance, everywhere. */
    record Loss(int perMille) implements Fault {}

    /** Every packet between the machines, and to the gateway, takes that much longer. */
    record Delay(long nanos) implements Fault {}

    /** Forged adverts for a node's first instance. */
    record Flood(String node, long perSecond, long nanos) implements Fault {
        @Override
        public long lastsNanos() {
            return nanos;
        }
    }

    /** A machine's monotonic clock runs fast, or slow. */
    record Clock(String node, int millionths) implements Fault {}
}
