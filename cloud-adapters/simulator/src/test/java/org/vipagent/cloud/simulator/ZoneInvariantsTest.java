package org.vipagent.cloud.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.vipagent.net.IpAddress;

/** Whatever is asked, in whatever order, with whatever faults. */
class ZoneInvariantsTest {
    private static final int REQUESTS = 300;
    private static final Set<Integer> STATUSES = Set.of(200, 401, 430, 431, 503, 530, 531, 533, 537);

    private record Held(String machine, IpAddress address) {}

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void alwaysAnswersAndKeepsItsPromises(@ForAll long seed) {
        Zone zone = zone(seed);
        RandomRequests requests = new RandomRequests(seed);
        Set<Held> everHeld = new HashSet<>();
        long now = 0;
        for (int i = 0; i < REQUESTS; i++) {
            requests.breakSomething(zone.faults());
            now += requests.pause();
            ZoneAnswer answer = zone.handle(requests.next(zone.snapshot()), now);
            assertThat(answer.status()).isIn(STATUSES);
            assertThat(answer.body().size()).isEqualTo(1);
            requests.learn(answer.body());
            if (requests.crashes()) {
                zone.crash(now);
            }
            check(zone.snapshot(), everHeld);
        }
        zone.advance(now + 1_000_000);
        assertThat(zone.snapshot().jobsPending()).isZero();
    }

    private static void check(ZoneSnapshot snapshot, Set<Held> everHeld) {
        Set<IpAddress> held = new HashSet<>();
        for (ZoneSnapshot.SecondaryIp ip : snapshot.secondaryIps()) {
            assertThat(held.add(ip.address()))
                    .as("%s is on two NICs", ip.address())
                    .isTrue();
            everHeld.add(new Held(ip.machine(), ip.address()));
        }
        everHeld.add(new Held("LB", IpAddress.parse("10.5.0.133")));
        everHeld.add(new Held("LB-backup", IpAddress.parse("10.5.0.195")));
        everHeld.add(new Held("Web1", IpAddress.parse("10.5.0.36")));
        everHeld.add(new Held("Web2", IpAddress.parse("10.5.0.229")));
        for (ZoneSnapshot.PortForward rule : snapshot.portForwards()) {
            assertThat(everHeld).contains(new Held(rule.machine(), rule.target()));
        }
        for (ZoneSnapshot.Balancer rule : snapshot.balancers()) {
            for (ZoneSnapshot.Member member : rule.members()) {
                assertThat(everHeld).contains(new Held(member.machine(), member.address()));
            }
        }
        for (ZoneSnapshot.StaticNat nat : snapshot.staticNats()) {
            assertThat(everHeld).contains(new Held(nat.machine(), nat.target()));
        }
    }

    @Property(tries = 50, shrinking = ShrinkingMode.OFF)
    void doesTheSameAgainForTheSameSeed(@ForAll long seed) {
        assertThat(answers(seed)).isEqualTo(answers(seed));
    }

    private static List<ZoneAnswer> answers(long seed) {
        Zone zone = zone(seed);
        RandomRequests requests = new RandomRequests(seed);
        List<ZoneAnswer> answers = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < REQUESTS; i++) {
            requests.breakSomething(zone.faults());
            now += requests.pause();
            ZoneAnswer answer = zone.handle(requests.next(zone.snapshot()), now);
            requests.learn(answer.body());
            answers.add(answer);
        }
        return answers;
    }

    private static Zone zone(long seed) {
        ZoneTiming timing = new ZoneTiming(10, 50, 200, 500, 20_000);
        return Zone.of(ZoneLayout.howTo(), timing, seed);
    }

    /** The only way to get an address twice. */
    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void holdsAnAddressTwiceOnlyAfterARaceThatWasAllowed(@ForAll long seed) {
        Zone zone = zone(seed);
        zone.faults().addRaceMillis(10);
        String first = firstNic(zone, "a2fa6425-aacc-4aba-bb84-e486a41e1c9e");
        String second = firstNic(zone, "bb4095f1-c6b1-4646-8e89-762cd26a53d2");
        long gap = Math.floorMod(seed, 20);
        Caller caller = new Caller(zone, 0);
        assertThat(caller.call("addIpToNic", "nicid", first, "ipaddress", "10.5.0.101")
                        .status())
                .isEqualTo(200);
        caller.pass(gap);
        int status = caller.call("addIpToNic", "nicid", second, "ipaddress", "10.5.0.101")
                .status();
        assertThat(status).isEqualTo(gap < 10 ? 200 : 530);
        assertThat(zone.snapshot().holders(IpAddress.parse("10.5.0.101"))).hasSize(gap < 10 ? 2 : 1);
    }

    private static String firstNic(Zone zone, String machine) {
        return new Caller(zone, 0)
                .call("listNics", "virtualmachineid", machine)
                .content()
                .path("nic")
                .path(0)
                .path("id")
                .asText();
    }
}
