package org.vipagent.cloud.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vipagent.cloud.simulator.api.XmlAnswer;

/**
 * The contract: every recorded exchange with a live management server is repeated with the zone in the same situation,
 * and has to be answered alike.
 */
class RecordingsTest {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingsTest.class);
    private static final long WHEN_RECORDED =
            Instant.parse("2026-11-21T02:41:15Z").toEpochMilli();

    private static final Exceptions EXCEPTIONS = new Exceptions();
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

    static List<String> all() {
        return RECORDINGS.exchanges();
    }

    private static int number(String file) {
        return Integer.parseInt(file.substring(0, 3));
    }

    @ParameterizedTest
    @MethodSource("all")
    void answersAsTheLiveServerDid(String file) {
        assertThat(differences(file, EXCEPTIONS.of(number(file)))).isEmpty();
    }

    private static List<String> differences(String file, Set<String> ignored) {
        JsonNode recording = RECORDINGS.read(file);
        ZoneAnswer answer = setUp(file, recording).replay(recording, Map.of());
        int status = recording.path("response").path("status").asInt();
        if (answer.status() != status) {
            return List.of("status is " + answer.status() + ", not " + status);
        }
        JsonNode body = recording.path("response").path("body");
        if (!body.isTextual()) {
            return Shape.differences(body, answer.body(), ignored);
        }
        String tags = elements(XmlAnswer.of(answer.body()));
        return tags.equals(elements(body.asText())) ? List.of() : List.of("its elements are " + tags);
    }

    /** An exception that is none any more has to go. */
    @Test
    void differsInEveryExceptionAndNowhereElse() {
        Map<String, List<String>> differing = new LinkedHashMap<>();
        for (String file : all()) {
            List<String> differences = differences(file, Set.of());
            if (!differences.isEmpty()) {
                differing.put(file, differences);
            }
        }
        int count = all().size();
        LOG.info(
                "{} recordings repeated, {} answered alike, {} but for:",
                count,
                count - differing.size(),
                differing.size());
        EXCEPTIONS.all().forEach((number, why) -> LOG.info("  {} {}: {}", number, why.members(), why.reason()));
        assertThat(count).isEqualTo(221);
        assertThat(differing.keySet().stream().map(RecordingsTest::number))
                .containsExactlyInAnyOrderElementsOf(EXCEPTIONS.all().keySet());
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
    void findsTheCallBehindNearlyEveryRecordedPoll() {
        Map<String, String> withoutCall = new LinkedHashMap<>();
        for (String file : all()) {
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
