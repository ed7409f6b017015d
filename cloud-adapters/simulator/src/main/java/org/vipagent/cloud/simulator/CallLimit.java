package org.vipagent.cloud.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** Counts calls per account, where a limit is set. Every call counts, polls and {@code getApiLimit} too. */
final class CallLimit {
    private final Faults faults;
    private final ZoneIdentity identity;
    private final Map<String, Interval> intervals = new HashMap<>();

    CallLimit(Faults faults, ZoneIdentity identity) {
        this.faults = faults;
        this.identity = identity;
    }

    private record Interval(long endsAt, int calls) {
        Interval oneMore() {
            return new Interval(endsAt, calls + 1);
        }
    }

    /** Counts one call of an account; refuses it when the interval's calls are used up. */
    void count(String account, long now) {
        Faults.Throttle limit = faults.throttle();
        if (limit.isOff()) {
            return;
        }
        Interval interval = current(account, now).oneMore();
        intervals.put(account, interval);
        if (interval.calls() > limit.calls()) {
            throw exceeded(interval.endsAt() - now);
        }
    }

    static Refusal exceeded(long waitMillis) {
        return Refusal.api(
                429, "The given user has reached his/her account api limit, please retry after " + waitMillis + " ms.");
    }

    private Interval current(String account, long now) {
        Interval interval = intervals.get(account);
        boolean over = interval == null || interval.endsAt() <= now;
        return over ? new Interval(now + faults.throttle().intervalMillis(), 0) : interval;
    }

    Reply getApiLimit(String account, long now) {
        Interval interval = current(account, now);
        ObjectNode content = Json.object();
        content.putObject("apilimit")
                .put("accountid", identity.accountId)
                .put("account", account)
                .put("apiIssued", interval.calls())
                .put("apiAllowed", Math.max(0, faults.throttle().calls() - interval.calls()))
                .put("expireAfter", interval.endsAt() - now);
        return Reply.now(content);
    }
}
