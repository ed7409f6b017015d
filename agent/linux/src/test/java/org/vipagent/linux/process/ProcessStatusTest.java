package org.vipagent.linux.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProcessStatusTest {
    // Lines of /proc/PID/status of a container with Docker's default capabilities (00000000a80425fb).
    private static final String CONTAINER =
            "Name:\tjava\nVmLck:\t       0 kB\nVmRSS:\t   41472 kB\nCapPrm:\t00000000a80425fb\nCapEff:\t00000000a80425fb\n";

    @Test
    void readsWhichCapabilitiesAreInForce() throws Exception {
        ProcessStatus status = ProcessStatus.parse(CONTAINER);
        assertThat(status.effective()).containsExactly(Capability.NET_RAW);
        assertThat(status.missing(EnumSet.allOf(Capability.class)))
                .containsExactlyInAnyOrder(Capability.NET_ADMIN, Capability.IPC_LOCK, Capability.SYS_NICE);
        assertThat(Capability.NET_ADMIN).hasToString("CAP_NET_ADMIN");
    }

    @Test
    void readsAMaskWithItsHighestBitSet() throws Exception {
        assertThat(ProcessStatus.parse("VmLck:\t49152 kB\nVmRSS:\t50000 kB\nCapEff:\tffffffffffffffff\n"))
                .isEqualTo(new ProcessStatus(Set.of(Capability.values()), 49_152, 50_000));
    }

    @Test
    void saysWhatItCouldNotRead() {
        assertThatThrownBy(() -> ProcessStatus.parse("Name:\tjava\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("CapEff");
        assertThatThrownBy(() -> ProcessStatus.parse("CapEff:\tx\nVmLck:\t0 kB\nVmRSS:\t1 kB\n"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void readsThisProcess() throws Exception {
        assertThat(ProcessStatus.ofThisProcess().residentKibibytes()).isGreaterThan(10_000);
    }
}
