package org.vipagent.linux.route;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vipagent.linux.libc.Errno;
import org.vipagent.linux.netlink.MessageWriter;
import org.vipagent.linux.netlink.NetlinkConnection;
import org.vipagent.linux.netlink.NetlinkException;
import org.vipagent.net.InterfaceName;
import org.vipagent.node.KernelReport;
import org.vipagent.node.ManagedAddress;
import org.vipagent.node.NodeEffect;

/**
 * Brings the kernel's addresses to the wanted level: reads, compares, applies, reports. For the thread that owns the
 * connection.
 */
public final class KernelAddresses {
    /** One to act, one to repair what the removal of a subnet's leader took along, one in reserve. */
    private static final int ROUNDS = 3;

    /** RFC 791; RFC 8200 §5 has 1,280. */
    private static final int LEAST_MTU = 576;

    private final NetlinkConnection kernel;
    private final KernelTables tables;

    /**
     * Over an open connection.
     *
     * @param kernel of NETLINK_ROUTE
     */
    public KernelAddresses(NetlinkConnection kernel) {
        this.kernel = kernel;
        this.tables = new KernelTables(kernel);
    }

    /**
     * Carries out a request. Never throws for what the kernel says: where it cannot even be read, every address that
     * the request is about has failed.
     */
    public KernelReport apply(NodeEffect.ApplyAddresses request) {
        Progress progress = new Progress();
        try {
            boolean again = true;
            for (int round = 0; round < ROUNDS && again; round++) {
                again = applyOnce(request, progress);
            }
        } catch (IOException e) {
            Collection<ManagedAddress> concerned = request.wanted().isEmpty() ? request.managed() : request.wanted();
            concerned.forEach(address -> progress.failures.put(address, e.getMessage()));
        }
        return new KernelReport(request.generation(), progress.added, progress.failures);
    }

    /** Whether it must be looked at again. */
    private boolean applyOnce(NodeEffect.ApplyAddresses request, Progress progress) throws IOException {
        AddressDiff.Observed observed = new AddressDiff.Observed(tables.links(), tables.addresses());
        AddressDiff diff = AddressDiff.between(request.managed(), request.wanted(), observed);
        progress.failures.clear();
        progress.failures.putAll(diff.impossible());
        List<Optional<NetlinkException>> outcomes = kernel.executeAll(messages(diff));
        boolean leaderRemoved = false;
        for (int i = 0; i < outcomes.size(); i++) {
            AddressChange change = diff.changes().get(i);
            progress.note(change, outcomes.get(i));
            leaderRemoved |= change instanceof AddressChange.Remove removal
                    && !removal.present().isSecondary();
        }
        // Without promote_secondaries the leader of a subnet takes its followers along, wanted ones too.
        return leaderRemoved && !request.wanted().isEmpty();
    }

    /**
     * Works out and writes what a kernel would be asked that holds none of the addresses, and asks nobody: for a
     * rehearsal.
     *
     * @return how many requests it would be
     */
    public static int rehearse(NodeEffect.ApplyAddresses request) {
        List<Link> links = new ArrayList<>();
        Set<InterfaceName> names = new HashSet<>();
        for (ManagedAddress address : request.managed()) {
            if (names.add(address.device())) {
                int index = names.size();
                links.add(new Link(
                        index, address.device(), Optional.empty(), true, true, OperState.UP, LEAST_MTU, false, false));
            }
        }
        AddressDiff.Observed bare = new AddressDiff.Observed(links, List.of());
        return messages(AddressDiff.between(request.managed(), request.wanted(), bare))
                .size();
    }

    private static List<MessageWriter> messages(AddressDiff diff) {
        List<MessageWriter> messages = new ArrayList<>();
        diff.changes().forEach(change -> messages.add(message(change)));
        return messages;
    }

    private static MessageWriter message(AddressChange change) {
        if (change instanceof AddressChange.Add add) {
            return AddressCodec.replace(add.address(), add.interfaceIndex(), add.sharesPrefix());
        }
        if (change instanceof AddressChange.Renew renewal) {
            return AddressCodec.replace(renewal.address(), renewal.interfaceIndex(), renewal.sharesPrefix());
        }
        return AddressCodec.delete(((AddressChange.Remove) change).present());
    }

    private static final class Progress {
        private final Set<ManagedAddress> added = new HashSet<>();
        private final Map<ManagedAddress, String> failures = new HashMap<>();

        void note(AddressChange change, Optional<NetlinkException> refusal) {
            if (refusal.isPresent() && !isGoneAnyway(change, refusal.get())) {
                failures.put(change.address(), refusal.get().reason());
            } else if (change instanceof AddressChange.Add) {
                added.add(change.address());
            }
        }

        /** Expired, removed by somebody, or with its interface or its subnet's leader, since we looked. */
        private static boolean isGoneAnyway(AddressChange change, NetlinkException refusal) {
            return change instanceof AddressChange.Remove
                    && (refusal.errno() == Errno.EADDRNOTAVAIL || refusal.errno() == Errno.ENODEV);
        }
    }
}
