package org.vipagent.cloud.simulator.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vipagent.cloud.simulator.api.Owned;
import org.vipagent.cloud.simulator.api.Owner;

/** A virtual machine in the zone's database. */
public final class MachineRow implements Owned {
    public final int number;
    public final String id;
    public final String name;
    private final Owner owner;
    public final List<NicRow> nics = new ArrayList<>(1);
    public PowerState state = PowerState.RUNNING;

    public MachineRow(int number, String id, String name, Owner owner) {
        this.number = number;
        this.id = id;
        this.name = name;
        this.owner = owner;
    }

    @Override
    public Owner owner() {
        return owner;
    }

    /** The name that the hypervisor uses; shows up in error texts. */
    public String instanceName() {
        return "i-3-" + number + "-VM";
    }

    public Optional<NicRow> nicIn(NetworkRow network) {
        for (NicRow nic : nics) {
            if (nic.network == network) {
                return Optional.of(nic);
            }
        }
        return Optional.empty();
    }
}
