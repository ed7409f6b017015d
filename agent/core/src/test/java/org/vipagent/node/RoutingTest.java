package org.vipagent.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.node.Machine.ETH0;
import static org.vipagent.node.Machine.SECOND;
import static org.vipagent.node.Machine.instance;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;

/** Which instance a packet belongs to (RFC 9568 §7.1: the VRID must be configured on the receiving interface). */
class RoutingTest {
    private static final InstanceConfig V4 = instance("V4", 51, "10.0.0.100/24", router -> router);
    private static final InstanceConfig V6 = instance("V6", 51, "2001:db8::100/64", router -> router);

    private final Machine machine = new Machine(V4, V6).has(ETH0, "10.0.0.7/24", "fe80::1/64");

    @Test
    void theSameVridInBothFamiliesIsTwoRouters() {
        machine.hear(V4, 200, "10.0.0.9");
        assertThat(machine.status("V4").counters().received()).isEqualTo(1);
        assertThat(machine.status("V6").counters().received()).isZero();
        machine.hear(V6, 200, "fe80::9");
        assertThat(machine.status("V6").counters().received()).isEqualTo(1);
        machine.pass(SECOND).hear(V4, 200, "10.0.0.9").pass(3 * SECOND);
        assertThat(machine.role("V4")).isEqualTo("BACKUP");
        assertThat(machine.role("V6")).isEqualTo("MASTER");
    }

    @Test
    void eachHasItsOwnSourceAndBothAreAnnounced() {
        machine.pass(10 * SECOND);
        assertThat(machine.sent())
                .extracting(packet -> packet.source() + " to " + packet.destination())
                .containsOnly("10.0.0.7 to 224.0.0.18", "fe80::1 to ff02::12");
        assertThat(machine.announced())
                .extracting(announcement -> announcement.addresses().get(0).toString())
                .contains("10.0.0.100", "2001:db8::100");
    }

    @Test
    void anUnknownVridOrInterfaceCostsACounter() {
        InstanceConfig other = instance("other", 52, "10.0.0.100/24", router -> router);
        machine.effects.clear();
        machine.hear(other, 200, "10.0.0.9");
        machine.node.packet(
                new InterfaceName("eth9"), Machine.advert(V4, 200, IpAddress.parse("10.0.0.9")), machine.now);
        machine.step();
        assertThat(machine.effects).isEmpty();
        assertThat(machine.node.snapshot(machine.now).unknownVrids()).isEqualTo(2);
    }

    @Test
    void anExcludedAddressOfTheOtherFamilyIsAnnouncedToo() {
        InstanceConfig dual = instance("dual", 60, List.of("10.0.0.101/24", "2001:db8::101/64"), router -> router);
        Machine dualStack = new Machine(dual).has(ETH0, "10.0.0.7/24");
        dualStack.pass(5 * SECOND);
        assertThat(dualStack.announced())
                .flatExtracting(announcement -> announcement.addresses())
                .extracting(Object::toString)
                .contains("10.0.0.101", "2001:db8::101");
    }
}
