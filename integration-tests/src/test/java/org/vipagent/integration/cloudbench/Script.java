package org.vipagent.integration.cloudbench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What people run from {@code notify_master}: the same calls one by one, each job awaited before the next call. It knows
 * the ids that stay, and looks up those that each failover changes.
 */
final class Script {
    /** The pause between two questions for a job that common command-line clients make. */
    static final long USUAL_PAUSE = 2 * Time.SECOND;

    private static final int FAILED = 2;

    private final Scene scene;
    private final Api api;
    private final Time time;
    private final long pause;

    /** @param pause nanoseconds between two questions for a job; 0 asks again at once */
    Script(Scene scene, Api api, Time time, long pause) {
        this.scene = scene;
        this.api = api;
        this.time = time;
        this.pause = pause;
    }

    void run() {
        switch (scene.order()) {
            case S1 -> deleteAndCreate();
            case S2 -> parkAndUpdate();
            case S5 -> staticNat();
            default -> throw new IllegalStateException(scene + " is not written");
        }
    }

    private void deleteAndCreate() {
        rules().forEach(rule -> job("deletePortForwardingRule", Map.of("id", rule)));
        moveAddress();
        for (int port : scene.ports()) {
            job(
                    "createPortForwardingRule",
                    Map.of(
                            "ipaddressid",
                            Scene.PUBLIC_IP_ID,
                            "protocol",
                            "tcp",
                            "publicport",
                            Integer.toString(port),
                            "privateport",
                            Integer.toString(port),
                            "virtualmachineid",
                            Scene.MASTER_ID,
                            "vmguestip",
                            Scene.VIRTUAL.toString(),
                            "openfirewall",
                            "false"));
        }
    }

    private void parkAndUpdate() {
        List<String> rules = rules();
        rules.forEach(rule -> update(rule, Scene.MASTER_ADDRESS.toString()));
        moveAddress();
        rules.forEach(rule -> update(rule, Scene.VIRTUAL.toString()));
    }

    private void update(String rule, String address) {
        job("updatePortForwardingRule", Map.of("id", rule, "virtualmachineid", Scene.MASTER_ID, "vmguestip", address));
    }

    private void staticNat() {
        JsonNode firewall = api.call("listFirewallRules", Map.of("ipaddressid", Scene.PUBLIC_IP_ID))
                .path("firewallrule");
        job("disableStaticNat", Map.of("ipaddressid", Scene.PUBLIC_IP_ID));
        moveAddress();
        api.call(
                "enableStaticNat",
                Map.of(
                        "ipaddressid", Scene.PUBLIC_IP_ID,
                        "virtualmachineid", Scene.MASTER_ID,
                        "vmguestip", Scene.VIRTUAL.toString()));
        for (JsonNode rule : firewall) {
            job(
                    "createFirewallRule",
                    Map.of(
                            "ipaddressid", Scene.PUBLIC_IP_ID,
                            "protocol", rule.path("protocol").asText(),
                            "startport", rule.path("startport").asText(),
                            "endport", rule.path("endport").asText(),
                            "cidrlist", rule.path("cidrlist").asText()));
        }
    }

    private List<String> rules() {
        List<String> ids = new ArrayList<>();
        api.call("listPortForwardingRules", Map.of("ipaddressid", Scene.PUBLIC_IP_ID))
                .path("portforwardingrule")
                .forEach(rule -> ids.add(rule.path("id").asText()));
        return ids;
    }

    private void moveAddress() {
        JsonNode held = api.call("listNics", Map.of("virtualmachineid", Scene.DEAD_ID))
                .path("nic")
                .path(0)
                .path("secondaryip");
        // A server of the 4.3 line shows a single address without the brackets.
        JsonNode address = held.isArray() ? held.path(0) : held;
        job("removeIpFromNic", Map.of("id", address.path("id").asText()));
        job("addIpToNic", Map.of("nicid", Scene.MASTER_NIC, "ipaddress", Scene.VIRTUAL.toString()));
    }

    private void job(String command, Map<String, String> parameters) {
        String job = api.call(command, parameters).path("jobid").asText();
        while (true) {
            JsonNode state = api.call("queryAsyncJobResult", Map.of("jobid", job));
            int status = state.path("jobstatus").asInt();
            if (status == FAILED) {
                throw new IllegalStateException(command + " failed: " + state);
            } else if (status != 0) {
                return;
            }
            time.sleepUntil(time.now() + pause);
        }
    }
}
