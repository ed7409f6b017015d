package org.vipagent.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.cloudstack.api.ApiAnswer;
import org.vipagent.cloud.cloudstack.api.ApiCall;
import org.vipagent.cloud.simulator.Zone;
import org.vipagent.cloud.simulator.ZoneAnswer;
import org.vipagent.cloud.simulator.ZoneSnapshot;

/** The cloud's API as the nodes reach it: the zone, and everything that can happen to a request on its way there and back. */
final class SimCloud {
    private static final long MILLISECOND = 1_000_000L;
    /** The zone counts its milliseconds from 1970; a plausible date reads better in its answers. */
    private static final long BEGINNING_MILLIS = 1_750_000_000_000L;
    /** How long a request may wander before it reaches the server after all. */
    static final long LONGEST_DETOUR_NANOS = 15_000 * MILLISECOND;

    private static final List<Integer> REFUSALS = List.of(401, 429, 503, 530);

    private final SimWorld world;
    private final Timeline timeline;
    private final Zone zone;
    private final Dice dice;
    private final int[] outages;
    private int slow;
    private int lossy;
    private int refuses;
    private int jobsFail;
    private int jobsHang;
    private int underWay;

    /** On whose behalf a request is sent. */
    record Sender(SimProcess process, int instance) {
        SimMachine machine() {
            return process.machine();
        }
    }

    SimCloud(SimWorld world, Timeline timeline, Zone zone, Dice dice, int nodes) {
        this.world = world;
        this.timeline = timeline;
        this.zone = zone;
        this.dice = dice;
        this.outages = new int[nodes];
    }

    Zone zone() {
        return zone;
    }

    void outage(int node, boolean on) {
        outages[node] += on ? 1 : -1;
    }

    void slow(boolean on) {
        slow += on ? 1 : -1;
    }

    void lossy(boolean on) {
        lossy += on ? 1 : -1;
    }

    void refuses(boolean on) {
        refuses += on ? 1 : -1;
    }

    void jobsFail(boolean on) {
        jobsFail += on ? 1 : -1;
    }

    void jobsHang(boolean on) {
        jobsHang += on ? 1 : -1;
    }

    /** Requests that have not reached the server yet, or whose answer is awaited. */
    boolean isQuiet() {
        return underWay == 0;
    }

    ZoneSnapshot snapshot() {
        zone.advance(nowMillis());
        return zone.snapshot();
    }

    /** Whether a job has not ended yet; one that hangs never does. */
    boolean isPending(String job) {
        zone.advance(nowMillis());
        return zone.isPending(job);
    }

    /** Whether a machine, by its name, runs or is stopped: it still is, and can come back. */
    static boolean isThere(ZoneSnapshot zone, String machine) {
        for (ZoneSnapshot.Machine candidate : zone.machines()) {
            if (candidate.name().equals(machine)) {
                return candidate.state().equals("Running") || candidate.state().equals("Stopped");
            }
        }
        return false;
    }

    /** The management server dies and is back at once. */
    void crash() {
        zone.crash(nowMillis());
    }

    /** A request by somebody who is not an agent, carried out at once. */
    ZoneAnswer byHand(Map<String, String> parameters) {
        return zone.handle(parameters, nowMillis());
    }

    private long nowMillis() {
        return BEGINNING_MILLIS + timeline.now() / MILLISECOND;
    }

    /** Sends a request of a machine; whether and when it arrives is another matter. The reply comes at most once. */
    void send(Sender sender, ApiCall call, Consumer<ApiAnswer> reply) {
        Exchange exchange = new Exchange(sender, call, reply);
        boolean cutOff = isCutOff(sender);
        if (cutOff && dice.chance(0.5)) {
            long quick = dice.between(1, 30) * MILLISECOND;
            sender.process().after(quick, () -> exchange.fail(Kind.UNREACHABLE, "connection refused", false));
            return;
        }
        sender.process()
                .after(call.readTimeout().toNanos(), () -> exchange.fail(Kind.TIMEOUT, "no answer in time", true));
        boolean lost = cutOff || (lossy > 0 && dice.chance(0.2));
        if (!lost) {
            underWay++;
            timeline.after(travel(), exchange::arrived);
        }
    }

    /** Without its network a machine does not reach the API either. */
    private boolean isCutOff(Sender sender) {
        return outages[sender.machine().index()] > 0 || !sender.machine().isReachable();
    }

    private long travel() {
        if (slow == 0) {
            return dice.between(1, 20) * MILLISECOND;
        }
        return dice.chance(0.2)
                ? dice.between(0, LONGEST_DETOUR_NANOS)
                : dice.between(20 * MILLISECOND, 2_000 * MILLISECOND);
    }

    private ZoneAnswer handle(Sender sender, ApiCall call, boolean awaited) {
        if (refuses > 0 && dice.chance(0.3)) {
            zone.faults().failNext(call.command(), 1, dice.oneOf(REFUSALS));
        }
        if (call.write() && jobsFail > 0 && dice.chance(0.5)) {
            zone.faults().failJobs(call.command(), 1);
        }
        if (call.write() && jobsHang > 0 && dice.chance(0.4)) {
            zone.faults().hangJobs(call.command(), 1);
        }
        Map<String, String> parameters = new HashMap<>(call.parameters());
        parameters.put("command", call.command());
        zone.advance(nowMillis());
        world.watch().apiCall(sender, call, awaited);
        ZoneAnswer answer = zone.handle(parameters, nowMillis());
        world.watch().carriedOut(call, answer);
        if (world.transcript().isWanted()) {
            boolean poll = call.command().equals("queryAsyncJobResult")
                    || call.command().startsWith("list");
            if (!poll || answer.status() != 200) {
                world.note(
                        "cloud",
                        call.command() + " " + call.parameters() + " from "
                                + sender.machine().name() + ": " + answer.status());
            }
        }
        world.watch().zoneTouched();
        return answer;
    }

    /** One request and what becomes of it. */
    private final class Exchange {
        private final Sender sender;
        private final ApiCall call;
        private final Consumer<ApiAnswer> reply;
        private boolean settled;

        Exchange(Sender sender, ApiCall call, Consumer<ApiAnswer> reply) {
            this.sender = sender;
            this.call = call;
            this.reply = reply;
        }

        void arrived() {
            ZoneAnswer answer = handle(sender, call, !settled);
            boolean lost = !answer.delivered() || (lossy > 0 && dice.chance(0.2));
            long back = answer.delayMillis() * MILLISECOND + travel();
            timeline.after(back, () -> {
                underWay--;
                if (!lost && !isCutOff(sender)) {
                    String body = answer.text();
                    sender.process().after(0, () -> settle(new ApiAnswer.Replied(answer.status(), body)));
                }
            });
        }

        void fail(Kind kind, String text, boolean maybeSent) {
            settle(new ApiAnswer.NoReply(new CloudFailure(kind, call.command() + ": " + text), maybeSent));
        }

        private void settle(ApiAnswer answer) {
            if (!settled) {
                settled = true;
                reply.accept(answer);
            }
        }
    }
}
