package org.vipagent.simulation.cloud;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.cloudstack.api.ApiAnswer;
import org.vipagent.cloud.cloudstack.api.ApiCall;
import org.vipagent.cloud.simulator.Fault;
import org.vipagent.cloud.simulator.Zone;
import org.vipagent.cloud.simulator.ZoneAnswer;

/** The way to the cloud and back. Each call is written down; an outbreak may strike it. */
final class Line {
    private static final long TRAVEL_NANOS = 5 * VirtualTime.MILLISECOND;
    /** A plausible date reads better in the zone's answers. */
    private static final long BEGINNING_MILLIS = 1_750_000_000_000L;

    private final VirtualTime time;
    private final Zone zone;
    private final Runnable afterEachCall;
    private final List<Sent> log = new ArrayList<>();
    private Optional<Outbreak> outbreak = Optional.empty();
    private int writesCarriedOut;

    /** A call as it was sent. */
    record Sent(long at, ApiCall call) {}

    /** @param afterEachCall is called whenever the zone has carried out something */
    Line(VirtualTime time, Zone zone, Runnable afterEachCall) {
        this.time = time;
        this.zone = zone;
        this.afterEachCall = afterEachCall;
    }

    void breakOut(Outbreak newOutbreak) {
        outbreak = Optional.of(newOutbreak);
    }

    /** All calls so far, oldest first. */
    List<Sent> log() {
        return log;
    }

    /** How many writes have reached the zone so far. */
    int writesCarriedOut() {
        return writesCarriedOut;
    }

    long zoneMillis() {
        return BEGINNING_MILLIS + time.now() / VirtualTime.MILLISECOND;
    }

    /** The reply comes exactly once. */
    void send(ApiCall call, Consumer<ApiAnswer> reply) {
        log.add(new Sent(time.now(), call));
        Exchange exchange = new Exchange(call, reply);
        Optional<Failure> failure = outbreak.flatMap(o -> o.onCall(call.command(), time.now()));
        time.after(call.readTimeout().toNanos(), exchange::timeOut);
        if (failure.isEmpty()) {
            time.after(TRAVEL_NANOS, () -> exchange.arrive(failure));
            return;
        }
        switch (failure.get().effect()) {
            case NOT_SENT -> time.after(TRAVEL_NANOS, () -> exchange.notSent(failure.get()));
            case LOST_ON_THE_WAY -> {}
            case REFUSED -> time.after(2 * TRAVEL_NANOS, () -> exchange.refused(failure.get()));
            default -> time.after(TRAVEL_NANOS, () -> exchange.arrive(failure));
        }
    }

    private void arm(Failure failure, String command) {
        Fault.Kind kind =
                switch (failure) {
                    case JOB_FAILED -> Fault.Kind.JOB_FAILS;
                    case JOB_NEVER_ENDS -> Fault.Kind.JOB_HANGS;
                    case JOB_DONE_NEVER_ENDS -> Fault.Kind.JOB_HANGS_DONE;
                    default -> Fault.Kind.ROUTER_FAILS;
                };
        zone.faults().arm(new Fault(kind, command, 1, 0));
    }

    /** One call and what becomes of it. */
    private final class Exchange {
        private final ApiCall call;
        private final Consumer<ApiAnswer> reply;
        private boolean settled;

        Exchange(ApiCall call, Consumer<ApiAnswer> reply) {
            this.call = call;
            this.reply = reply;
        }

        void timeOut() {
            String text = call.command() + " was not answered within "
                    + call.readTimeout().toMillis() + " ms";
            settle(new ApiAnswer.NoReply(new CloudFailure(Kind.TIMEOUT, text), true));
        }

        void notSent(Failure failure) {
            String text = failure == Failure.TLS_ERROR
                    ? "TLS with cloud:443 failed: PKIX path building failed"
                    : "no connection to cloud:443";
            settle(new ApiAnswer.NoReply(new CloudFailure(Kind.UNREACHABLE, text), false));
        }

        void refused(Failure failure) {
            String body = "{\"" + call.command().toLowerCase(java.util.Locale.ROOT) + "response\":{\"errorcode\":"
                    + failure.status() + ",\"cserrorcode\":9999,\"errortext\":\"refused on purpose\"}}";
            settle(new ApiAnswer.Replied(failure.status(), body));
        }

        void arrive(Optional<Failure> failure) {
            failure.filter(f -> f.effect() == Failure.Effect.JOB || f.effect() == Failure.Effect.ROUTER)
                    .ifPresent(f -> arm(f, call.command()));
            Map<String, String> parameters = new HashMap<>(call.parameters());
            parameters.put("command", call.command());
            ZoneAnswer answer = zone.handle(parameters, zoneMillis());
            writesCarriedOut += call.write() ? 1 : 0;
            afterEachCall.run();
            time.after(answer.delayMillis() * VirtualTime.MILLISECOND + TRAVEL_NANOS, () -> answered(answer, failure));
        }

        private void answered(ZoneAnswer answer, Optional<Failure> failure) {
            String whole = answer.body().toString();
            if (failure.isEmpty() || failure.get().effect() != Failure.Effect.CARRIED_OUT) {
                settle(new ApiAnswer.Replied(answer.status(), whole));
                return;
            }
            switch (failure.get()) {
                case TIMEOUT_AFTER_THE_EFFECT -> {}
                case CONNECTION_CUT_AFTER_THE_EFFECT -> {
                    String text = "the connection to cloud:443 broke during " + call.command() + " (SocketException)";
                    settle(new ApiAnswer.NoReply(new CloudFailure(Kind.UNREACHABLE, text), true));
                }
                case WRONG_JSON -> settle(new ApiAnswer.Replied(200, whole.substring(0, whole.length() / 2)));
                case EMPTY_ANSWER -> settle(new ApiAnswer.Replied(200, ""));
                default ->
                    settle(new ApiAnswer.Replied(failure.get().status(), "<html><body>Please wait</body></html>"));
            }
        }

        private void settle(ApiAnswer answer) {
            if (!settled) {
                settled = true;
                reply.accept(answer);
            }
        }
    }
}
