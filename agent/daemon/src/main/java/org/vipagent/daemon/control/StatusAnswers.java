package org.vipagent.daemon.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.vipagent.config.ConfigDifference.LeftClaim;
import org.vipagent.node.NodeEvent;
import org.vipagent.node.NodeSnapshot;

/** Answers {@code status}. */
public final class StatusAnswers implements ControlServer.Answers {
    /** The one request. */
    public static final String STATUS = "status";

    private final StatusReport report;
    private final Sources sources;

    /**
     * Where an answer comes from.
     *
     * @param node the node's state; empty when the engine does not answer in time
     * @param events the last ones
     * @param troubles of the agent as a whole
     * @param leftInCloud claims that a reload has left
     * @param clock both clocks at this moment
     */
    public record Sources(
            Supplier<Optional<NodeSnapshot>> node,
            Supplier<List<NodeEvent>> events,
            Supplier<List<String>> troubles,
            Supplier<List<LeftClaim>> leftInCloud,
            Supplier<WallClock> clock) {}

    public StatusAnswers(StatusReport report, Sources sources) {
        this.report = report;
        this.sources = sources;
    }

    @Override
    public String answer(String request) {
        if (!request.strip().equals(STATUS)) {
            return Refusal.json("unknown request; there is: " + STATUS);
        }
        Optional<NodeSnapshot> node = sources.node().get();
        List<String> troubles = new ArrayList<>(sources.troubles().get());
        if (node.isEmpty()) {
            troubles.add(0, "the engine does not answer");
        }
        return report.write(new StatusReport.Content(
                node,
                sources.events().get(),
                troubles,
                sources.leftInCloud().get(),
                sources.clock().get()));
    }
}
