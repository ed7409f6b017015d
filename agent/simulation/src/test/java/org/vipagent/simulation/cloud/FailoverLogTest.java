package org.vipagent.simulation.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.vipagent.follow.FollowerConfig;

/** What a failover asks of the cloud, call by call. */
class FailoverLogTest {
    private static final long MASTER_AT = 100 * VirtualTime.SECOND;
    private static final long ENOUGH = 60 * VirtualTime.SECOND;
    private static final String POLL = "queryAsyncJobResult";

    private final List<Line.Sent> sent = new ArrayList<>();

    private void failover(String order, FollowerConfig.Mode mode) {
        FollowedCloud cloud = new FollowedCloud(Order.named(order), mode);
        cloud.runUntil(MASTER_AT, () -> false);
        assertThat(MASTER_AT - cloud.status().lastSeenAt()).isLessThan(FollowedCloud.RECHECK_NANOS * 6 / 5);
        int before = cloud.line().log().size();
        cloud.becomeMaster();
        cloud.runUntil(MASTER_AT + ENOUGH, () -> cloud.status().convergedAt() >= 0);
        sent.addAll(cloud.line().log().subList(before, cloud.line().log().size()));
        System.out.printf("[failover] %s, follow %s:%n", order, mode.name().toLowerCase(Locale.ROOT));
        for (Line.Sent call : sent) {
            double seconds = (call.at() - MASTER_AT) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "[failover] %7.3f s  %s%n",
                    seconds,
                    call.call().command());
        }
    }

    /** The commands in their order, without the questions for one job. */
    private List<String> commands() {
        return sent.stream()
                .map(s -> s.call().command())
                .filter(c -> !c.equals(POLL))
                .toList();
    }

    @Test
    void s0LooksAndLeavesAPathThatFollowsArpAlone() {
        failover("S1", FollowerConfig.Mode.AUTO);

        assertThat(sent).noneMatch(s -> s.call().write());
        List<String> atOnce = sent.stream()
                .filter(s -> s.at() < MASTER_AT + VirtualTime.SECOND)
                .map(s -> s.call().command())
                .toList();
        assertThat(atOnce)
                .containsExactly(
                        "listVirtualMachines",
                        "listNics",
                        "listNics",
                        "listPublicIpAddresses",
                        "listPortForwardingRules",
                        "listFirewallRules");
    }

    @Test
    void s1LooksUpNoIdsButReadsWhatItTakesAwayAndReadsBackEachStage() {
        failover("S1", FollowerConfig.Mode.IMMEDIATE);

        assertThat(commands())
                .containsExactly(
                        // The contents of what goes, by the ids that the standby knows.
                        "listPortForwardingRules",
                        "listFirewallRules",
                        "deletePortForwardingRule",
                        "deletePortForwardingRule",
                        "deletePortForwardingRule",
                        // One list asks for three jobs at once, the second one is the proof.
                        "listPortForwardingRules",
                        "listPortForwardingRules",
                        // A firewall rule that was opened for one of them would have gone with it.
                        "listFirewallRules",
                        "removeIpFromNic",
                        // A server of the 4.3 line shows secondary addresses machine by machine only.
                        "listVirtualMachines",
                        "listNics",
                        "listNics",
                        "addIpToNic",
                        "listVirtualMachines",
                        "listNics",
                        "listNics",
                        "createPortForwardingRule",
                        "createPortForwardingRule",
                        "createPortForwardingRule",
                        "listPortForwardingRules",
                        "listPortForwardingRules");
        assertThat(sent.get(0).at()).isEqualTo(MASTER_AT);
    }

    @Test
    void s2UpdatesOneByOneAndReadsBackEachStage() {
        failover("S2", FollowerConfig.Mode.IMMEDIATE);

        assertThat(commands())
                .containsExactly(
                        "updatePortForwardingRule",
                        "updatePortForwardingRule",
                        "updatePortForwardingRule",
                        "listPortForwardingRules",
                        "removeIpFromNic",
                        "listVirtualMachines",
                        "addIpToNic",
                        "listVirtualMachines",
                        "updatePortForwardingRule",
                        "updatePortForwardingRule",
                        "updatePortForwardingRule",
                        "listPortForwardingRules");
        assertThat(sent.get(0).at()).isEqualTo(MASTER_AT);
    }
}
