package org.vipagent.integration.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A run's results, for people and for programs.
 *
 * @param surroundings facts by name
 * @param problems what could not be brought to an end
 */
record Report(
        Options options,
        Map<String, String> surroundings,
        Statistics statistics,
        List<Floods.Result> floods,
        List<Scales.Result> scales,
        List<String> problems) {
    private List<Goals.Verdict> verdicts() {
        return Goals.judge(options, statistics, floods, scales);
    }

    /** Markdown. */
    String text() {
        StringBuilder head = new StringBuilder("\n");
        surroundings.forEach((name, value) ->
                head.append("- ").append(name).append(": ").append(value).append('\n'));
        Tables tables = new Tables(options);
        tables.failovers(statistics);
        tables.floods(floods);
        tables.scales(scales);
        tables.goals(verdicts());
        tables.problems(problems);
        return head + tables.text();
    }

    /** JSON. */
    void write(Path file) throws IOException {
        JsonFile json = new JsonFile();
        json.surroundings(surroundings);
        json.failovers(options, statistics);
        json.floods(floods);
        json.scales(scales);
        json.goals(verdicts());
        json.problems(problems);
        json.write(file);
    }
}
