package org.vipagent.cloud.simulator.commands;

import java.util.Optional;
import java.util.SplittableRandom;
import org.vipagent.cloud.simulator.ZoneTiming;
import org.vipagent.cloud.simulator.api.Refusal;
import org.vipagent.cloud.simulator.api.Request;
import org.vipagent.cloud.simulator.jobs.Job;
import org.vipagent.cloud.simulator.jobs.JobProgress;
import org.vipagent.cloud.simulator.jobs.Reply;
import org.vipagent.cloud.simulator.tables.NicRow;
import org.vipagent.cloud.simulator.tables.SecondaryIpRow;
import org.vipagent.cloud.simulator.tables.ZoneTables;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;

/** Secondary addresses: adding and removing them. */
final class NicCommands {
    /** {@code vm.network.nic.max.secondary.ipaddresses} where nobody has set it. */
    private static final int LIMIT_PER_NIC = 10;

    private final ZoneTables tables;
    private final ZoneTiming timing;
    private final Race race;
    private final MachineView view;
    private final SplittableRandom random;

    NicCommands(ZoneTables tables, ZoneTiming timing, Race race, MachineView view, SplittableRandom random) {
        this.tables = tables;
        this.timing = timing;
        this.race = race;
        this.view = view;
        this.random = random;
    }

    Reply addIpToNic(Request request) {
        NicRow nic = tables.require(tables.nics, request, "nicid");
        Optional<IpAddress> wanted = request.text("ipaddress").map(NicCommands::parse);
        if (nic.secondaryIps.size() >= LIMIT_PER_NIC) {
            throw Refusal.parameter(
                    "Allocating guest ip for nic failed : Maximum Number of Ips per Nic has been crossed.");
        }
        IpAddress address = wanted.orElseGet(() -> freeAddress(nic, request.now()));
        if (!isFree(address, nic, request.now())) {
            throw noAddress();
        }
        SecondaryIpRow row = tables.add(tables.ids.next(), address, nic, request.now());
        return Reply.creates(
                row.id,
                Optional.of(new Job.Instance("IpAddress", publicIpOfTheSameNumber(row))),
                (job, part, now) -> part == 0 && nic.network.hasSecurityGroups()
                        ? new JobProgress.Wait(timing.routerMillis())
                        : new JobProgress.Done(view.ofSecondaryIp(row)));
    }

    private static IpAddress parse(String text) {
        return IpAddress.tryParse(text)
                .filter(address -> address.family() == AddressFamily.INET)
                .orElseThrow(() -> Refusal.api(530, "Invalid ip address " + text));
    }

    /** One text for every reason: taken, a machine's own, the gateway's, not in the network. */
    private static Refusal noAddress() {
        return Refusal.api(530, "Failed to assign secondary ip to nic");
    }

    private boolean isFree(IpAddress address, NicRow nic, long now) {
        if (!nic.network.offers(address)) {
            return false;
        }
        for (NicRow other : tables.nics.values()) {
            if (other.network != nic.network) {
                continue;
            }
            boolean taken = other.address.equals(address)
                    || other.secondaryIp(address)
                            .filter(row -> !races(row, nic, now))
                            .isPresent();
            if (taken) {
                return false;
            }
        }
        return true;
    }

    /** Whether a row was inserted so shortly ago that this call's check has not seen it. */
    private boolean races(SecondaryIpRow row, NicRow nic, long now) {
        // A shared network hands out addresses from a table whose rows are locked: one of two callers wins there.
        return nic.network.isIsolated() && row.nic != nic && race.missesAddress(row.addedAt, now);
    }

    private IpAddress freeAddress(NicRow nic, long now) {
        long size = nic.network.size();
        long start = random.nextLong(size);
        for (long i = 0; i < size; i++) {
            IpAddress address = nic.network.address((start + i) % size);
            if (isFree(address, nic, now)) {
                return address;
            }
        }
        throw noAddress();
    }

    /** The server looks a secondary address's number up among the public addresses; low numbers are found there. */
    private Optional<String> publicIpOfTheSameNumber(SecondaryIpRow row) {
        return tables.publicIps.values().stream()
                .filter(publicIp -> publicIp.number == row.number)
                .map(publicIp -> publicIp.id)
                .findFirst();
    }

    Reply removeIpFromNic(Request request) {
        SecondaryIpRow row = tables.require(tables.secondaryIps, request, "id");
        return Reply.job((job, part, now) -> remove(row));
    }

    private JobProgress remove(SecondaryIpRow row) {
        boolean gone = !tables.secondaryIps.containsKey(row.id);
        // Static NAT is not looked at: the server searches for the guest address among the public ones.
        boolean used = tables.forwards.values().stream()
                        .anyMatch(rule -> rule.network == row.nic.network && rule.target.equals(row.address))
                || tables.balancers.values().stream()
                        .filter(rule -> rule.network == row.nic.network)
                        .flatMap(rule -> rule.members.stream())
                        .anyMatch(member -> member.address().equals(row.address));
        if (gone || used) {
            return JobProgress.refused("Removing guest ip from nic failed");
        }
        tables.remove(row);
        return JobProgress.success();
    }
}
