package org.vipagent.cloud.simulator.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.vipagent.cloud.simulator.Faults;
import org.vipagent.cloud.simulator.Habits;
import org.vipagent.cloud.simulator.api.Json;
import org.vipagent.cloud.simulator.api.Owner;
import org.vipagent.cloud.simulator.api.Refusal;
import org.vipagent.cloud.simulator.jobs.Reply;

/** Counts calls per account, where a limit is set. Every call counts, polls and {@code getApiLimit} too. */
public final class CallLimit {
    private final Habits habits;
    private final Map<String, Interval> intervals = new HashMap<>();

    public CallLimit(Habits habits) {
        this.habits = habits;
    }

    private record Interval(long endsAt, int calls) {
        Interval oneMore() {
            return new Interval(endsAt, calls + 1);
        }
    }

    /** Counts one call of an account; refuses it when the interval's calls are used up. */
    public void count(Owner account, long now) {
        Faults.Throttle limit = habits.throttle();
        if (limit.isOff()) {
            return;
        }
        Interval interval = current(account.name(), now).oneMore();
        intervals.put(account.name(), interval);
        if (interval.calls() > limit.calls()) {
            throw exceeded(interval.endsAt() - now);
        }
    }

    public static Refusal exceeded(long waitMillis) {
        return Refusal.api(
                429, "The given user has reached his/her account api limit, please retry after " + waitMillis + " ms.");
    }

    private Interval current(String account, long now) {
        Interval interval = intervals.get(account);
        boolean over = interval == null || interval.endsAt() <= now;
        return over ? new Interval(now + habits.throttle().intervalMillis(), 0) : interval;
    }

    public Reply.Answered getApiLimit(Owner account, long now) {
        Interval interval = current(account.name(), now);
        ObjectNode content = Json.object();
        content.putObject("apilimit")
                .put("accountid", account.id())
                .put("account", account.name())
                .put("apiIssued", interval.calls())
                .put("apiAllowed", Math.max(0, habits.throttle().calls() - interval.calls()))
                .put("expireAfter", interval.endsAt() - now);
        return new Reply.Answered(content, 0);
    }
}
