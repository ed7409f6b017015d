package org.vipagent.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vipagent.config.FollowMode;

class StoryTest {
    private final List<Moment> moments = new ArrayList<>();
    private final Story story = Story.begin(Story.Settings.usual(), moments::add);

    private void bothRun() {
        story.start(Story.LB);
        story.start(Story.LB_BACKUP);
        story.run(Duration.ofSeconds(30));
    }

    private static List<Optional<String>> roles(Moment moment) {
        return moment.nodes().stream().map(Moment.NodeState::role).toList();
    }

    private void assertAllAt(String node) {
        Moment now = story.now();
        assertThat(now.addressHolders()).containsExactly(node);
        assertThat(now.secondaryIpHolders()).containsExactly(node);
        assertThat(now.portForward()).contains(new Moment.RuleState(node, "10.5.0.100", true));
        assertThat(now.answered()).isTrue();
    }

    /** The longest time in which no client was answered, from the first moment that one was. */
    private Duration longestOutage() {
        long longest = 0;
        Long silentSince = null;
        boolean everAnswered = false;
        for (Moment moment : moments) {
            everAnswered |= moment.answered();
            if (moment.answered() && silentSince != null) {
                longest = Math.max(longest, moment.atNanos() - silentSince);
                silentSince = null;
            } else if (!moment.answered() && everAnswered && silentSince == null) {
                silentSince = moment.atNanos();
            }
        }
        assertThat(silentSince).as("still silent since").isNull();
        return Duration.ofNanos(longest);
    }

    @Test
    void beginsWithTheCloudAsTheHowToLeavesIt() {
        Moment now = story.now();
        assertThat(roles(now)).containsExactly(Optional.empty(), Optional.empty());
        assertThat(now.secondaryIpHolders()).containsExactly("LB");
        assertThat(now.addressHolders()).isEmpty();
        assertThat(now.answered()).isFalse();
    }

    @Test
    void electsThePreferredMaster() {
        bothRun();
        assertThat(roles(story.now())).containsExactly(Optional.of("MASTER"), Optional.of("BACKUP"));
        assertAllAt(Story.LB);
    }

    @Test
    void followsTheBackupWhenTheMasterIsKilledAndComesBack() {
        bothRun();
        story.kill(Story.LB);
        story.run(Duration.ofSeconds(30));
        assertThat(roles(story.now())).containsExactly(Optional.empty(), Optional.of("MASTER"));
        assertAllAt(Story.LB_BACKUP);
        story.start(Story.LB);
        story.run(Duration.ofSeconds(30));
        assertAllAt(Story.LB);
    }

    @Test
    void interruptsNobodyOnAPlannedStopUnderFollowAuto() {
        Story gentle = Story.begin(
                new Story.Settings(
                        2, Duration.ofSeconds(1), FollowMode.AUTO, Duration.ofMinutes(5), Duration.ofSeconds(60)),
                moments::add);
        gentle.start(Story.LB);
        gentle.start(Story.LB_BACKUP);
        gentle.run(Duration.ofSeconds(30));
        gentle.stop(Story.LB);
        gentle.run(Duration.ofMinutes(2));
        assertThat(gentle.now().addressHolders()).containsExactly(Story.LB_BACKUP);
        assertThat(gentle.now().answered()).isTrue();
        assertThat(longestOutage()).isLessThan(Duration.ofMillis(50));
        gentle.run(Duration.ofMinutes(5));
        assertThat(gentle.now().secondaryIpHolders()).containsExactly(Story.LB_BACKUP);
    }

    @Test
    void movesAwayFromANodeWhoseCableIsPulled() {
        bothRun();
        story.unplug(Story.LB, true);
        story.run(Duration.ofSeconds(30));
        assertThat(roles(story.now())).containsExactly(Optional.of("FAULT"), Optional.of("MASTER"));
        assertAllAt(Story.LB_BACKUP);
        story.unplug(Story.LB, false);
        story.run(Duration.ofSeconds(30));
        assertAllAt(Story.LB);
    }

    @Test
    void tellsOnlyOfChanges() {
        bothRun();
        assertThat(moments).hasSizeBetween(3, 30);
        for (int i = 1; i < moments.size(); i++) {
            assertThat(moments.get(i).isLike(moments.get(i - 1))).isFalse();
        }
    }

    @Test
    void knowsItsNodes() {
        assertThatThrownBy(() -> story.start("LB2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LB2");
    }
}
