package org.vipagent.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vipagent.config.syntax.Statement;
import org.vipagent.config.syntax.Word;

/** Reads what decides the election: state, priority, interval and preemption, with keepalived's hidden rules told. */
final class TimingReader {
    private static final int OWNER = 255;
    private static final long CENTISECOND = 10_000_000L;

    private final Diagnostics diagnostics;
    private final Values values;

    TimingReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.values = new Values(diagnostics);
    }

    void read(Fields fields, GlobalDefinitions global, int version, VrrpInstanceBuilder builder) {
        boolean master = isMaster(fields);
        int priority = priority(fields, master);
        builder.stateMaster(master);
        builder.priority(priority);
        builder.advertInterval(advertInterval(fields, version));
        builder.downTimerAdverts(fields.last("down_timer_adverts")
                .flatMap(s -> values.integer(s, 1, 100))
                .orElse(global.downTimerAdverts()));
        preemption(fields, master, priority, builder);
    }

    private boolean isMaster(Fields fields) {
        boolean master = false;
        for (Statement statement : fields.all("state")) {
            Word word = statement.parameters().get(0);
            if (word.text().equals("MASTER")) {
                master = true;
            } else if (!word.text().equals("BACKUP")) {
                diagnostics.warning(
                        word,
                        "'" + word.text()
                                + "' is not a state: expected MASTER or BACKUP, in upper case; taken as BACKUP",
                        Suggestions.nearest(word.text(), List.of("MASTER", "BACKUP")));
            }
        }
        return master;
    }

    private int priority(Fields fields, boolean master) {
        Optional<Statement> statement = fields.last("priority");
        if (statement.isEmpty() && master) {
            Statement state = fields.last("state").orElseThrow();
            diagnostics.warning(
                    state.keyword(),
                    "state MASTER without a priority makes it 255, as in keepalived: this node then takes over whatever"
                            + " happens; give a priority");
            return OWNER;
        }
        return statement.flatMap(s -> values.integer(s, 1, OWNER)).orElse(100);
    }

    private Duration advertInterval(Fields fields, int version) {
        Duration otherwise = Duration.ofSeconds(1);
        Optional<Statement> statement = fields.last("advert_int");
        if (statement.isEmpty()) {
            return otherwise;
        }
        String most = version == 2 ? "255" : "40.95";
        Optional<Duration> read = values.seconds(statement.get(), "0.01", most);
        return read.map(d -> stepped(statement.get(), d, version)).orElse(otherwise);
    }

    /** Version 2 counts whole seconds (RFC 3768 §5.3.7), version 3 centiseconds (RFC 9568 §5.2.7). */
    private Duration stepped(Statement statement, Duration interval, int version) {
        long step = version == 2 ? 1_000_000_000L : CENTISECOND;
        long steps = Math.max(1, (interval.toNanos() + step / 2) / step);
        Duration rounded = Duration.ofNanos(steps * step);
        if (!rounded.equals(interval)) {
            String text = BigDecimal.valueOf(rounded.toMillis(), 3)
                    .stripTrailingZeros()
                    .toPlainString();
            diagnostics.warning(
                    statement.parameters().get(0),
                    "VRRP version " + version + " counts " + (version == 2 ? "whole seconds" : "steps of 10 ms")
                            + "; rounded to " + text + " s");
        }
        return rounded;
    }

    private void preemption(Fields fields, boolean master, int priority, VrrpInstanceBuilder builder) {
        Optional<Statement> off = fields.last("nopreempt");
        Optional<Statement> on = fields.last("preempt");
        boolean preempt = off.isEmpty();
        if (off.isPresent() && on.isPresent()) {
            boolean offLast = isAfter(off.get(), on.get());
            preempt = !offLast;
            diagnostics.warning(
                    (offLast ? off : on).get().keyword(), "both preempt and nopreempt are given; the last one counts");
        }
        if (!preempt && (master || priority == OWNER)) {
            diagnostics.warning(
                    off.orElseThrow().keyword(),
                    "nopreempt does not go with " + (master ? "state MASTER" : "priority 255")
                            + " and is switched off, as in keepalived; for nopreempt use state BACKUP on all nodes");
            preempt = true;
        }
        builder.preempt(preempt);
        Duration delay = fields.last("preempt_delay")
                .flatMap(s -> values.seconds(s, "0", "1000"))
                .orElse(Duration.ZERO);
        if (!delay.isZero() && (master || !preempt)) {
            diagnostics.warning(
                    fields.last("preempt_delay").orElseThrow().keyword(),
                    "preempt_delay does not go with " + (preempt ? "state MASTER" : "nopreempt")
                            + " and is switched off, as in keepalived");
            delay = Duration.ZERO;
        }
        builder.preemptDelay(delay);
    }

    private static boolean isAfter(Statement a, Statement b) {
        int byLine = Integer.compare(a.position().line(), b.position().line());
        return byLine != 0 ? byLine > 0 : a.position().column() > b.position().column();
    }
}
