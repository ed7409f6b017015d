package org.vipagent.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.vipagent.cloud.cloudstack.api.ApiCall;
import org.vipagent.cloud.simulator.ZoneAnswer;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.node.NodeEffect;

/**
 * A deposed master sends nothing more, and of steps that go one after the other at most one takes effect afterwards.
 * The writes of one stage go side by side where nothing forbids it, and several may be in flight when the mastership
 * ends: those are counted. Judged by the requests themselves and by the zone, not by what a plan says of its steps.
 */
final class LateSteps implements SafetyCheck {
    private static final String RULE = "late steps";
    private static final String ONE_AT_A_TIME = "updatePortForwardingRule";

    private final SimWorld world;
    /** The latest of each instance of each machine, over or not. */
    private final Mastership[][] latest;
    /** Those that have not reached the zone; the same request is the same object. */
    private final IdentityHashMap<ApiCall, Write> onTheirWay = new IdentityHashMap<>();

    private DeposedMasters count = DeposedMasters.NONE;

    LateSteps(SimWorld world) {
        this.world = world;
        this.latest = new Mastership[world.machines().size()][world.site().instances()];
    }

    /** One mastership, and what became of its writes. */
    private static final class Mastership {
        private final SimMachine machine;
        private final long epoch;
        /** Writes of which more may come. */
        private final List<Write> open = new ArrayList<>();
        /** Late updates by the public address of their rules. */
        private final Map<String, Integer> updates = new HashMap<>();

        private boolean over;
        private int sent;
        private int late;
        private int strays;

        Mastership(SimMachine machine, long epoch) {
            this.machine = machine;
            this.epoch = epoch;
        }
    }

    /** One request that changes something. */
    private static final class Write {
        private final Mastership mastership;
        private final ApiCall call;
        private final long answerBy;
        private boolean givenUp;
        private boolean arrived;
        private String job = "";

        /** @param answerBy when its sender stops waiting, by the sender's clock */
        Write(Mastership mastership, ApiCall call, long answerBy) {
            this.mastership = mastership;
            this.call = call;
            this.answerBy = answerBy;
        }
    }

    /** The most that any mastership did. */
    DeposedMasters count() {
        return count;
    }

    @Override
    public void mastership(SimMachine machine, int instance, long epoch) {
        Mastership[] of = latest[machine.index()];
        end(of[instance]);
        if (epoch != 0) {
            of[instance] = new Mastership(machine, epoch);
        }
    }

    @Override
    public void ticket(SimMachine machine, int instance, long ticket) {
        mastership(machine, instance, ticket);
    }

    /** The latest of the instance that a stage is for: a stage needs one. */
    private Mastership mastership(SimProcess process, NodeEffect.ExecuteStage request) {
        return latest[process.machine().index()][process.standing().indexOf(request.instance())];
    }

    @Override
    public void processEnded(SimProcess process) {
        for (Mastership mastership : latest[process.machine().index()]) {
            end(mastership);
        }
    }

    @Override
    public void writeSent(SimProcess process, NodeEffect.ExecuteStage request, ApiCall call) {
        SimMachine machine = process.machine();
        Mastership mastership = mastership(process, request);
        if (mastership.over || mastership.epoch != request.ticket()) {
            mastership.sent++;
            count(mastership);
            world.watch()
                    .report(
                            RULE,
                            machine.name() + " sends " + call.command() + " of mastership " + request.ticket()
                                    + ", which has ended");
            return;
        }
        Write write =
                new Write(mastership, call, machine.local() + call.readTimeout().toNanos());
        mastership.open.add(write);
        onTheirWay.put(call, write);
    }

    @Override
    public void stageEnds(SimProcess process, NodeEffect.ExecuteStage request) {
        Mastership mastership = mastership(process, request);
        if (!mastership.over && mastership.epoch == request.ticket()) {
            mastership.open.removeIf(write -> write.arrived && !isPending(write));
            mastership.open.forEach(write -> write.givenUp = true);
        }
    }

    @Override
    public void carriedOut(ApiCall call, ZoneAnswer answer) {
        Write write = onTheirWay.remove(call);
        if (write == null) {
            return;
        }
        if (!isAccepted(answer)) {
            write.mastership.open.remove(write);
            return;
        }
        write.arrived = true;
        write.job = answer.content().path("jobid").asText();
        if (write.mastership.over) {
            late(write);
            count(write.mastership);
        } else {
            write.givenUp |= isOverdue(write);
        }
    }

    /** What becomes of the answer on its way back is another matter. */
    private static boolean isAccepted(ZoneAnswer answer) {
        return answer.status() == 200 || answer.content().has("jobid");
    }

    private boolean isPending(Write write) {
        return !write.job.isEmpty() && world.cloud().isPending(write.job);
    }

    private static boolean isOverdue(Write write) {
        return write.mastership.machine.local() >= write.answerBy;
    }

    private void end(Mastership mastership) {
        if (mastership == null || mastership.over) {
            return;
        }
        mastership.over = true;
        for (Write write : mastership.open) {
            if (!write.arrived) {
                write.givenUp |= isOverdue(write);
            } else if (isPending(write)) {
                late(write);
            }
        }
        count = count.and(new DeposedMasters(1, 0, 0, 0, 0));
        count(mastership);
    }

    private void late(Write write) {
        Mastership of = write.mastership;
        if (write.givenUp) {
            of.strays++;
            return;
        }
        of.late++;
        if (write.call.command().equals(ONE_AT_A_TIME)
                && of.updates.merge(publicAddress(write.call), 1, Integer::sum) > 1) {
            world.watch()
                    .report(
                            RULE,
                            of.machine.name() + ", master no more, had two updates of rules of "
                                    + publicAddress(write.call) + " in flight");
        }
    }

    private String publicAddress(ApiCall update) {
        String rule = update.parameters().get("id");
        return world.cloud().snapshot().portForwards().stream()
                .filter(r -> r.id().equals(rule))
                .map(ZoneSnapshot.PortForward::published)
                .map(published -> published.publicIp().toString())
                .findFirst()
                .orElse("the rule " + rule + ", which is gone");
    }

    private void count(Mastership of) {
        int updates = of.updates.values().stream().mapToInt(Integer::intValue).reduce(0, Math::max);
        count = count.and(new DeposedMasters(0, of.sent, of.late, updates, of.strays));
    }
}
