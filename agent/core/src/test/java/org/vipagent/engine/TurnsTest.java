package org.vipagent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vipagent.net.InterfaceName;
import org.vipagent.node.NodeConfig;

/**
 * How often a thousand instances at one advert a second wake the machine. Counted on a virtual clock: a turn is what
 * the engine's thread is woken for.
 */
class TurnsTest {
    private static final int INTERFACES = 10;
    private static final int PER_INTERFACE = 100;
    private static final int INSTANCES = INTERFACES * PER_INTERFACE;
    private static final long SECOND = 1_000_000_000L;
    private static final int SPAN = 20;
    /** Adverts keep to a grid of fifty lines an interval. */
    private static final int LINES = 50;
    /** Renewals of the addresses and the kernel's answers, periodic announcements. */
    private static final int OTHERS = 2;

    private final VirtualLoop better = new VirtualLoop(config(200), "10.99.0.1/8", 0);
    private final VirtualLoop lesser = new VirtualLoop(config(100), "10.99.0.2/8", 0);
    private long now;

    /** As if cables were plugged in one after the other, so that the instances do not march in step. */
    private void plugIn() {
        for (int i = 0; i < INTERFACES; i++) {
            better.appears(device(i));
            lesser.appears(device(i));
            pass(137_000_000L);
        }
        pass(10 * SECOND);
        assertThat(better.masters()).isEqualTo(INSTANCES);
        assertThat(lesser.masters()).isZero();
    }

    private void pass(long nanos) {
        long end = now + nanos;
        while (true) {
            long next = Math.max(now, Math.min(better.wakesAt(now), lesser.wakesAt(now)));
            if (next > end) {
                now = end;
                return;
            }
            now = next;
            if (better.wakesAt(now) <= now) {
                lesser.arrives(better.turn(now));
            }
            if (lesser.wakesAt(now) <= now) {
                better.arrives(lesser.turn(now));
            }
        }
    }

    @Test
    void aThousandMastersSendInAtMostFiftyTurnsASecondAndAThousandBackupsHearThemInFewer() {
        plugIn();
        int sending = better.sendingTurns();
        int turns = better.turns();
        int hearing = lesser.turns();
        int heard = lesser.received();

        pass(SPAN * SECOND);

        sending = better.sendingTurns() - sending;
        turns = better.turns() - turns;
        hearing = lesser.turns() - hearing;
        System.out.printf(
                "[turns] a second: %d masters %.1f, %.1f of them with adverts; as many backups %.1f%n",
                INSTANCES, turns / (double) SPAN, sending / (double) SPAN, hearing / (double) SPAN);
        assertThat(lesser.received() - heard).isBetween(INSTANCES * (SPAN - 1), INSTANCES * (SPAN + 2));
        assertThat(lesser.masters()).isZero();
        assertThat(sending).isLessThanOrEqualTo(LINES * SPAN + 1);
        assertThat(turns).isLessThanOrEqualTo((LINES + OTHERS) * SPAN);
        assertThat(hearing).isLessThanOrEqualTo(LINES * SPAN);
    }

    private static InterfaceName device(int number) {
        return new InterfaceName("eth" + number);
    }

    private static NodeConfig config(int priority) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < INSTANCES; i++) {
            int network = i / PER_INTERFACE;
            int vrid = 1 + i % PER_INTERFACE;
            text.append("""
                    vrrp_instance I%d {
                        version 3
                        interface eth%d
                        virtual_router_id %d
                        priority %d
                        advert_int 1
                        virtual_ipaddress { 10.%d.0.%d/8 }
                    }
                    """.formatted(i, network, vrid, priority + i % 50, network, vrid));
        }
        return Configured.config(text.toString());
    }
}
