package org.vipagent.daemon.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vipagent.daemon.lab.LabException;

/** Plays a story on a stage: does what is to be done, looks on in between, measures. */
final class Play {
    // Longer than the client's patience: what it asked before it has been decided by then.
    private static final long STEADY_NANOS = Duration.ofMillis(600).toNanos();

    private final Stage stage;
    private final Narrator narrator;
    private final Chronicle chronicle = new Chronicle();
    private final List<Measurement> measurements = new ArrayList<>();
    private long startedAt;

    Play(Stage stage, Narrator narrator) {
        this.stage = stage;
        this.narrator = narrator;
    }

    /** Plays all of it and returns whether everything went as told; the first thing that did not ends it. */
    boolean run(List<Chapter> story) {
        startedAt = stage.now();
        narrator.opening(stage.description());
        try {
            for (int i = 0; i < story.size(); i++) {
                play(i + 1, story.get(i));
            }
        } catch (LabException e) {
            narrator.failed(since(startedAt), e.getMessage(), stage.lastWords());
            return false;
        }
        narrator.summary(since(startedAt), measurements);
        return true;
    }

    private void play(int number, Chapter chapter) {
        narrator.chapter(number, chapter);
        long from = stage.now();
        for (Act act : chapter.acts()) {
            if (act instanceof Act.Await await) {
                await(await);
            } else {
                narrator.act(since(startedAt), act);
                stage.perform(act);
            }
        }
        chapter.measured().ifPresent(what -> measure(what, from));
    }

    /** Waits until the goal is reached and has stayed so for a while. */
    private void await(Act.Await await) {
        long began = stage.now();
        long holdsSince = Long.MAX_VALUE;
        while (stage.now() - holdsSince < STEADY_NANOS) {
            long now = stage.now();
            Scene scene = stage.look();
            if (chronicle.write(scene, now)) {
                narrator.scene(since(startedAt), scene);
            }
            boolean holds = await.goal().holds(scene);
            holdsSince = holds ? Math.min(holdsSince, now) : Long.MAX_VALUE;
            if (!holds && now - began > await.limit().toNanos()) {
                throw new LabException("within " + await.limit().toSeconds() + " s it did not happen that "
                        + await.goal().missing(scene));
            }
            stage.pass();
        }
    }

    private void measure(Chapter.Measured what, long from) {
        String name = what.newMaster().displayName();
        Optional<Duration> master = chronicle.firstAfter(from, Goal.isMaster(what.newMaster())::holds);
        Optional<Duration> secondaryIp =
                chronicle.firstAfter(from, scene -> scene.secondaryIp().equals(name));
        Optional<Duration> forward =
                chronicle.firstAfter(from, scene -> scene.forward().equals(name));
        Measurement measurement = new Measurement(
                what,
                stage.outages(from, stage.now()),
                master.orElseThrow(() -> new LabException(name + " did not become master")),
                secondaryIp.filter(after -> what.cloudFollows()),
                forward.filter(after -> what.cloudFollows()));
        measurements.add(measurement);
        narrator.measured(since(startedAt), measurement);
    }

    private Duration since(long moment) {
        return Duration.ofNanos(stage.now() - moment);
    }
}
