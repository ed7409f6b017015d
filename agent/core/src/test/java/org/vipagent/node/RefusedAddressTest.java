package org.vipagent.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.node.Machine.ETH0;
import static org.vipagent.node.Machine.SECOND;
import static org.vipagent.node.Machine.instance;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.vipagent.net.IpAddress;

/** One address that the kernel refuses (IPv6 switched off, an interface that is not there) does not hold up the others. */
class RefusedAddressTest {
    private static final long DOWN = 4 * SECOND;
    private static final IpAddress TAKEN = IpAddress.parse("10.0.0.100");
    private static final IpAddress REFUSED = IpAddress.parse("2001:db8::100");

    private final Machine machine = new Machine(
                    instance("one", 7, List.of("10.0.0.100/24", "2001:db8::100/64"), UnaryOperator.identity()))
            .has(ETH0, "10.0.0.7/24");

    private Set<IpAddress> announced() {
        Set<IpAddress> all = new HashSet<>();
        machine.announced().forEach(a -> all.addAll(a.addresses()));
        return all;
    }

    @Test
    void theOthersAreAnnouncedAtOnceAndItIsNot() {
        machine.refuses("2001:db8::100").pass(DOWN);
        assertThat(announced()).containsExactly(TAKEN);
        assertThat(machine.status("one").trouble())
                .hasValueSatisfying(t -> assertThat(t).contains("2001:db8::100"));
    }

    @Test
    void aRivalIsStillAskedFor() {
        machine.refuses("2001:db8::100").pass(DOWN + 2 * SECOND);
        assertThat(machine.effects).hasAtLeastOneElementOfType(NodeEffect.ProbeRivals.class);
    }

    @Test
    void itIsAnnouncedOnceTheKernelTakesIt() {
        machine.refuses("2001:db8::100").pass(DOWN + SECOND).refuses().pass(3 * SECOND);
        assertThat(announced()).containsExactlyInAnyOrder(TAKEN, REFUSED);
        assertThat(machine.events()).noneMatch(text -> text.contains("somebody had removed it"));
    }

    @Test
    void nothingIsAnnouncedWhileAllAreRefused() {
        machine.refuses("10.0.0.100", "2001:db8::100").pass(DOWN + 10 * SECOND);
        assertThat(machine.announced()).isEmpty();
        machine.refuses().pass(2 * SECOND);
        assertThat(announced()).containsExactlyInAnyOrder(TAKEN, REFUSED);
    }
}
