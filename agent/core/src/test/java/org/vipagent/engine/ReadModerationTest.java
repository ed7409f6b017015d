package org.vipagent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadModerationTest {
    private static final long MILLISECOND = 1_000_000L;
    private static final long SECOND = 1_000 * MILLISECOND;

    /** Packets at an even pace, each read when it may wake somebody; the number of turns in the second second. */
    private static int turnsPerSecond(ReadModeration moderation, int packetsPerSecond) {
        long gap = SECOND / packetsPerSecond;
        long now = 5 * SECOND;
        long read = 0;
        int turns = 0;
        while (now < 7 * SECOND) {
            long come = (now - 5 * SECOND) / gap;
            long quietUntil = moderation.turned((int) (come - read), now);
            read = come;
            turns += now >= 6 * SECOND ? 1 : 0;
            long next = 5 * SECOND + (come + 1) * gap;
            now = Math.max(next, quietUntil);
        }
        return turns;
    }

    @Test
    void readsEachPacketAtOnceWhileTheyAreFew() {
        assertThat(turnsPerSecond(new ReadModeration(SECOND), 100)).isEqualTo(100);
    }

    @Test
    void readsAThousandPacketsASecondInFortyTurns() {
        assertThat(turnsPerSecond(new ReadModeration(SECOND), 1_000)).isBetween(38, 41);
    }

    @Test
    void doesNotKeepPacketsForMoreThanTheFortiethPartOfTheShortestInterval() {
        ReadModeration moderation = new ReadModeration(100 * MILLISECOND);

        assertThat(turnsPerSecond(moderation, 5_000)).isBetween(395, 401);
    }

    @Test
    void keepsNoPacketWhereTheIntervalIsTenMilliseconds() {
        assertThat(turnsPerSecond(new ReadModeration(10 * MILLISECOND), 1_000)).isEqualTo(1_000);
    }

    @Test
    void letsABurstGatherOnceItIsSeenThatManyCome() {
        ReadModeration moderation = new ReadModeration(SECOND);

        assertThat(moderation.turned(1, 0)).isZero();
        assertThat(moderation.turned(50, MILLISECOND)).isEqualTo(26 * MILLISECOND);
        // The next burst's first packet is read at once, for nobody knew of it, and all others later together.
        assertThat(moderation.turned(1, 700 * MILLISECOND)).isEqualTo(725 * MILLISECOND);
    }

    @Test
    void forgetsAfterASilence() {
        ReadModeration moderation = new ReadModeration(SECOND);
        moderation.turned(1_000, 0);

        assertThat(moderation.turned(1, 2 * SECOND)).isEqualTo(2 * SECOND);
    }
}
