package org.vipagent.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;

class UnknownVridsTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final InterfaceName ETH0 = new InterfaceName("eth0");
    private static final InterfaceName ETH1 = new InterfaceName("eth1");
    private static final IpAddress FOUR = IpAddress.parse("10.0.0.9");
    private static final IpAddress SIX = IpAddress.parse("fe80::9");

    private final Outbox outbox = new Outbox();

    private List<String> told() {
        return outbox.events().stream().map(NodeEvent::text).toList();
    }

    @Test
    void areCountedInSilence() {
        UnknownVrids unknown = new UnknownVrids(false, outbox);
        unknown.heard(ETH0, 7, FOUR, 0);
        unknown.heard(ETH0, -1, FOUR, 0);

        assertThat(unknown.count()).isEqualTo(2);
        assertThat(told()).isEmpty();
    }

    @Test
    void areToldOnceAMinuteForEachRouterOfALink() {
        UnknownVrids unknown = new UnknownVrids(true, outbox);
        for (long now : new long[] {5, 6, MINUTE}) {
            unknown.heard(ETH0, 7, FOUR, now);
        }
        assertThat(told())
                .containsExactly(
                        "10.0.0.9 sends adverts for virtual_router_id 7 on eth0, which is not configured here");

        unknown.heard(ETH0, 7, FOUR, 5 + MINUTE);
        unknown.heard(ETH0, 7, SIX, 6);
        unknown.heard(ETH0, 255, FOUR, 6);
        unknown.heard(ETH1, 7, FOUR, 6);
        unknown.heard(ETH1, -1, FOUR, 6);
        assertThat(told()).hasSize(5);
        assertThat(unknown.count()).isEqualTo(8);
    }
}
