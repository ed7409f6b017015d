package org.vipagent.cloud.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A virtual machine in the zone's database. */
final class MachineRow {
    final int number;
    final String id;
    final String name;
    final List<NicRow> nics = new ArrayList<>(1);
    PowerState state = PowerState.RUNNING;

    MachineRow(int number, String id, String name) {
        this.number = number;
        this.id = id;
        this.name = name;
    }

    /** The name that the hypervisor uses; shows up in error texts. */
    String instanceName() {
        return "i-3-" + number + "-VM";
    }

    Optional<NicRow> nicIn(NetworkRow network) {
        for (NicRow nic : nics) {
            if (nic.network == network) {
                return Optional.of(nic);
            }
        }
        return Optional.empty();
    }
}
