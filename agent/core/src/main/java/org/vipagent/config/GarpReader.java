package org.vipagent.config;

import java.time.Duration;
import java.util.Optional;

/** Reads {@code vrrp_garp_*} of {@code global_defs} and {@code garp_*} of an instance. */
final class GarpReader {
    private static final int LONGEST_SECONDS = 86_400;
    private static final int MOST_REPEATS = 1_000;

    private final Values values;
    private final Diagnostics diagnostics;

    GarpReader(Values values, Diagnostics diagnostics) {
        this.values = values;
        this.diagnostics = diagnostics;
    }

    /** The settings of {@code global_defs}, over keepalived's defaults. */
    GratuitousArp global(Fields fields) {
        GratuitousArp defaults = GratuitousArp.defaults();
        boolean minimal =
                fields.last("vrrp_min_garp").map(s -> values.isOn(s, false)).orElse(false);
        if (minimal) {
            defaults = new GratuitousArp(Duration.ZERO, 1, Duration.ZERO, 1, Duration.ZERO, 1);
        }
        return read(fields, "vrrp_", defaults, true)
                .withIntervals(interval(fields, "vrrp_garp_interval"), interval(fields, "vrrp_gna_interval"));
    }

    /** The settings of an instance, over those of {@code global_defs}: each is inherited alone, as in keepalived. */
    GratuitousArp instance(Fields fields, GratuitousArp global) {
        return read(fields, "", global, false);
    }

    /** @param follows whether what a lower-priority advert causes is the master's, where nothing is said of it */
    private GratuitousArp read(Fields fields, String prefix, GratuitousArp inherited, boolean follows) {
        String garp = prefix + "garp_";
        Duration delay = duration(fields, garp + "master_delay", inherited.masterDelay());
        int repeat = number(fields, garp + "master_repeat", inherited.masterRepeat());
        if (repeat == 0) {
            fields.last(garp + "master_repeat")
                    .ifPresent(s -> diagnostics.warning(s.parameters().get(0), "at least one is sent; taken as 1"));
            repeat = 1;
        }
        return new GratuitousArp(
                delay,
                repeat,
                duration(fields, garp + "master_refresh", inherited.masterRefresh()),
                Math.max(1, number(fields, garp + "master_refresh_repeat", inherited.masterRefreshRepeat())),
                duration(fields, garp + "lower_prio_delay", follows ? delay : inherited.lowerPriorityDelay()),
                number(fields, garp + "lower_prio_repeat", follows ? repeat : inherited.lowerPriorityRepeat()),
                inherited.garpInterval(),
                inherited.gnaInterval());
    }

    /** keepalived's range, and 0, which old examples have. */
    private Duration interval(Fields fields, String name) {
        Optional<Duration> read = fields.last(name).flatMap(s -> values.seconds(s, "0", "4294.967295"));
        read.filter(Duration::isZero)
                .flatMap(zero -> fields.last(name))
                .ifPresent(s -> diagnostics.warning(
                        s.parameters().get(0),
                        "0 means no distance here; keepalived refuses it: leave the line out for the same"));
        return read.orElse(Duration.ZERO);
    }

    private Duration duration(Fields fields, String name, Duration otherwise) {
        return fields.last(name)
                .flatMap(s -> values.integer(s, 0, LONGEST_SECONDS))
                .map(Duration::ofSeconds)
                .orElse(otherwise);
    }

    private int number(Fields fields, String name, int otherwise) {
        return fields.last(name)
                .flatMap(s -> values.integer(s, 0, MOST_REPEATS))
                .orElse(otherwise);
    }
}
