package org.vipagent.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

class SimulatedCloudTest {
    private static final IpAddress PUBLIC = IpAddress.parse("210.140.68.220");
    private static final IpAddress VIP = IpAddress.parse("10.5.0.100");
    private static final Map<String, Forward> PROGRAMMED = Map.of("rule", ForwardTest.http(PUBLIC, VIP));

    private static ZoneSnapshot withRule(String state) {
        ZoneSnapshot.PortForward rule = new ZoneSnapshot.PortForward(
                "rule",
                new ZoneSnapshot.Endpoint(PUBLIC, TransportProtocol.TCP, PortRange.of(80)),
                "LB",
                VIP,
                PortRange.of(80),
                state);
        return new ZoneSnapshot(List.of(), List.of(), List.of(rule), List.of(), List.of(), 0);
    }

    @Test
    void forwardsWhatIsActive() {
        assertThat(SimulatedCloud.wanted(Map.of(), withRule("Active"))).isEqualTo(PROGRAMMED);
    }

    @Test
    void forwardsOnUntilADeletionIsCarriedOut() {
        assertThat(SimulatedCloud.wanted(PROGRAMMED, withRule("Deleting"))).isEqualTo(PROGRAMMED);
    }

    @Test
    void doesNotForwardWhatTheRouterNeverHad() {
        assertThat(SimulatedCloud.wanted(Map.of(), withRule("Deleting"))).isEmpty();
        assertThat(SimulatedCloud.wanted(PROGRAMMED, withRule("Add"))).isEmpty();
    }
}
