package org.vipagent.daemon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.vipagent.daemon.demo.Act.Await;
import org.vipagent.daemon.demo.Act.Start;
import org.vipagent.daemon.lab.Outage;

class PlayTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Goal MASTER = Goal.isMaster(Balancer.LB);

    private final TreeMap<Long, Scene> script = new TreeMap<>();
    private final Listener listener = new Listener();
    private final Play play = new Play(new ScriptedStage(), listener);

    /** Shows from each instant on, in milliseconds, what the script has there. */
    private final class ScriptedStage implements Stage {
        private long millis;

        @Override
        public List<String> description() {
            return List.of();
        }

        @Override
        public long now() {
            return Duration.ofMillis(millis).toNanos();
        }

        @Override
        public void perform(Act act) {
            millis += 10;
        }

        @Override
        public Scene look() {
            return script.floorEntry(millis).getValue();
        }

        @Override
        public void pass() {
            millis += 10;
        }

        @Override
        public List<Outage> outages(long from, long to) {
            return List.of(new Outage(from, to, 1));
        }

        @Override
        public List<String> lastWords() {
            return List.of("last words");
        }
    }

    private void from(long millis, String lb, String secondaryIp) {
        script.put(millis, new Scene(lb, "BACKUP", "LB", secondaryIp, secondaryIp, "LB"));
    }

    private static Chapter chapter(Act... acts) {
        return Chapter.of("title", List.of(), acts);
    }

    @Test
    void tellsWhatIsDoneAndWhatChanges() {
        from(0, "BACKUP", "LB");
        from(100, "MASTER", "LB");

        assertThat(play.run(List.of(chapter(new Start(Balancer.LB, Follow.MANUAL), new Await(MASTER, LIMIT)))))
                .isTrue();

        assertThat(listener.told)
                .containsExactly(
                        "opening",
                        "1 title",
                        "0 > vipagent run on LB, follow manual",
                        "10 BACKUP LB",
                        "100 MASTER LB",
                        "summary 0");
    }

    @Test
    void isNotContentWithWhatLastsAMoment() {
        from(0, "BACKUP", "LB");
        from(100, "MASTER", "LB");
        from(200, "BACKUP", "LB");
        from(300, "MASTER", "LB");
        Chapter.Measured measured = new Chapter.Measured("event", Follow.MANUAL, Balancer.LB, false);

        play.run(List.of(chapter(new Await(MASTER, LIMIT)).measuring(measured)));

        long ended = listener.measurements.get(0).outages().get(0).endedAt();
        assertThat(Duration.ofNanos(ended)).isBetween(Duration.ofMillis(900), Duration.ofMillis(920));
    }

    @Test
    void endsAtTheFirstThingThatDoesNotHappen() {
        from(0, "BACKUP", "LB");

        assertThat(play.run(List.of(chapter(new Await(MASTER, LIMIT)), chapter())))
                .isFalse();

        assertThat(listener.told)
                .last()
                .isEqualTo("FAILED within 5 s it did not happen that LB is master [last words]");
        assertThat(listener.told).doesNotContain("2 title");
    }

    @Test
    void measuresFromTheChaptersStart() {
        from(0, "BACKUP", "LB-backup");
        from(700, "MASTER", "LB-backup");
        from(1000, "MASTER", "LB");
        Chapter.Measured measured = new Chapter.Measured("event", Follow.IMMEDIATE, Balancer.LB, true);
        Act first = new Await(Goal.isBackup(Balancer.LB), LIMIT);

        play.run(List.of(
                chapter(first),
                chapter(new Await(MASTER.and(Goal.cloudNames(Balancer.LB)), LIMIT))
                        .measuring(measured)));

        Measurement measurement = listener.measurements.get(0);
        Duration began = Duration.ofNanos(measurement.outages().get(0).startedAt());
        assertThat(measurement.masterAfter().plus(began)).isEqualTo(Duration.ofMillis(700));
        assertThat(measurement.forwardAfter().orElseThrow().plus(began)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void saysNothingOfACloudThatWasNotToMove() {
        from(0, "MASTER", "LB");
        Chapter.Measured measured = new Chapter.Measured("event", Follow.MANUAL, Balancer.LB, false);

        play.run(List.of(chapter(new Await(MASTER, LIMIT)).measuring(measured)));

        assertThat(listener.measurements.get(0).secondaryIpAfter()).isEmpty();
        assertThat(listener.measurements.get(0).masterAfter()).isZero();
    }
}
