package org.vipagent.cloud.cloudstack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.cloudstack.api.ApiAnswer;
import org.vipagent.cloud.cloudstack.api.ApiCall;
import org.vipagent.cloud.cloudstack.api.CallBundle;

/** Plays a stage on a clock of its own, and writes down what was sent when. */
final class StagePlayer {
    static final long MILLI = 1_000_000;

    /** A server: what it answers to a call that comes now, and how long that takes. */
    interface Server {
        Response answer(ApiCall call, long now);
    }

    record Response(ApiAnswer answer, long nanos) {}

    /** A call that was sent. */
    record Sent(ApiCall call, long atMillis) {
        String command() {
            return call.command();
        }
    }

    private record Arrival(long at, int number, ApiAnswer answer) {}

    final List<Sent> sent = new ArrayList<>();
    int mostAtOnce;
    long now;
    private final Server server;
    private final PriorityQueue<Arrival> underWay =
            new PriorityQueue<>(Comparator.comparingLong(Arrival::at).thenComparingInt(Arrival::number));

    StagePlayer(Server server) {
        this.server = server;
    }

    StageOutcome play(CallBundle<StageOutcome> stage) {
        while (true) {
            CallBundle.Turn<StageOutcome> turn = stage.turn(now);
            if (turn instanceof CallBundle.Turn.Finished<StageOutcome> finished) {
                return finished.result();
            } else if (turn instanceof CallBundle.Turn.Send<StageOutcome> send) {
                sent.add(new Sent(send.call(), now / MILLI));
                Response response = server.answer(send.call(), now);
                underWay.add(new Arrival(now + response.nanos(), send.number(), response.answer()));
                mostAtOnce = Math.max(mostAtOnce, underWay.size());
            } else if (turn instanceof CallBundle.Turn.Wait<StageOutcome> wait) {
                goOn(stage, wait.until());
            }
        }
    }

    private void goOn(CallBundle<StageOutcome> stage, long until) {
        Arrival first = underWay.peek();
        if (first != null && first.at() <= until) {
            underWay.remove();
            now = Math.max(now, first.at());
            stage.answered(first.number(), first.answer(), now);
        } else if (until > now) {
            now = until;
        } else {
            throw new AssertionError("it waits for what has passed, at " + now / MILLI + " ms");
        }
    }

    List<String> commands() {
        return sent.stream().map(Sent::command).toList();
    }

    long count(String command) {
        return commands().stream().filter(command::equals).count();
    }

    List<Long> times(String command) {
        return sent.stream()
                .filter(s -> s.command().equals(command))
                .map(Sent::atMillis)
                .toList();
    }
}
