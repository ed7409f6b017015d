package org.vipagent.daemon.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.vipagent.follow.FollowerStatus;
import org.vipagent.node.InstanceSnapshot;
import org.vipagent.vrrp.AddressClaim;
import org.vipagent.vrrp.DropCount;
import org.vipagent.vrrp.Punctuality;
import org.vipagent.vrrp.Sighting;
import org.vipagent.vrrp.wire.DropReason;

/**
 * What is odd about an instance although it does its work, in words: the worst first, and only what was so within the
 * last ten minutes, so that one who looks at 3 a.m. is not told of last week. The counters behind it stay.
 */
final class Warnings {
    private static final long RECENT_NANOS = 600_000_000_000L;
    private static final int STILL_ADVERTISES_WITHIN_INTERVALS = 3;
    private static final int SHOWN_REASONS = 3;

    private final InstanceSnapshot instance;
    private final long now;
    private final List<Warning> found = new ArrayList<>();

    private Warnings(InstanceSnapshot instance, long now) {
        this.instance = instance;
        this.now = now;
    }

    /** @param now when the snapshot was taken, in the node's monotonic nanoseconds */
    static List<Warning> of(InstanceSnapshot instance, long now) {
        Warnings warnings = new Warnings(instance, now);
        instance.encounters().lastHeard().ifPresent(warnings::secondMaster);
        instance.encounters().lastClaim().ifPresent(warnings::claim);
        instance.cloud().flatMap(FollowerStatus::contested).ifPresent(warnings::contested);
        warnings.drops();
        instance.encounters().lastHeard().ifPresent(warnings::interval);
        warnings.schedule(instance.counters().punctuality());
        return warnings.found;
    }

    private void add(Warning.Kind kind, String text) {
        found.add(new Warning(kind, text));
    }

    private void secondMaster(Sighting heard) {
        boolean goesOn = now - heard.at() <= STILL_ADVERTISES_WITHIN_INTERVALS * heard.advertIntervalNanos();
        if (instance.role().equals("MASTER") && heard.at() > instance.since() && heard.priority() > 0 && goesOn) {
            add(
                    Warning.Kind.SECOND_MASTER,
                    heard.source() + " also advertises as master, with priority " + heard.priority() + ", "
                            + ago(heard.at()));
        }
    }

    private void claim(AddressClaim claim) {
        if (isRecent(claim.at())) {
            add(
                    Warning.Kind.ADDRESS_CLAIMED,
                    "another station has the addresses, too: " + claim.station() + " answered for " + claim.address()
                            + " " + ago(claim.at()) + "; such answers so far: "
                            + instance.counters().addressesClaimed());
        }
    }

    private void contested(FollowerStatus.Contested contested) {
        add(
                Warning.Kind.CLAIM_CONTESTED,
                "CLAIM_CONTESTED: " + contested.taker() + " took " + contested.claim() + " in the cloud "
                        + ago(contested.lastAt()) + "; taken from this node while master so far: "
                        + times(contested.times()));
    }

    private void drops() {
        List<DropCount> recent = instance.encounters().drops().stream()
                .filter(drop -> isOdd(drop.reason()) && isRecent(drop.lastAt()))
                .sorted(Comparator.comparingLong(DropCount::lastAt).reversed())
                .toList();
        recent.stream().limit(SHOWN_REASONS).forEach(this::drop);
        if (recent.size() > SHOWN_REASONS) {
            add(
                    Warning.Kind.PACKETS_DROPPED,
                    "packets were dropped for " + (recent.size() - SHOWN_REASONS) + " more reasons");
        }
    }

    /** Our own packets come back in some clouds, and an owner may have been told to ignore others. */
    private static boolean isOdd(DropReason reason) {
        return reason != DropReason.OWN_PACKET && reason != DropReason.OWNER_IGNORES;
    }

    private void drop(DropCount drop) {
        String count = drop.packets() == 1 ? "1 packet dropped, " : drop.packets() + " packets dropped, last ";
        add(
                Warning.Kind.PACKETS_DROPPED,
                count + ago(drop.lastAt()) + ": that of " + drop.lastSource() + " "
                        + drop.reason().sentence());
    }

    private void interval(Sighting heard) {
        if (isRecent(heard.at()) && heard.advertIntervalNanos() != instance.advertIntervalNanos()) {
            add(
                    Warning.Kind.OTHER_INTERVAL,
                    heard.source() + " advertises every " + seconds(heard.advertIntervalNanos()) + ", here it is "
                            + seconds(instance.advertIntervalNanos()));
        }
    }

    private void schedule(Punctuality punctuality) {
        if (punctuality.pauses() > 0 && isRecent(punctuality.lastPauseAt())) {
            add(
                    Warning.Kind.STOOD_STILL,
                    "this machine or process stood still " + times(punctuality.pauses()) + ", last "
                            + ago(punctuality.lastPauseAt()));
        }
        boolean any = punctuality.late() + punctuality.madeUp() + punctuality.leftOut() > 0;
        if (any && isRecent(punctuality.lastLateAt())) {
            add(
                    Warning.Kind.NOT_ON_TIME,
                    "adverts not on time: " + punctuality.late() + " late, " + punctuality.madeUp() + " made up, "
                            + punctuality.leftOut() + " left out; last " + ago(punctuality.lastLateAt()));
        }
    }

    private boolean isRecent(long at) {
        return now - at <= RECENT_NANOS;
    }

    private String ago(long at) {
        return Elapsed.words(now - at) + " ago";
    }

    private static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }

    private static String seconds(long nanos) {
        return Elapsed.interval(Elapsed.seconds(nanos));
    }
}
