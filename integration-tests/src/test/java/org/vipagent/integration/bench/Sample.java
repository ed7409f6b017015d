package org.vipagent.integration.bench;

import java.util.Map;
import org.vipagent.integration.bench.Episode.Figure;
import org.vipagent.integration.bench.Episode.Kind;

/** One episode's figures in milliseconds, and where they are from. */
record Sample(Kind kind, Pace pace, Couple couple, int round, Map<Figure, Double> figures) {
    Sample {
        figures = Map.copyOf(figures);
    }
}
