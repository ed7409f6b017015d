package org.vipagent.simulation.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.follow.FollowerConfig;

/** A zone of 400 machines that shows who holds which address machine by machine only, and no peers are named. */
class ManyMachinesTest {
    private static final int MACHINES = 400;
    private static final long FOUND_BY = 300 * VirtualTime.SECOND;
    private static final long BOUND_NANOS = 60 * VirtualTime.SECOND;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theCloudFollowsAndNoLookTakesTooLong(boolean knownBefore) {
        Order order = Order.amongMany(MACHINES);
        FollowedCloud cloud = new FollowedCloud(order, FollowerConfig.Mode.IMMEDIATE);
        if (knownBefore) {
            cloud.runUntil(FOUND_BY, () -> false);
            assertThat(cloud.status().failure()).isEmpty();
            assertThat(cloud.status().remarks())
                    .anyMatch(text -> text.contains("of 400 virtual machines were not asked"));
        }
        int before = cloud.line().log().size();
        long masterAt = cloud.time().now();
        cloud.becomeMaster();

        assertThat(cloud.runUntil(
                        masterAt + (knownBefore ? BOUND_NANOS : FOUND_BY),
                        () -> cloud.status().convergedAt() >= 0))
                .isTrue();

        assertThat(order.wrong(cloud.snapshot())).isEmpty();
        assertThat(cloud.failures()).extracting(CloudFailure::kind).allMatch(Kind.HELD_BACK::equals);
        List<Line.Sent> sent =
                cloud.line().log().subList(before, cloud.line().log().size());
        System.out.printf(
                Locale.ROOT,
                "[many machines] %s: followed %.1f s after the node became master, %d calls%n",
                knownBefore ? "after a while as standby" : "right after the start",
                (cloud.status().convergedAt() - masterAt) / 1e9,
                sent.size());
    }
}
