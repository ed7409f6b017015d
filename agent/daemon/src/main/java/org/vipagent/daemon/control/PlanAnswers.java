package org.vipagent.daemon.control;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.vipagent.node.CloudPlans;

/** Answers {@code plan}. */
public final class PlanAnswers implements ControlServer.Answers {
    /** The one request. */
    public static final String PLAN = "plan";

    private final Supplier<Optional<List<CloudPlans>>> engine;
    private final Supplier<WallClock> clock;

    /** @param engine empty when it does not answer in time */
    public PlanAnswers(Supplier<Optional<List<CloudPlans>>> engine, Supplier<WallClock> clock) {
        this.engine = engine;
        this.clock = clock;
    }

    @Override
    public String answer(String request) {
        if (!request.equals(PLAN)) {
            return Refusal.json("unknown request; there is: " + PLAN);
        }
        return engine.get()
                .map(plans -> PlanReport.write(plans, clock.get()))
                .orElseGet(() -> Refusal.json("the engine does not answer"));
    }
}
