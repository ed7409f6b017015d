package org.vipagent.cloud.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vipagent.net.IpAddress;

/** Whole moves of an address, recorded at a live server, call by call at the same times. */
class SequencesTest {
    private static final ZoneTiming TIMING = new ZoneTiming(10, 50, 700, 0, 0);
    private static final long LONG_ENOUGH = 60_000;

    private final Map<String, String> actualIds = new HashMap<>();
    private JsonNode sequence;
    private Zone zone;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deadlock",
                "S1-delete-create-one-by-one",
                "S1-delete-create-staged",
                "S2-park-and-update-one-by-one",
                "S5-static-nat"
            })
    void endAsRecorded(String name) {
        load(name);
        List<JsonNode> jobs = play();
        List<JsonNode> steps = steps();
        for (int i = 0; i < steps.size(); i++) {
            if (jobs.get(i).isObject()) {
                assertThat(jobs.get(i).path("jobstatus"))
                        .as(steps.get(i).toString())
                        .isEqualTo(steps.get(i).path("jobstatus"));
                assertThat(jobs.get(i).path("jobresult").path("errorcode").asInt())
                        .isEqualTo(steps.get(i).path("joberror").asInt());
            }
        }
        assertThat(rulesOf(zone.snapshot())).isEqualTo(recordedRules());
        for (String machine : List.of("LB", "LB-backup")) {
            assertThat(addressesOf(machine)).isEqualTo(recordedAddresses(machine));
        }
        assertThat(staticNatOf(zone.snapshot())).isEqualTo(recordedStaticNat());
        assertThat(zone.snapshot().firewallRules())
                .hasSize(sequence.path("after").path("firewall").size());
    }

    @Test
    void updatesOfOnePublicAddressAtOnceLoseRulesAlthoughMostJobsSaySuccess() {
        load("parallel-updates-lose-rules");
        List<JsonNode> jobs = play();
        assertThat(zone.snapshot().portForwards()).hasSizeBetween(1, 2).allSatisfy(rule -> {
            assertThat(rule.machine()).isEqualTo("LB-backup");
            assertThat(rule.target()).isEqualTo(IpAddress.parse("10.1.1.106"));
            assertThat(rule.isActive()).isTrue();
        });
        assertThat(jobs.stream()
                        .filter(job -> job.path("jobstatus").asInt() == 1)
                        .count())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void updatesAtOnceLoseNothingWhereTheServerIsNotSoBroken() {
        load("parallel-updates-lose-rules");
        zone.faults().updatesLoseRules(false);
        play();
        assertThat(zone.snapshot().portForwards()).hasSize(4).allSatisfy(rule -> {
            assertThat(rule.machine()).isEqualTo("LB-backup");
            assertThat(rule.isActive()).isTrue();
        });
    }

    private void load(String name) {
        sequence = new Recordings().read("sequences/" + name + ".json");
        Stage stage = new Stage(0);
        JsonNode before = sequence.path("before");
        for (String machine : List.of("LB", "LB-backup")) {
            before.path(machine)
                    .properties()
                    .forEach(ip -> stage.holds(machine, ip.getValue().asText(), ip.getKey()));
        }
        // The recording lists them newest first.
        List<JsonNode> rules = new ArrayList<>();
        before.path("rules").forEach(rule -> rules.add(0, rule));
        for (JsonNode rule : rules) {
            int port = rule.path("publicport").asInt();
            stage.rule(
                    rule.path("id").asText(),
                    14,
                    port,
                    port,
                    rule.path("vmguestip").asText());
        }
        zone = Zone.of(stage.layout(), TIMING, 1);
        if (before.has("nat")) {
            enableStaticNat(before);
        }
    }

    private void enableStaticNat(JsonNode before) {
        Caller caller = new Caller(zone, -2 * LONG_ENOUGH);
        caller.call(
                "enableStaticNat",
                "ipaddressid",
                Stage.PUBLIC_13,
                "virtualmachineid",
                Stage.LB,
                "vmguestip",
                before.path("nat").path("vmipaddress").asText());
        caller.succeed(
                "createFirewallRule",
                "ipaddressid",
                Stage.PUBLIC_13,
                "protocol",
                "tcp",
                "startport",
                "80",
                "endport",
                "80");
    }

    private List<JsonNode> steps() {
        List<JsonNode> steps = new ArrayList<>();
        sequence.path("steps").forEach(steps::add);
        steps.sort(Comparator.comparingLong(step -> step.path("at_ms").asLong()));
        return steps;
    }

    /** Makes every call when it was made; returns what became of their jobs, a missing node for calls without one. */
    private List<JsonNode> play() {
        List<String> jobIds = new ArrayList<>();
        for (JsonNode step : steps()) {
            Map<String, String> parameters = new LinkedHashMap<>();
            step.path("parameters")
                    .properties()
                    .forEach(member -> parameters.put(
                            member.getKey(),
                            actualIds.getOrDefault(
                                    member.getValue().asText(),
                                    member.getValue().asText())));
            parameters.put("command", step.path("command").asText());
            ZoneAnswer answer = zone.handle(parameters, step.path("at_ms").asLong());
            assertThat(answer.status())
                    .as(step.toString())
                    .isEqualTo(step.path("http").asInt());
            if (step.path("id").isTextual()) {
                actualIds.put(
                        step.path("id").asText(), answer.content().path("id").asText());
            }
            jobIds.add(answer.content().path("jobid").asText());
        }
        Caller caller = new Caller(zone, LONG_ENOUGH);
        return jobIds.stream()
                .map(id -> id.isEmpty() ? sequence.path("none") : caller.poll(id))
                .toList();
    }

    private static Map<String, String> rulesOf(ZoneSnapshot snapshot) {
        Map<String, String> rules = new TreeMap<>();
        snapshot.portForwards()
                .forEach(rule -> rules.put(
                        rule.id(),
                        rule.published().ports() + " " + rule.machine() + " " + rule.target() + " " + rule.state()));
        return rules;
    }

    private Map<String, String> recordedRules() {
        Map<String, String> rules = new TreeMap<>();
        for (JsonNode rule : sequence.path("after").path("rules")) {
            String id = rule.path("id").asText();
            rules.put(
                    actualIds.getOrDefault(id, id),
                    rule.path("publicport").asText() + " "
                            + rule.path("virtualmachinedisplayname").asText() + " "
                            + rule.path("vmguestip").asText() + " "
                            + rule.path("state").asText());
        }
        return rules;
    }

    private List<String> addressesOf(String machine) {
        return zone.snapshot().secondaryIps().stream()
                .filter(ip -> ip.machine().equals(machine))
                .map(ip -> ip.address() + " " + ip.id())
                .toList();
    }

    private List<String> recordedAddresses(String machine) {
        return sequence.path("after").path(machine).properties().stream()
                .map(ip -> {
                    String id = ip.getValue().asText();
                    return ip.getKey() + " " + actualIds.getOrDefault(id, id);
                })
                .toList();
    }

    private static String staticNatOf(ZoneSnapshot snapshot) {
        return snapshot.staticNats().stream()
                .map(nat -> nat.publicIp() + " " + nat.machine() + " " + nat.target())
                .findFirst()
                .orElse("none");
    }

    private String recordedStaticNat() {
        JsonNode nat = sequence.path("after").path("nat");
        return nat.path("isstaticnat").asBoolean()
                ? nat.path("ipaddress").asText() + " "
                        + nat.path("virtualmachinedisplayname").asText() + " "
                        + nat.path("vmipaddress").asText()
                : "none";
    }
}
