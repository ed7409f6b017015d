package org.vipagent.daemon.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vipagent.config.FollowMode;
import org.vipagent.daemon.lab.Outage;
import org.vipagent.simulation.Moment;
import org.vipagent.simulation.Story;

/**
 * A simulated world on a virtual clock: the agents' own code, without packets and without waiting. Both agents of a
 * world follow in one way, so when the story changes that, it goes on in a second world which has been brought to the
 * same point.
 */
final class SimulatedStage implements Stage {
    private static final Duration STEP = Duration.ofMillis(20);
    private static final Duration UNTIL_SETTLED = Duration.ofSeconds(8);

    private final String why;
    private final List<Outage> outages = new ArrayList<>();
    private Story world;
    private Follow follow;
    /** How far the story's clock is ahead of the world's. */
    private long offset;

    private boolean rehearsing;
    private long unansweredSince = Long.MAX_VALUE;

    /** @param why the story is not played with real packets; completes "Simulated: " */
    SimulatedStage(String why) {
        this.why = why;
        this.follow = Follow.IMMEDIATE;
        this.world = newWorld(follow);
    }

    private Story newWorld(Follow mode) {
        Story.Settings usual = Story.Settings.usual();
        return Story.begin(
                new Story.Settings(
                        usual.version(),
                        usual.advertInterval(),
                        mode == Follow.IMMEDIATE ? FollowMode.IMMEDIATE : FollowMode.MANUAL,
                        usual.settle(),
                        usual.recheck()),
                this::moment);
    }

    private void moment(Moment moment) {
        if (rehearsing) {
            return;
        }
        long at = moment.atNanos() + offset;
        if (!moment.answered()) {
            unansweredSince = Math.min(unansweredSince, at);
        } else if (unansweredSince != Long.MAX_VALUE) {
            outages.add(new Outage(unansweredSince, at, 0));
            unansweredSince = Long.MAX_VALUE;
        }
    }

    @Override
    public List<String> description() {
        return List.of(
                "vipagent demo, simulated on a virtual clock: " + why,
                "",
                "Two load balancers, LB (10.5.0.133, priority 200) and LB-backup (10.5.0.195, priority 100), behind a",
                "virtual router that forwards 210.140.68.220:80 to the virtual IP 10.5.0.100. The address belongs to the",
                "VRRP master; the cloud's secondary IP and rule should name it too. Times are those of the virtual clock.");
    }

    @Override
    public long now() {
        return world.now().atNanos() + offset;
    }

    @Override
    public void perform(Act act) {
        if (act instanceof Act.Start start) {
            start(start);
        } else if (act instanceof Act.Stop stop) {
            world.stop(stop.who().displayName());
        } else if (act instanceof Act.Kill kill) {
            world.kill(kill.who().displayName());
        } else if (act instanceof Act.PowerOff off) {
            world.unplug(off.who().displayName(), true);
            world.kill(off.who().displayName());
        } else if (act instanceof Act.PowerOn on) {
            world.unplug(on.who().displayName(), false);
        } else {
            throw new IllegalArgumentException("not to be performed: " + act);
        }
    }

    private void start(Act.Start start) {
        if (start.follow() != follow) {
            long reached = now();
            follow = start.follow();
            world = newWorld(follow);
            rehearsing = true;
            world.start(Story.LB);
            world.start(Story.LB_BACKUP);
            world.run(UNTIL_SETTLED);
            rehearsing = false;
            offset = reached - world.now().atNanos();
        } else {
            world.start(start.who().displayName());
        }
    }

    @Override
    public Scene look() {
        Moment moment = world.now();
        return new Scene(
                state(moment, Balancer.LB),
                state(moment, Balancer.BACKUP),
                Scene.joined(moment.addressHolders()),
                Scene.joined(moment.secondaryIpHolders()),
                moment.portForward()
                        .map(rule -> rule.active() ? rule.machine() : "not active")
                        .orElse(Scene.NONE),
                moment.answered() ? answering(moment) : Scene.NONE);
    }

    private static String state(Moment moment, Balancer balancer) {
        return moment.nodes().stream()
                .filter(node -> node.name().equals(balancer.displayName()))
                .findFirst()
                .flatMap(Moment.NodeState::role)
                .orElse(Scene.NONE);
    }

    /** The master, if its kernel has the address; else whose kernel has it. */
    private static String answering(Moment moment) {
        Optional<String> master = moment.nodes().stream()
                .filter(node -> node.role().equals(Optional.of("MASTER")))
                .map(Moment.NodeState::name)
                .filter(moment.addressHolders()::contains)
                .findFirst();
        return master.orElseGet(() -> moment.addressHolders().get(0));
    }

    @Override
    public void pass() {
        world.run(STEP);
    }

    @Override
    public List<Outage> outages(long from, long to) {
        return outages.stream()
                .filter(outage -> outage.startedAt() >= from && outage.startedAt() <= to)
                .toList();
    }

    @Override
    public List<String> lastWords() {
        return List.of(
                "the simulated world at that moment: " + world.now().toString().toLowerCase(Locale.ROOT));
    }
}
