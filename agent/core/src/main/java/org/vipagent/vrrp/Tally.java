package org.vipagent.vrrp;

import java.util.EnumMap;
import java.util.Map;
import org.vipagent.vrrp.wire.DropReason;

/** The running counters behind {@link RouterCounters}. */
final class Tally {
    private final Map<DropReason, Count> drops = new EnumMap<>(DropReason.class);
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

    void addressClaimed() {
        addressesClaimed++;
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

    void dropped(DropReason reason) {
        drops.computeIfAbsent(reason, r -> new Count()).value++;
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
                dropped);
    }
}
