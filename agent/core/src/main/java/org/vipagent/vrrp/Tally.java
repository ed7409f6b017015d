package org.vipagent.vrrp;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.vrrp.wire.DropReason;

/** The running counters behind {@link RouterCounters}, and who was met last. */
final class Tally {
    private final Map<DropReason, Count> drops = new EnumMap<>(DropReason.class);
    private final Timekeeping timekeeping = new Timekeeping();
    private IpAddress claimed;
    private MacAddress claimant;
    private long claimedAt;
    private long received;
    private long sent;
    private long priorityZeroReceived;
    private long priorityZeroSent;
    private long becameMaster;
    private long releasedMaster;
    private long losersHeard;
    private long addressesClaimed;
    private long addressListDiffers;
    private long intervalDiffers;
    private long otherChecksumForm;
    private long unauthenticated;

    /** Counts without a new number for each packet of a flood. */
    private static final class Count {
        private long value;
        private IpAddress lastSource;
        private long lastAt;
    }

    Timekeeping timekeeping() {
        return timekeeping;
    }

    void received(int priority) {
        received++;
        priorityZeroReceived += priority == 0 ? 1 : 0;
    }

    void sent(int priority) {
        sent++;
        priorityZeroSent += priority == 0 ? 1 : 0;
    }

    void changed(Role from, Role to) {
        becameMaster += to == Role.MASTER ? 1 : 0;
        releasedMaster += from == Role.MASTER ? 1 : 0;
    }

    void loserHeard() {
        losersHeard++;
    }

    void addressClaimed(IpAddress address, MacAddress station, long now) {
        addressesClaimed++;
        claimed = address;
        claimant = station;
        claimedAt = now;
    }

    void addressListDiffered() {
        addressListDiffers++;
    }

    void intervalDiffered() {
        intervalDiffers++;
    }

    void otherChecksumForm() {
        otherChecksumForm++;
    }

    void unauthenticated() {
        unauthenticated++;
    }

    void dropped(DropReason reason, IpAddress source, long now) {
        Count count = drops.computeIfAbsent(reason, r -> new Count());
        count.value++;
        count.lastSource = source;
        count.lastAt = now;
    }

    Encounters encounters(Optional<Sighting> lastHeard) {
        List<DropCount> dropped = new ArrayList<>();
        drops.forEach(
                (reason, count) -> dropped.add(new DropCount(reason, count.value, count.lastSource, count.lastAt)));
        Optional<AddressClaim> lastClaim =
                claimed == null ? Optional.empty() : Optional.of(new AddressClaim(claimed, claimant, claimedAt));
        return new Encounters(lastHeard, lastClaim, dropped);
    }

    RouterCounters snapshot() {
        Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
        drops.forEach((reason, count) -> dropped.put(reason, count.value));
        return new RouterCounters(
                received,
                sent,
                priorityZeroReceived,
                priorityZeroSent,
                becameMaster,
                releasedMaster,
                losersHeard,
                addressesClaimed,
                addressListDiffers,
                intervalDiffers,
                otherChecksumForm,
                unauthenticated,
                timekeeping.snapshot(),
                dropped);
    }
}
