package org.vipagent.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.vipagent.config.syntax.Statement;

/** Reads the words of {@code global_defs} that say how favoured the process is to be. */
final class PriorityReader {
    private final Values values;

    PriorityReader(Values values) {
        this.values = values;
    }

    ProcessPriority read(Fields fields) {
        ProcessPriority defaults = ProcessPriority.defaults();
        return new ProcessPriority(
                number(fields, "vrrp_rt_priority", 1, ProcessPriority.HIGHEST).orElse(defaults.realTime()),
                number(fields, "vrrp_priority", -20, 19).orElse(defaults.nice()),
                microseconds(fields, "vrrp_rlimit_rttime", 2, Integer.MAX_VALUE).orElse(defaults.realTimeLimit()),
                fields.last("max_auto_priority").map(this::highestAutomatic).orElse(defaults.highestAutomatic()),
                microseconds(fields, "min_auto_priority_delay", 1, 10_000_000).orElse(defaults.automaticAfter()),
                fields.last("vrrp_no_swap").map(s -> values.isOn(s, false)).orElse(defaults.memoryLockDemanded()));
    }

    /** Alone it is the highest there is; keepalived's -1 is a 0 that it does not warn of. */
    private int highestAutomatic(Statement statement) {
        if (statement.parameters().isEmpty()) {
            return ProcessPriority.HIGHEST;
        }
        return Math.max(
                0, values.integer(statement, -1, ProcessPriority.HIGHEST).orElse(0));
    }

    private Optional<Duration> microseconds(Fields fields, String name, int least, int most) {
        return number(fields, name, least, most).map(number -> Duration.of(number, ChronoUnit.MICROS));
    }

    private Optional<Integer> number(Fields fields, String name, int least, int most) {
        return fields.last(name).flatMap(s -> values.integer(s, least, most));
    }
}
