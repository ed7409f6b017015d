package org.vipagent.cloud.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls a zone on a clock of its own, as a client would. */
final class Caller {
    private final Zone zone;
    private long now;

    Caller(Zone zone, long now) {
        this.zone = zone;
        this.now = now;
    }

    /** Sends one request; names and values alternate. */
    ZoneAnswer call(String command, String... parameters) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("command", command);
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i], parameters[i + 1]);
        }
        return zone.handle(all, now);
    }

    /** Sends a request that must be accepted, awaits its job and returns what a poll says of it. */
    JsonNode awaitJob(String command, String... parameters) {
        ZoneAnswer answer = call(command, parameters);
        if (answer.status() != 200) {
            throw new AssertionError(command + " was refused: " + answer.body());
        }
        String jobId = answer.content().path("jobid").asText();
        pass(60_000);
        return poll(jobId);
    }

    /** Sends a request whose job must succeed; returns the job's result. */
    JsonNode succeed(String command, String... parameters) {
        JsonNode job = awaitJob(command, parameters);
        if (job.path("jobstatus").asInt() != 1) {
            throw new AssertionError(command + " failed: " + job);
        }
        return job.path("jobresult");
    }

    JsonNode poll(String jobId) {
        return call("queryAsyncJobResult", "jobid", jobId).content();
    }

    void pass(long millis) {
        now += millis;
        zone.advance(now);
    }

    long now() {
        return now;
    }
}
