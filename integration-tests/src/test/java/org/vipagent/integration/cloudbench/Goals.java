package org.vipagent.integration.cloudbench;

import java.util.ArrayList;
import java.util.List;
import org.vipagent.integration.cloudbench.Scene.Order;

/** What is to be reached, and whether it was. */
final class Goals {
    private static final double HALF = 0.5;

    private Goals() {}

    /**
     * One goal in one cell.
     *
     * @param measured seconds, or a ratio
     * @param limit the most that it may be
     */
    record Verdict(String goal, Scene where, double measured, double limit) {
        boolean met() {
            return measured <= limit;
        }
    }

    static List<Verdict> judge(List<Cell> cells) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Cell cell : cells) {
            Scene scene = cell.scene();
            verdicts.add(new Verdict(
                    "S0: no rule is silent after the ARP", scene, cell.auto().gapAtTakeover(), 0));
            if (scene.order() != Order.S1) {
                continue;
            }
            if (scene.queued()) {
                verdicts.add(new Verdict("S1: not slower than the script, in a queue", scene, cell.ratio(), 1));
            } else if (scene.rules() == 1) {
                // All that one rule needs has to go one after the other.
                verdicts.add(new Verdict("S1: not slower than the script, with one rule", scene, cell.ratio(), 1));
            } else {
                verdicts.add(new Verdict("S1: half of the script's time", scene, cell.ratio(), HALF));
            }
        }
        return verdicts;
    }
}
