package org.vipagent.simulation.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.follow.FollowerConfig;

/**
 * The only node's process is killed right after a write has reached the cloud, before it knows of any answer, and comes
 * back at once or when the cloud's jobs have ended. Each write of each order of moving is tried.
 */
class RestartedTest {
    private static final long MASTER_AT = 30 * VirtualTime.SECOND;
    private static final long BOUND_NANOS = 300 * VirtualTime.SECOND;
    private static final List<Long> ABSENCES = List.of(0L, 5 * VirtualTime.SECOND);
    private static final String SOURCES = "198.51.100.0/24,203.0.113.7/32";

    private int restarts;

    static List<Order> orders() {
        return Order.all();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void whoeverIsKilledInTheMiddleOfAMoveLosesNothing(Order order) {
        List<String> wrong = killedAfterEachWrite(order, cloud -> {}, (cloud, before) -> Optional.<String>empty()
                .or(() -> order.wrong(cloud.snapshot()))
                .or(() -> order.lost(before, cloud.snapshot())));

        assertThat(wrong).isEmpty();
        System.out.printf(Locale.ROOT, "[restarted] %s: %d restarts, nothing lost%n", order, restarts);
    }

    @Test
    void rulesAdmitWhomTheyAdmittedAndTheFirewallIsOpenForThem() {
        Order order = Order.withoutRules(4);

        List<String> wrong =
                killedAfterEachWrite(order, RestartedTest::makeRules, (cloud, before) -> order.wrong(cloud.snapshot())
                        .or(() -> order.lost(before, cloud.snapshot()))
                        .or(() -> openToOthers(cloud)));

        assertThat(wrong).isEmpty();
        System.out.printf(Locale.ROOT, "[restarted] %s: %d restarts, nothing lost%n", order, restarts);
    }

    @Test
    void withoutAStateDirectoryItWouldBeLost() {
        Order order = Order.withoutRules(4);

        List<String> wrong = killedAfterEachWrite(
                order, RestartedTest::makeRules, FollowedCloud::wipeDisk, (cloud, before) -> openToOthers(cloud));

        assertThat(wrong).isNotEmpty();
    }

    private interface Act {
        void on(FollowedCloud cloud);
    }

    private interface Verdict {
        Optional<String> of(FollowedCloud cloud, ZoneSnapshot before);
    }

    private List<String> killedAfterEachWrite(Order order, Act first, Verdict verdict) {
        return killedAfterEachWrite(order, first, cloud -> {}, verdict);
    }

    /** @param whileDead what happens between the processes */
    private List<String> killedAfterEachWrite(Order order, Act first, Act whileDead, Verdict verdict) {
        List<String> wrong = new ArrayList<>();
        int writes = writes(order, first);
        assertThat(writes).isPositive();
        for (int nth = 1; nth <= writes; nth++) {
            for (long absence : ABSENCES) {
                FollowedCloud cloud = standingBy(order, first);
                ZoneSnapshot before = cloud.snapshot();
                int last = nth;
                cloud.becomeMaster();
                assertThat(cloud.runUntil(
                                MASTER_AT + BOUND_NANOS, () -> cloud.line().writesCarriedOut() == last))
                        .isTrue();
                comeBack(cloud, whileDead, absence);
                boolean follows = follows(cloud);
                Optional<String> what =
                        follows ? verdict.of(cloud, before) : Optional.of("it does not follow: " + cloud.status());
                String where =
                        order + ", killed after write " + nth + ", away for " + absence / VirtualTime.SECOND + " s: ";
                what.or(() -> cloud.violations().stream().findFirst()).ifPresent(text -> wrong.add(where + text));
            }
        }
        return wrong;
    }

    private void comeBack(FollowedCloud cloud, Act whileDead, long absence) {
        cloud.kill();
        cloud.runUntil(cloud.time().now() + absence, () -> false);
        whileDead.on(cloud);
        cloud.restart();
        cloud.becomeMaster();
        restarts++;
    }

    private static boolean follows(FollowedCloud cloud) {
        return cloud.runUntil(
                cloud.time().now() + BOUND_NANOS, () -> cloud.status().convergedAt() >= 0);
    }

    private static int writes(Order order, Act first) {
        FollowedCloud cloud = standingBy(order, first);
        cloud.becomeMaster();
        assertThat(follows(cloud)).isTrue();
        return cloud.line().writesCarriedOut();
    }

    private static FollowedCloud standingBy(Order order, Act first) {
        FollowedCloud cloud = new FollowedCloud(order, FollowerConfig.Mode.IMMEDIATE);
        first.on(cloud);
        cloud.runUntil(MASTER_AT, () -> false);
        assertThat(cloud.status().lastSeenAt()).isGreaterThan(0);
        return cloud;
    }

    /** As somebody would who lets the server open the firewall for each rule, which is the default. */
    private static void makeRules(FollowedCloud cloud) {
        String id = "";
        for (JsonNode address : cloud.ask(Map.of("command", "listPublicIpAddresses"))
                .path("listpublicipaddressesresponse")
                .path("publicipaddress")) {
            if (address.path("ipaddress").asText().equals(Order.PUBLIC)) {
                id = address.path("id").asText();
            }
        }
        for (int port = 8001; port <= 8004; port++) {
            Map<String, String> rule = new TreeMap<>(Map.of(
                    "command",
                    "createPortForwardingRule",
                    "ipaddressid",
                    id,
                    "virtualmachineid",
                    Order.OTHER_ID,
                    "vmguestip",
                    Order.VIP.toString(),
                    "protocol",
                    "tcp",
                    "cidrlist",
                    SOURCES));
            rule.put("publicport", Integer.toString(port));
            rule.put("privateport", Integer.toString(port));
            assertThat(cloud.ask(rule).toString()).contains("jobid");
        }
    }

    private static Optional<String> openToOthers(FollowedCloud cloud) {
        for (JsonNode rule : cloud.ask(Map.of("command", "listPortForwardingRules"))
                .path("listportforwardingrulesresponse")
                .path("portforwardingrule")) {
            boolean ours = rule.path("publicport").asText().startsWith("800");
            if (ours && !rule.path("cidrlist").asText().equals(SOURCES)) {
                return Optional.of("the rule admits others: " + rule);
            }
        }
        return Optional.empty();
    }
}
