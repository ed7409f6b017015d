package org.vipagent.simulation;

/**
 * What masters did in the cloud after their mastership: how many there were, and the most that one of them did. A
 * mastership ends when the node itself knows that it does, or dies; one that is cut off and does not know it yet is
 * none of these.
 *
 * @param masterships that ended
 * @param sent writes that left the node after the end; more than 0 is a violation
 * @param late writes that were in flight at the end, and may have changed the cloud after it: they reached it later, or
 *     their jobs had not ended. The writes of one stage are in flight side by side, so that this may be more than 1
 * @param lateUpdates of these the updates of rules of one public address, which go one after the other; more than 1 is
 *     a violation
 * @param strays writes that the node had given up before the end, and that reached the cloud after it, or whose jobs
 *     had not ended: no client can call them back
 */
public record DeposedMasters(long masterships, int sent, int late, int lateUpdates, int strays) {
    /** There was none. */
    static final DeposedMasters NONE = new DeposedMasters(0, 0, 0, 0, 0);

    /** Both: all masterships, and of everything else the most. */
    DeposedMasters and(DeposedMasters other) {
        return new DeposedMasters(
                masterships + other.masterships,
                Math.max(sent, other.sent),
                Math.max(late, other.late),
                Math.max(lateUpdates, other.lateUpdates),
                Math.max(strays, other.strays));
    }

    /** In words. */
    String describe() {
        return masterships + " masterships ended; at most " + sent + " writes were sent after the end of one, " + late
                + " in flight took effect after it (of one public address's updates " + lateUpdates + "), " + strays
                + " given up before";
    }
}
