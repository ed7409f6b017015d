package org.vipagent.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptLogTest {
    private final AttemptLog log = new AttemptLog();

    private void asked(long at, String answeredBy) {
        log.add(new Attempt(at, answeredBy));
    }

    @Test
    void countsFromTheFirstUnansweredToTheNextAnsweredQuestion() {
        asked(0, "LB");
        asked(20, "");
        asked(40, "");
        asked(60, "LB-backup");

        assertThat(log.outages(0, 100)).containsExactly(new Outage(20, 60, 2));
        assertThat(log.unanswered(0, 100)).isEqualTo(Duration.ofNanos(40));
    }

    @Test
    void ordersByTheStartHoweverLateAQuestionWasDecided() {
        asked(40, "LB");
        asked(0, "LB");
        asked(20, "");

        assertThat(log.outages(0, 100)).containsExactly(new Outage(20, 40, 1));
        assertThat(log.last()).contains(new Attempt(40, "LB"));
    }

    @Test
    void keepsOutagesApart() {
        asked(0, "");
        asked(20, "LB");
        asked(40, "");
        asked(60, "LB");

        assertThat(log.outages(0, 100)).containsExactly(new Outage(0, 20, 1), new Outage(40, 60, 1));
    }

    @Test
    void followsAnOutageBeyondTheSpanInWhichItBegan() {
        asked(0, "LB");
        asked(20, "");
        asked(40, "");
        asked(60, "LB");
        asked(80, "");
        asked(100, "LB");

        assertThat(log.outages(0, 30)).containsExactly(new Outage(20, 60, 2));
    }

    @Test
    void tellsAnOutageThatLastsAsFarAsItIsKnown() {
        asked(0, "LB");
        asked(20, "");
        asked(40, "");

        assertThat(log.outages(0, 100)).containsExactly(new Outage(20, 40, 2));
    }

    @Test
    void leavesWhatBeganBeforeTheSpanAlone() {
        asked(0, "");
        asked(20, "LB");

        assertThat(log.outages(10, 100)).isEmpty();
    }
}
