package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OverflowWatchTest {
    private static final long SECOND = 1_000_000_000L;

    private final Notes notes = new Notes();
    private final Troubles troubles = new Troubles(notes);
    private final OverflowWatch watch = new OverflowWatch(troubles.topic("eth0"), "VRRP over IPv4");
    /** A monotonic clock may be anywhere. */
    private long now = -5 * SECOND;

    private void look(long overflow) {
        watch.look(overflow, now);
    }

    @Test
    void saysNothingWhileNothingIsLost() {
        look(0);
        now += 1_000 * SECOND;
        look(0);
        assertThat(notes.lines()).isEmpty();
        assertThat(troubles.lines()).isEmpty();
    }

    @Test
    void isWrittenDownOnceAndKeepsCounting() {
        look(3);
        for (int i = 4; i <= 1000; i++) {
            now += SECOND / 100;
            look(i);
        }
        assertThat(notes.lines())
                .containsExactly("TROUBLE eth0: 3 packets of VRRP over IPv4 were lost,"
                        + " since they came faster than they could be read");
        now += SECOND;
        look(1000);
        assertThat(troubles.lines()).singleElement().asString().startsWith("eth0: 1000 packets");
    }

    @Test
    void isOverAfterAMinuteWithoutALoss() {
        look(3);
        now += 59 * SECOND;
        look(5);
        now += 59 * SECOND;
        look(5);
        assertThat(troubles.lines()).hasSize(1);
        now += SECOND;
        look(5);
        assertThat(troubles.lines()).isEmpty();
        assertThat(notes.lines())
                .last()
                .isEqualTo("INFORMATION eth0: no more packets of VRRP over IPv4 are lost; 5 were");
        look(6);
        assertThat(troubles.lines()).hasSize(1);
    }
}
