package org.vipagent.cloud.cloudstack;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vipagent.cloud.cloudstack.api.ForwardingRule;

/** What of the memory one process hands over to the next. Safe for use from several threads. */
final class Handover {
    private final Firewalls firewalls;
    private final Admissions admissions;
    private final Holders holders;
    private final Inheritance inheritance = new Inheritance();
    private final Map<Object, List<CloudStackStep>> stages = new ConcurrentHashMap<>();

    Handover(Firewalls firewalls, Admissions admissions, Holders holders) {
        this.firewalls = firewalls;
        this.admissions = admissions;
        this.holders = holders;
    }

    /** Takes over what an earlier process knew. */
    void recall(Keepsake before) {
        firewalls.recall(before.firewalls());
        before.firewalls().forEach(one -> inheritance.add(one.publicIpId()));
        for (Keepsake.Admission one : before.admissions()) {
            admissions.recall(one);
            inheritance.add(one.slot());
        }
        for (Keepsake.Held one : before.holders()) {
            holders.heldBy(one.address(), one.holder());
            inheritance.add(new Holders.Place(one.holder().networkId(), one.address()));
        }
    }

    /** A stage has begun; until it is {@link #over} each of its steps may be under way. */
    void begins(Object stage, List<CloudStackStep> steps) {
        stages.put(stage, List.copyOf(steps));
    }

    void over(Object stage) {
        stages.remove(stage);
    }

    /** What a process after this one has to know. */
    Keepsake toKeep() {
        List<CloudStackStep> underWay =
                stages.values().stream().flatMap(List::stream).toList();
        return new Keepsake(firewalls.toBringBack(underWay), admissions.toKeep(), holders.toKeep());
    }

    /** A look was about this: the id of a public address, the ports of a rule, or the place of an address. */
    void claimed(Object thing) {
        inheritance.claimed(thing);
    }

    /** A look has ended well. */
    void looked(String instance) {
        for (Object thing : inheritance.looked(instance)) {
            if (thing instanceof Holders.Place place) {
                holders.free(place);
            } else if (thing instanceof ForwardingRule.Slot slot) {
                admissions.forget(slot);
            } else if (thing instanceof String publicIpId) {
                firewalls.forget(publicIpId);
            }
        }
    }
}
