package org.vipagent.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.RouterConfig;
import org.vipagent.vrrp.RouterConfigBuilder;
import org.vipagent.vrrp.RouterKey;
import org.vipagent.vrrp.UnicastPeer;

/** How often a segment is asked for rivals. */
class ProbeRotaTest {
    private static final long MILLISECOND = 1_000_000L;
    private static final InterfaceName ETH0 = new InterfaceName("eth0");

    private static InstanceConfig instance(int vrid, long intervalNanos, boolean unicast, String device) {
        Cidr vip = Cidr.parse("10.5." + vrid / 200 + "." + vrid % 200 + "/32");
        ManagedAddress address =
                new ManagedAddress(new InterfaceName(device), vip, Optional.empty(), Optional.empty(), "global", 8);
        RouterConfigBuilder router = RouterConfig.builder(
                        "VI_" + vrid, new RouterKey(ETH0, AddressFamily.INET, vrid % 255 + 1))
                .version(3)
                .advertIntervalNanos(intervalNanos)
                .virtualAddresses(List.of(vip.address()));
        if (unicast) {
            router.unicastPeers(List.of(UnicastPeer.of(IpAddress.parse("10.5.7.2"))));
        }
        return new InstanceConfig(router.build(), Optional.empty(), List.of(address), 255, true, Optional.empty());
    }

    private static int asked(ProbeRota rota, int adverts) {
        int questions = 0;
        for (int i = 0; i < adverts; i++) {
            questions += rota.isDue() ? 1 : 0;
        }
        return questions;
    }

    @Test
    void asksTheGroupWithEveryAdvertDownToAnIntervalOfTenMilliseconds() {
        ProbeRota rota = ProbeRota.of(List.of(instance(1, 10 * MILLISECOND, false, "eth0")))
                .get(0);
        assertThat(rota.everyone()).isFalse();
        assertThat(asked(rota, 100)).isEqualTo(100);
    }

    @Test
    void asksTheGroupOnceMoreAfterTheAdvertWhereAdvertsAreFrequentAndNobodyHasToTakeTurns() {
        assertThat(ProbeRota.of(List.of(instance(1, 10 * MILLISECOND, false, "eth0"))))
                .allMatch(ProbeRota::isTwice);
        assertThat(ProbeRota.of(List.of(instance(1, 1000 * MILLISECOND, false, "eth0"))))
                .noneMatch(ProbeRota::isTwice);
        assertThat(ProbeRota.of(List.of(instance(1, 10 * MILLISECOND, true, "eth0"))))
                .noneMatch(ProbeRota::isTwice);
        assertThat(ProbeRota.of(List.of(
                        instance(1, 10 * MILLISECOND, false, "eth0"), instance(2, 10 * MILLISECOND, false, "eth0"))))
                .noneMatch(ProbeRota::isTwice);
    }

    @Test
    void asksEveryoneOnceASecondAtMostWhereThereIsNoGroup() {
        ProbeRota unicast = ProbeRota.of(List.of(instance(1, 100 * MILLISECOND, true, "eth0")))
                .get(0);
        assertThat(unicast.everyone()).isTrue();
        assertThat(asked(unicast, 100)).isEqualTo(10);
        ProbeRota elsewhere = ProbeRota.of(List.of(instance(1, 2000 * MILLISECOND, false, "eth1")))
                .get(0);
        assertThat(elsewhere.everyone()).isTrue();
        assertThat(asked(elsewhere, 100)).isEqualTo(100);
    }

    @Test
    void aThousandInstancesTakeTurnsAndEachHasOne() {
        List<InstanceConfig> all = new ArrayList<>();
        for (int vrid = 0; vrid < 1000; vrid++) {
            all.add(instance(vrid, 1000 * MILLISECOND, false, "eth0"));
        }
        List<ProbeRota> rotas = ProbeRota.of(all);
        for (int second = 0; second < 10; second++) {
            assertThat(rotas.stream().filter(ProbeRota::isDue)).hasSizeBetween(99, 101);
        }
        assertThat(rotas).allSatisfy(rota -> {
            assertThat(asked(rota, 10)).isEqualTo(1);
            assertThat(rota.periodNanos()).isEqualTo(10_000 * MILLISECOND);
        });
    }
}
