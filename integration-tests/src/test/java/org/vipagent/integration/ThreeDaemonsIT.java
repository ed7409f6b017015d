package org.vipagent.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vipagent.daemon.lab.Await;
import org.vipagent.integration.Handover.Kind;
import org.vipagent.integration.Router.Manner;

/** vipagent, keepalived and FRR on one VRID: the address goes down the priorities and comes back, each time to one alone. */
class ThreeDaemonsIT {
    private static final Form FORM = new Form(Form.Peer.KEEPALIVED, 3, Form.Family.IPV4, false, Form.Auth.NONE);
    private static final int[] PRIORITIES = {200, 150, 100};
    private static final Duration START = Duration.ofSeconds(25);

    @TempDir
    Path directory;

    @ParameterizedTest(name = "ours is number {0} of the priorities")
    @ValueSource(ints = {0, 1, 2})
    @Execution(ExecutionMode.CONCURRENT)
    void theNextOneTakesOverAndTheBetterOneComesBack(int place) {
        try (Segment segment = Segment.create("three" + place, FORM, directory, 3);
                Capture capture = segment.capture()) {
            List<Router> order = Stream.of(segment.ours(0), segment.keepalived(1), segment.frr(2))
                    .collect(Collectors.toList());
            Collections.rotate(order, place);
            Handovers handovers = new Handovers(FORM, segment);
            IntStream.range(0, 3).forEach(i -> start(order, i));
            Await.until(
                    "the best alone is master, the others stand by",
                    START,
                    () -> handovers.holdsAlone(order.get(0))
                            && order.get(1).standsBy()
                            && order.get(2).standsBy());
            segment.makeObserverAsk();
            handovers.rest();

            Router best = order.get(0);
            Router middle = order.get(1);
            Router last = order.get(2);
            handovers.make("stop", Kind.LEFT, best::stop, best, middle, PRIORITIES[1]);
            handovers.make("kill", Kind.GONE, middle::die, middle, last, PRIORITIES[2]);
            handovers.make("return", Kind.TAKEN, () -> start(order, 1), last, middle, PRIORITIES[1]);
            handovers.make("return of the best", Kind.TAKEN, () -> start(order, 0), middle, best, PRIORITIES[0]);
            capture.stop();
            handovers.judge(capture);

            String names = order.stream()
                    .map(r -> r.getClass().getSimpleName().replace("Router", ""))
                    .collect(Collectors.joining(" > "));
            System.out.println("[three daemons] " + names + ": " + handovers.figures());
            assertThat(handovers.faults())
                    .as("%s: %s", names, handovers.figures())
                    .isEmpty();
        }
    }

    private static void start(List<Router> order, int index) {
        order.get(index).start(new Manner(PRIORITIES[index], true));
    }
}
