package org.vipagent.cloud.cloudstack;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.Target;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/** Steps to make stages of. */
final class Steps {
    static final IpAddress VIP = IpAddress.parse("10.5.0.100");
    static final IpAddress PUBLIC = IpAddress.parse("210.140.68.220");

    private Steps() {}

    static Stage stage(Step... steps) {
        return new Stage(List.of(steps));
    }

    static Stage stage(int count, IntFunction<Step> step) {
        return new Stage(IntStream.range(0, count).mapToObj(step).toList());
    }

    static PortForward claim(int port) {
        PortRange ports = PortRange.of(port);
        return new PortForward(PUBLIC, TransportProtocol.TCP, ports, new Target.Virtual(VIP), ports);
    }

    static CloudStackStep create(int port) {
        return new CloudStackStep.CreateRule("ip-1", claim(port), VIP, "vm-1", "LB", Optional.empty(), "");
    }

    static CloudStackStep delete(String id) {
        return new CloudStackStep.DeleteRule(id, "ip-1", id, false);
    }

    static CloudStackStep update(String id, String publicIpId) {
        return new CloudStackStep.UpdateRule(id, publicIpId, id, VIP, "vm-1", "LB", false);
    }

    static CloudStackStep add() {
        return new CloudStackStep.AddAddress("nic-1", VIP, "LB", false);
    }

    static CloudStackStep addFiltered() {
        return new CloudStackStep.AddAddress("nic-1", VIP, "LB", true);
    }

    static CloudStackStep remove() {
        return new CloudStackStep.RemoveAddress("sec-1", VIP, "LB-old", false);
    }

    static CloudStackStep enableStaticNat() {
        return new CloudStackStep.EnableStaticNat("ip-1", PUBLIC, VIP, "vm-1", "LB", Optional.empty());
    }

    static CloudStackStep disableStaticNat() {
        return new CloudStackStep.DisableStaticNat("ip-1", PUBLIC, "LB-old", false);
    }
}
