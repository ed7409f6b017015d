package org.vipagent.vrrp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.vrrp.RouterEffect.Announce;
import org.vipagent.vrrp.RouterEffect.Noted;
import org.vipagent.vrrp.RouterEffect.RoleChanged;
import org.vipagent.vrrp.RouterEffect.SendAdvert;
import org.vipagent.vrrp.wire.Advert;

/**
 * One router under test with a clock of its own. The router has the address 10.0.0.10 and, unless told otherwise,
 * priority 100 and an interval of one second in version 3, so that its skew is 609.375 ms.
 */
final class Subject {
    static final long MILLISECOND = 1_000_000L;
    static final long SECOND = 1000 * MILLISECOND;
    static final long SKEW = 156 * SECOND / 256;
    static final long MASTER_DOWN = 3 * SECOND + SKEW;
    static final IpAddress OWN = IpAddress.parse("10.0.0.10");
    static final IpAddress LESSER_ADDRESS = IpAddress.parse("10.0.0.9");
    static final IpAddress GREATER_ADDRESS = IpAddress.parse("10.0.0.11");
    static final List<IpAddress> VIPS = List.of(IpAddress.parse("10.0.0.100"), IpAddress.parse("10.0.0.101"));

    final VirtualRouter router;
    long now = 5000 * SECOND;

    Subject(UnaryOperator<RouterConfigBuilder> changes) {
        this.router = new VirtualRouter(changes.apply(defaults()).build());
    }

    static RouterConfigBuilder defaults() {
        RouterKey key = new RouterKey(new InterfaceName("eth0"), AddressFamily.INET, 51);
        return RouterConfig.builder("VI_1", key).version(3).virtualAddresses(VIPS);
    }

    static Subject started() {
        return started(config -> config);
    }

    static Subject started(UnaryOperator<RouterConfigBuilder> changes) {
        Subject subject = new Subject(changes);
        subject.start();
        return subject;
    }

    /** Master for a while already, with all the bursts of the beginning done. */
    static Subject master() {
        return master(config -> config);
    }

    static Subject master(UnaryOperator<RouterConfigBuilder> changes) {
        Subject subject = started(changes);
        subject.pass(subject.router.nextDeadline() - subject.now);
        subject.applied();
        subject.pass(10 * SECOND);
        return subject;
    }

    List<RouterEffect> start() {
        return router.start(OWN, now);
    }

    List<RouterEffect> applied() {
        return router.addressesApplied(now);
    }

    /** An advert from a router with the greater address, with our interval and list. */
    List<RouterEffect> hear(int priority) {
        return hear(priority, GREATER_ADDRESS);
    }

    List<RouterEffect> hear(int priority, IpAddress source) {
        return hear(priority, router.config().advertIntervalNanos(), source);
    }

    List<RouterEffect> hear(int priority, long interval, IpAddress source) {
        return hear(new Advert(router.config().version(), 51, priority, interval, VIPS), source);
    }

    /** Another station answers for the first virtual address, for which we ask every second. */
    List<RouterEffect> claim() {
        return claim(SECOND);
    }

    List<RouterEffect> claim(long askedEvery) {
        return router.claimed(VIPS.get(0), MacAddress.parse("02:00:00:00:00:0b"), askedEvery, now);
    }

    List<RouterEffect> hear(Advert advert, IpAddress source) {
        return router.advert(advert, source, now);
    }

    /** Time passes with every deadline met on the nanosecond. */
    List<RouterEffect> pass(long nanos) {
        long until = now + nanos;
        List<RouterEffect> all = new ArrayList<>();
        while (router.nextDeadline() <= until) {
            now = Math.max(now, router.nextDeadline());
            all.addAll(router.deadline(now));
        }
        now = until;
        return all;
    }

    /** Time passes with nobody at home. */
    void standStill(long nanos) {
        now += nanos;
    }

    /** What the shell does last in a turn. */
    List<RouterEffect> judge() {
        List<RouterEffect> all = new ArrayList<>();
        while (router.nextDeadline() <= now) {
            all.addAll(router.deadline(now));
        }
        return all;
    }

    long untilDeadline() {
        return router.nextDeadline() - now;
    }

    /** When the next advert goes out by itself, from now; time passes until then. */
    long untilAdvert() {
        long from = now;
        while (sent(pass(router.nextDeadline() - now)).isEmpty()) {
            if (now - from > 3600 * SECOND) {
                throw new AssertionError("no advert within an hour");
            }
        }
        return now - from;
    }

    static List<Integer> sent(List<RouterEffect> effects) {
        return effects.stream()
                .filter(SendAdvert.class::isInstance)
                .map(e -> ((SendAdvert) e).priority())
                .toList();
    }

    static List<Integer> announced(List<RouterEffect> effects) {
        return effects.stream()
                .filter(Announce.class::isInstance)
                .map(e -> ((Announce) e).repeat())
                .toList();
    }

    static List<Role> roles(List<RouterEffect> effects) {
        return effects.stream()
                .filter(RoleChanged.class::isInstance)
                .map(e -> ((RoleChanged) e).to())
                .toList();
    }

    static List<RouterEvent> events(List<RouterEffect> effects) {
        return effects.stream()
                .filter(Noted.class::isInstance)
                .map(e -> ((Noted) e).event())
                .toList();
    }
}
