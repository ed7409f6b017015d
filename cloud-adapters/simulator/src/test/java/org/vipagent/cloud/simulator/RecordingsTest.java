package org.vipagent.cloud.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract: every recorded exchange with a live management server is repeated with the zone in the same situation,
 * and has to be answered alike.
 */
class RecordingsTest {
    private static final long WHEN_RECORDED =
            Instant.parse("2026-11-21T02:41:15Z").toEpochMilli();

    /** Recordings that are not repeated, and why. */
    private static final Map<String, String> LEFT_OUT = Map.of(
            "109-listEvents-nic-ip.json", "events are not modelled: nothing in the agent reads them",
            "110-listEvents-net-rule.json", "events are not modelled: nothing in the agent reads them");

    /** Values that chance decided in one recording: an address that the server chose, or the length of a list. */
    private static final Map<Integer, Set<String>> CHANCE = Map.of(
            6, Set.of("service", "name"),
            17, Set.of("ipaddress"),
            38, Set.of("ipaddress"),
            108, Set.of("ipaddress", "count", "cmd", "jobinstancetype"),
            202, Set.of("ipaddress"));

    private static final Recordings RECORDINGS = new Recordings();
    private static final Arrangements ARRANGEMENTS = new Arrangements();
    private static final Map<String, String> FILE_OF_JOB = filesOfJobs();

    private static Map<String, String> filesOfJobs() {
        Map<String, String> files = new HashMap<>();
        for (String file : RECORDINGS.exchanges()) {
            JsonNode recording = RECORDINGS.read(file);
            boolean poll = Recordings.parameters(recording).containsKey("jobid");
            JsonNode jobId = content(recording).path("jobid");
            if (!poll && jobId.isTextual()) {
                files.put(jobId.asText(), file);
            }
        }
        return files;
    }

    private static JsonNode content(JsonNode recording) {
        JsonNode body = recording.path("response").path("body");
        return body.isObject() ? body.elements().next() : body;
    }

    static List<String> repeated() {
        List<String> files = new ArrayList<>(RECORDINGS.exchanges());
        files.removeAll(LEFT_OUT.keySet());
        return files;
    }

    private static int number(String file) {
        return Integer.parseInt(file.substring(0, 3));
    }

    @ParameterizedTest
    @MethodSource("repeated")
    void answersAsTheLiveServerDid(String file) {
        JsonNode recording = RECORDINGS.read(file);
        ZoneAnswer answer = setUp(file, recording).replay(recording, Map.of());
        assertThat(answer.status())
                .as("status")
                .isEqualTo(recording.path("response").path("status").asInt());
        JsonNode body = recording.path("response").path("body");
        if (body.isTextual()) {
            assertThat(elements(XmlAnswer.of(answer.body()))).isEqualTo(elements(body.asText()));
        } else {
            Set<String> ignored = CHANCE.getOrDefault(number(file), Set.of());
            assertThat(Shape.differences(body, answer.body(), ignored)).isEmpty();
        }
    }

    /** Only the tags: neither texts nor the version, which names another server. */
    private static String elements(String xml) {
        return xml.replaceFirst(" (cosmic|cloud-stack)-version=\"[^\"]*\"", "").replaceAll(">[^<]*<", "><");
    }

    private static Stage setUp(String file, JsonNode recording) {
        Optional<String> job =
                Optional.ofNullable(Recordings.parameters(recording).get("jobid"));
        Optional<String> starter = job.map(FILE_OF_JOB::get);
        if (starter.isEmpty() || ARRANGEMENTS.knows(number(file))) {
            return ARRANGEMENTS.of(number(file)).apply(new Stage(WHEN_RECORDED));
        }
        Stage stage = ARRANGEMENTS.of(number(starter.get())).apply(new Stage(WHEN_RECORDED));
        ZoneAnswer accepted = stage.replay(RECORDINGS.read(starter.get()), Map.of("customjobid", job.get()));
        assertThat(accepted.status()).as("the call that starts the job").isEqualTo(200);
        return file.contains("-pending") ? stage : stage.settled();
    }

    @Test
    void leavesOutNothingThatDoesNotExist() {
        assertThat(RECORDINGS.exchanges()).hasSize(221).containsAll(LEFT_OUT.keySet());
    }

    @Test
    void findsTheCallBehindNearlyEveryRecordedPoll() {
        Map<String, String> withoutCall = new LinkedHashMap<>();
        for (String file : repeated()) {
            String jobId = Recordings.parameters(RECORDINGS.read(file)).get("jobid");
            if (jobId != null && !FILE_OF_JOB.containsKey(jobId)) {
                withoutCall.put(file, jobId);
            }
        }
        assertThat(withoutCall.keySet())
                .containsExactly(
                        "106-queryAsyncJobResult-unknown.json",
                        "193-queryAsyncJobResult-after-server-crash.json",
                        "195-queryAsyncJobResult-after-server-crash-later.json");
    }
}
