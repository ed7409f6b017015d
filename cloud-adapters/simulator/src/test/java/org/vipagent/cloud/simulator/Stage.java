package org.vipagent.cloud.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vipagent.cloud.simulator.api.Authenticator;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/**
 * The zone that the recordings were made in, brought into the situation of one of them: first what it holds from the
 * start, then the calls that came before.
 */
final class Stage {
    static final String LB = "4232b7bf-95b3-41bb-93bf-f7812fe990fa";
    static final String BACKUP = "6d3a8a80-0e06-4cc6-91c9-6f8b9f79080e";
    static final String WEB = "6eab5220-8f37-422e-842e-5422f2feae9f";
    static final String SPARE_VM = "6584d014-fcc2-4d6e-ade7-e00bf5024734";
    static final String TIER_LB = "3abb2729-4f37-4679-a567-1e51d80a18a4";
    static final String LB_NIC = "829bb9a2-7cb4-44d6-aadc-9d5918a614a6";
    static final String BACKUP_NIC = "aa87bc90-775d-4481-a30b-75c28137cd26";
    static final String SPARE_NIC = "fe8024b6-c198-43cb-9cbf-bb1a06d1dfc0";
    static final String TIER_NIC = "e7e0b49c-1be1-4282-9638-963d693c8c99";
    static final String PUBLIC_13 = "9170dcaf-ae53-478b-b481-fc2c10c34f3f";
    static final String PUBLIC_14 = "137b6850-6832-41bc-82af-94cb6a467737";
    static final String TIER_PUBLIC_16 = "37df9684-62b9-4f3d-b4f1-b6457050fb67";
    static final String TIER_PUBLIC_17 = "237614aa-7d2f-4eea-94f8-1ec8612e3355";
    static final String TIER = "2519a04f-c4e9-4830-862b-3f8c1ea26bbd";
    static final String VPC = "b7e12052-dd6c-46de-b18f-7300a2c68603";

    private static final JsonNode VECTORS = new Recordings().read("signing-vectors.json");
    private static final long LONG_ENOUGH = 60_000;
    private static final long TWO_DAYS = 2 * 86_400_000L;

    private final long startedAt;
    private final Map<String, ZoneLayout.Nic> nics = new LinkedHashMap<>();
    private final Map<String, String> machineIds = new LinkedHashMap<>();
    private final List<ZoneLayout.PortForward> rules = new ArrayList<>();
    private final Map<String, String> actualIds = new HashMap<>();
    private boolean withTier;
    private Zone zone;
    private Caller caller;

    Stage(long startedAt) {
        this.startedAt = startedAt;
        machine("LB", LB, nic("ha-net", LB_NIC, "02:00:7c:d7:00:03", "10.1.1.58"));
        machine("LB-backup", BACKUP, nic("ha-net", BACKUP_NIC, "02:00:40:b9:00:04", "10.1.1.106"));
        machine("web-1", WEB, nic("ha-net", "542d298a-b8a0-4fe9-9515-882c98de744b", "02:00:58:a2:00:05", "10.1.1.100"));
    }

    private static ZoneLayout.Nic nic(String network, String id, String mac, String address) {
        return new ZoneLayout.Nic(id, network, MacAddress.parse(mac), IpAddress.parse(address), List.of());
    }

    private void machine(String name, String id, ZoneLayout.Nic nic) {
        machineIds.put(name, id);
        nics.put(name, nic);
    }

    /** With the fourth machine, which was made later than the others. */
    Stage withSpareMachine() {
        machine("spare", SPARE_VM, nic("ha-net", SPARE_NIC, "02:00:56:81:00:10", "10.1.1.249"));
        return this;
    }

    /** With a VPC, a tier of it and two machines in there. */
    Stage withTier() {
        withTier = true;
        machine("vLB", TIER_LB, nic("tier", TIER_NIC, "02:00:00:00:00:01", "10.2.1.40"));
        machine(
                "vLB-backup",
                "ac29c56c-d720-4cc5-85ea-869b378ef14f",
                nic("tier", "46bcaa6b-f917-4ab1-a71d-cf7e3e620a9c", "02:00:00:00:00:02", "10.2.1.95"));
        return this;
    }

    /** A machine has a secondary address from the start. */
    Stage holds(String machine, String id, String address) {
        nics.compute(machine, (name, nic) -> nic.holding(id, address));
        return this;
    }

    /** A rule of a public address 192.0.2.x is active from the start. */
    Stage rule(String id, int publicIp, int publicPort, int privatePort, String target) {
        String machine = nics.entrySet().stream()
                .filter(entry -> entry.getValue().address().equals(IpAddress.parse(target))
                        || entry.getValue().secondaryIps().stream()
                                .anyMatch(ip -> ip.address().equals(IpAddress.parse(target))))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        rules.add(new ZoneLayout.PortForward(
                id,
                IpAddress.parse("192.0.2." + publicIp),
                TransportProtocol.TCP,
                PortRange.of(publicPort),
                machine,
                new ZoneLayout.Target(IpAddress.parse(target), PortRange.of(privatePort))));
        return this;
    }

    ZoneLayout layout() {
        ZoneLayout.Builder builder = ZoneLayout.builder()
                .account(new ZoneLayout.Account(
                        "ha",
                        VECTORS.path("apikey").asText(),
                        VECTORS.path("secretkey").asText()))
                .network(ZoneLayout.Network.isolated("ha-net", "10.1.1.0/24", "10.1.1.1")
                        .withId("90f992aa-4916-4278-a250-5be24011ab13"))
                .publicIp(ZoneLayout.PublicIp.spare("192.0.2.10"))
                .publicIp(ZoneLayout.PublicIp.spare("192.0.2.11"))
                .publicIp(ZoneLayout.PublicIp.sourceNat("3eff2bcd-87a5-438d-b3fb-f381a38d02bf", "192.0.2.12", "ha-net"))
                .publicIp(ZoneLayout.PublicIp.of(PUBLIC_13, "192.0.2.13", "ha-net"))
                .publicIp(ZoneLayout.PublicIp.of(PUBLIC_14, "192.0.2.14", "ha-net"));
        if (withTier) {
            builder.network(ZoneLayout.Network.isolated("tier", "10.2.1.0/24", "10.2.1.1")
                            .withId(TIER)
                            .tierOf(VPC))
                    .publicIp(ZoneLayout.PublicIp.ofVpc(TIER_PUBLIC_16, "192.0.2.16", VPC))
                    .publicIp(ZoneLayout.PublicIp.ofVpc(TIER_PUBLIC_17, "192.0.2.17", VPC));
        }
        nics.forEach((name, nic) -> builder.machine(new ZoneLayout.Machine(machineIds.get(name), name, List.of(nic))));
        rules.forEach(builder::portForward);
        return builder.build();
    }

    Zone zone() {
        caller();
        return zone;
    }

    private Caller caller() {
        if (caller == null) {
            zone = Zone.of(layout(), ZoneTiming.measured(), 1);
            caller = new Caller(zone, startedAt);
        }
        return caller;
    }

    /** Calls and does not wait. */
    Stage call(String command, String... parameters) {
        ZoneAnswer answer = caller().call(command, parameters);
        if (answer.status() != 200) {
            throw new AssertionError(command + ": " + answer.body());
        }
        return this;
    }

    /** As {@link #after(String, String...)}, with the command as the first of the parameters. */
    Stage after(String[] commandAndParameters) {
        return after(commandAndParameters[0], rest(commandAndParameters));
    }

    Stage refused(String[] commandAndParameters) {
        return refused(commandAndParameters[0], rest(commandAndParameters));
    }

    private static String[] rest(String[] commandAndParameters) {
        return Arrays.copyOfRange(commandAndParameters, 1, commandAndParameters.length);
    }

    /** Calls, and is refused. */
    Stage refused(String command, String... parameters) {
        ZoneAnswer answer = caller().call(command, parameters);
        if (answer.status() == 200) {
            throw new AssertionError(command + " was not refused");
        }
        return this;
    }

    /** Calls, and waits until all jobs have ended. */
    Stage after(String command, String... parameters) {
        return call(command, parameters).settled();
    }

    /** As {@link #after}; what the call makes is what a recording calls by another id. */
    Stage afterMaking(String recordedId, String command, String... parameters) {
        actualIds.put(
                recordedId,
                caller().call(command, parameters).content().path("id").asText());
        return settled();
    }

    Stage settled() {
        caller().pass(LONG_ENOUGH);
        return this;
    }

    Stage expunged() {
        caller().pass(TWO_DAYS);
        return this;
    }

    /** So many secondary addresses have come and gone that their numbers exceed those of the public addresses. */
    Stage worn() {
        for (int i = 0; i < 10; i++) {
            String id = caller().call("addIpToNic", "nicid", LB_NIC, "ipaddress", "10.1.1.90")
                    .content()
                    .path("id")
                    .asText();
            after("removeIpFromNic", "id", id);
        }
        return this;
    }

    Stage faults(java.util.function.Consumer<Faults> change) {
        change.accept(zone().faults());
        return this;
    }

    Stage crash() {
        zone().crash(caller().now());
        return this;
    }

    /** Sends a recorded request, through the signature check, with the ids of this zone. */
    ZoneAnswer replay(JsonNode recording, Map<String, String> extra) {
        Map<String, String> recorded = Recordings.parameters(recording);
        if (!new Authenticator(zone().accounts()).accepts(recorded, startedAt)) {
            return zone().denied(recorded, "127.0.0.1");
        }
        Map<String, String> parameters = new LinkedHashMap<>(recorded);
        parameters.replaceAll((name, value) -> actualIds.getOrDefault(value, value));
        parameters.putAll(extra);
        return zone().handle(parameters, caller().now());
    }
}
