package org.vipagent.cloud.cloudstack;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.cloudstack.api.Machine;
import org.vipagent.cloud.cloudstack.api.Nic;

/** Which of the machines that the cloud lists is this node. */
record OwnMachine(NodeSettings node) {
    /**
     * What was found.
     *
     * @param machine empty where it cannot be told
     * @param failure why it cannot be told, with what the operator can do
     */
    record Found(Optional<Machine> machine, Optional<CloudFailure> failure) {}

    Found among(Collection<Machine> machines) {
        List<Machine> found = machines.stream().filter(this::is).toList();
        return found.size() == 1 && !found.get(0).nics().isEmpty()
                ? new Found(Optional.of(found.get(0)), Optional.empty())
                : new Found(Optional.empty(), Optional.of(new CloudFailure(Kind.MISCONFIGURED, whoIsThis(found))));
    }

    private boolean is(Machine machine) {
        if (node.virtualMachine().isPresent()) {
            return machine.id().equals(node.virtualMachine().get());
        }
        return !machine.isGone()
                && machine.nics().stream().anyMatch(nic -> nic.mac()
                        .filter(node.hardwareAddresses()::contains)
                        .isPresent());
    }

    private String whoIsThis(List<Machine> found) {
        if (found.size() == 1) {
            return "this node's virtual machine " + found.get(0).name() + " has no network interface";
        }
        if (found.size() > 1) {
            String names = String.join(", ", found.stream().map(Machine::name).toList());
            return "several virtual machines have this node's hardware addresses (" + names + "): set virtual_machine";
        }
        return node.virtualMachine()
                .map(id -> "the virtual machine " + id + " is not among those that this key may see")
                .orElse("no virtual machine that this key may see has one of this node's hardware addresses");
    }

    /** Whether these are the same machine with the same interfaces, in whatever order they are listed. */
    static boolean isSame(Machine one, Machine other) {
        return nicIds(one).equals(nicIds(other));
    }

    private static Set<String> nicIds(Machine machine) {
        return machine.nics().stream().map(Nic::id).collect(Collectors.toSet());
    }
}
