package org.vipagent.cloud.cloudstack.api;

import java.time.Duration;
import java.util.Map;
import org.vipagent.cloud.Deadline;

/**
 * What holds for every call of a node.
 *
 * @param requestTimeout for one request and its answer
 * @param scope whose resources are meant
 */
public record CallTerms(Duration requestTimeout, Scope scope) {
    /** A call that changes nothing. */
    public ApiCall read(String command, Map<String, String> parameters, Deadline deadline, long now) {
        return call(command, parameters, false, requestTimeout, deadline, now);
    }

    /**
     * A call that changes something.
     *
     * @param slowest how long the server may take to answer, if that is longer than for any other request
     */
    public ApiCall write(
            String command, Map<String, String> parameters, Duration slowest, Deadline deadline, long now) {
        Duration timeout = slowest.compareTo(requestTimeout) > 0 ? slowest : requestTimeout;
        return call(command, parameters, true, timeout, deadline, now);
    }

    private ApiCall call(
            String command,
            Map<String, String> parameters,
            boolean write,
            Duration timeout,
            Deadline deadline,
            long now) {
        long nanos = Math.min(timeout.toNanos(), deadline.remaining(now));
        return new ApiCall(command, scope.within(command, parameters), write, Duration.ofNanos(nanos));
    }
}
