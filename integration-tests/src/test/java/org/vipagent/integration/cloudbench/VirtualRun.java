package org.vipagent.integration.cloudbench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.vipagent.follow.FollowerConfig.Mode;

/** One scene on a clock of its own: several times, for where a server sweeps its queues it matters when one begins. */
final class VirtualRun {
    private static final long STANDING_BY = 30 * Time.SECOND;
    private static final long BEGINNINGS = 5;
    private static final long APART = 400_000_000L;

    private final Scene scene;

    VirtualRun(Scene scene) {
        this.scene = scene;
    }

    Figures follower(Mode mode) {
        return median(begin -> follower(mode, begin));
    }

    /** @param pause nanoseconds between two questions for a job */
    Figures script(long pause) {
        return median(begin -> script(pause, begin));
    }

    private static Figures median(LongFunction<Figures> run) {
        List<Figures> all = new ArrayList<>();
        for (long i = 0; i < BEGINNINGS; i++) {
            all.add(run.apply(STANDING_BY + i * APART));
        }
        return Figures.median(all);
    }

    private VirtualCloud cloud() {
        return new VirtualCloud(scene, scene.zone());
    }

    private Figures follower(Mode mode, long begin) {
        VirtualCloud cloud = cloud();
        VirtualAdapter adapter = new VirtualAdapter(scene, cloud);
        Failover failover = new Failover(scene, mode, adapter, cloud);
        failover.standBy(begin);
        Silence silence = cloud.watch();
        failover.takeOver();
        long stoodStill = cloud.now();
        int callsAtTakeover = cloud.calls();
        failover.settle();
        demandMoved(cloud);
        return new Figures(
                failover.order(),
                silence.firstPacket(),
                silence.longestGap(stoodStill),
                (stoodStill - begin) / (double) Time.SECOND,
                callsAtTakeover,
                silence.longestGap(Long.MAX_VALUE),
                cloud.secondsSince(begin),
                cloud.calls(),
                adapter.pace().held(),
                adapter.pace().heldSeconds());
    }

    private Figures script(long pause, long begin) {
        VirtualCloud cloud = cloud();
        cloud.sleepUntil(begin);
        Silence silence = cloud.watch();
        new Script(scene, cloud, cloud, pause).run();
        demandMoved(cloud);
        double settled = cloud.secondsSince(begin);
        double gap = silence.longestGap(Long.MAX_VALUE);
        return new Figures(
                scene.order().name(),
                silence.firstPacket(),
                gap,
                settled,
                cloud.calls(),
                gap,
                settled,
                cloud.calls(),
                0,
                0);
    }

    private void demandMoved(VirtualCloud cloud) {
        if (!scene.isMoved(cloud.snapshot())) {
            throw new IllegalStateException(scene + " did not end as it should: " + cloud.snapshot());
        }
    }
}
