package org.vipagent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vipagent.net.InterfaceName;
import org.vipagent.node.NodeConfig;

/**
 * A suspended machine whose monotonic clock stood still with it: no deadline is overdue, only the other clocks tell of
 * the pause, and the successor's adverts lie in the socket.
 */
class SuspendTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long SUSPENDED = 10 * SECOND;
    private static final InterfaceName ETH0 = new InterfaceName("eth0");

    private long now;

    private void pass(VirtualLoop one, VirtualLoop other, long nanos) {
        long end = now + nanos;
        while (Math.min(one.wakesAt(now), other.wakesAt(now)) <= end) {
            now = Math.max(now, Math.min(one.wakesAt(now), other.wakesAt(now)));
            if (one.wakesAt(now) <= now) {
                other.arrives(one.turn(now));
            }
            if (other.wakesAt(now) <= now) {
                one.arrives(other.turn(now));
            }
        }
        now = end;
    }

    private void alone(VirtualLoop awake, VirtualLoop suspended, long nanos) {
        long end = now + nanos;
        while (awake.wakesAt(now) <= end) {
            now = Math.max(now, awake.wakesAt(now));
            suspended.arrives(awake.turn(now));
        }
        now = end;
    }

    @Test
    void withNopreemptTheSuccessorWhoseAdvertsWaitInTheSocketIsLeftAlone() {
        VirtualLoop better = new VirtualLoop(config(200), "10.0.0.1/24", 0);
        VirtualLoop lesser = new VirtualLoop(config(100), "10.0.0.2/24", 0);
        better.appears(ETH0);
        lesser.appears(ETH0);
        pass(better, lesser, 10 * SECOND);
        assertThat(better.masters()).isEqualTo(1);

        long suspendedAt = now;
        alone(lesser, better, SUSPENDED);
        assertThat(lesser.masters()).isEqualTo(1);
        better.resumed();

        assertThat(better.turn(suspendedAt)).as("what the returned one sends").isEmpty();
        assertThat(better.masters()).isZero();
    }

    private static NodeConfig config(int priority) {
        return Configured.config("""
                vrrp_instance VI_1 {
                    version 3
                    state BACKUP
                    nopreempt
                    interface eth0
                    virtual_router_id 51
                    priority %d
                    advert_int 1
                    virtual_ipaddress { 10.0.0.100/24 }
                }
                """.formatted(priority));
    }
}
