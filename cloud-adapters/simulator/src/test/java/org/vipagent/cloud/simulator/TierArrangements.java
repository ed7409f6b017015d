package org.vipagent.cloud.simulator;

import static org.vipagent.cloud.simulator.Stage.TIER;
import static org.vipagent.cloud.simulator.Stage.TIER_LB;
import static org.vipagent.cloud.simulator.Stage.TIER_PUBLIC_16;
import static org.vipagent.cloud.simulator.Stage.TIER_PUBLIC_17;

import java.util.Map;
import java.util.function.UnaryOperator;

/** The situations of the recordings that were made in a tier of a VPC. */
final class TierArrangements {
    private static Stage tierVip(Stage stage) {
        return stage.withTier().holds("vLB", "5bfb92c9-da2d-463c-a984-5bd1d38a44dc", "10.2.1.200");
    }

    private static Stage tierRule(Stage stage) {
        return tierVip(stage)
                .afterMaking(
                        "c898b371-c046-4f67-a9cf-bf7de6a76fa4",
                        "createPortForwardingRule",
                        "ipaddressid",
                        TIER_PUBLIC_16,
                        "protocol",
                        "tcp",
                        "publicport",
                        "80",
                        "privateport",
                        "80",
                        "virtualmachineid",
                        TIER_LB,
                        "vmguestip",
                        "10.2.1.200",
                        "networkid",
                        TIER);
    }

    private static Stage tierNat(Stage stage) {
        return tierVip(stage)
                .after(
                        "enableStaticNat",
                        "ipaddressid",
                        TIER_PUBLIC_17,
                        "virtualmachineid",
                        TIER_LB,
                        "vmguestip",
                        "10.2.1.200",
                        "networkid",
                        TIER);
    }

    /** Adds the situations of the recordings in a VPC. */
    void addTo(Map<Integer, UnaryOperator<Stage>> byNumber) {
        arrange(byNumber, Stage::withTier, 201);
        arrange(byNumber, s -> s.withTier().worn(), 203);
        arrange(byNumber, TierArrangements::tierVip, 205, 206, 207, 213, 214);
        arrange(byNumber, TierArrangements::tierRule, 209, 211, 222);
        arrange(byNumber, TierArrangements::tierNat, 215, 218, 219);
        arrange(byNumber, s -> tierNat(s).after("removeIpFromNic", "id", "5bfb92c9-da2d-463c-a984-5bd1d38a44dc"), 217);
        arrange(byNumber, s -> tierNat(s).after("disableStaticNat", "ipaddressid", TIER_PUBLIC_17), 221);
    }

    private static void arrange(
            Map<Integer, UnaryOperator<Stage>> byNumber, UnaryOperator<Stage> arrangement, int... numbers) {
        for (int number : numbers) {
            byNumber.put(number, arrangement);
        }
    }
}
