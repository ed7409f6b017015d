package org.vipagent.integration.cloudbench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one failover cost. Seconds since the mastership.
 *
 * @param order the plan's name, as S1; of a script that of its scene
 * @param firstPacket when the first packet reached the new master by the public address
 * @param gapAtTakeover the longest time without a packet for any rule, of what began before it stood still
 * @param stoodStill when it had nothing more to do, or had to wait for a master that is stable for longer
 * @param callsAtTakeover calls of the API until then
 * @param longestGap the longest time without a packet for any rule
 * @param settled when the cloud agreed
 * @param calls calls of the API until then
 * @param held calls that had to wait for the limit of requests
 * @param heldSeconds how long they waited, all together
 */
record Figures(
        String order,
        double firstPacket,
        double gapAtTakeover,
        double stoodStill,
        double callsAtTakeover,
        double longestGap,
        double settled,
        double calls,
        double held,
        double heldSeconds) {
    /** The median of each figure. */
    static Figures median(List<Figures> all) {
        return new Figures(
                all.get(0).order(),
                median(all, Figures::firstPacket),
                median(all, Figures::gapAtTakeover),
                median(all, Figures::stoodStill),
                median(all, Figures::callsAtTakeover),
                median(all, Figures::longestGap),
                median(all, Figures::settled),
                median(all, Figures::calls),
                median(all, Figures::held),
                median(all, Figures::heldSeconds));
    }

    private static double median(List<Figures> all, ToDoubleFunction<Figures> figure) {
        double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
