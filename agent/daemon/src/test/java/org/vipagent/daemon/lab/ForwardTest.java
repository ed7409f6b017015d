package org.vipagent.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

class ForwardTest {
    private static final IpAddress PUBLIC = IpAddress.parse("210.140.68.220");

    static Forward http(IpAddress publicIp, IpAddress target) {
        return new Forward(publicIp, TransportProtocol.TCP, PortRange.of(80), target, PortRange.of(80));
    }

    @Test
    void writesARuleForNftablesAndClosesThePublicAddress() {
        assertThat(VirtualRouter.ruleset(List.of(http(PUBLIC, IpAddress.parse("10.5.0.100"))), Set.of(PUBLIC)))
                .contains("ip daddr 210.140.68.220 tcp dport 80 dnat to 10.5.0.100:80\n")
                .contains("ip daddr 210.140.68.220 drop\n");
    }
}
