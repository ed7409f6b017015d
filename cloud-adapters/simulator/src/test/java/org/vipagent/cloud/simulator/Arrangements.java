package org.vipagent.cloud.simulator;

import static org.vipagent.cloud.simulator.Stage.BACKUP;
import static org.vipagent.cloud.simulator.Stage.LB;
import static org.vipagent.cloud.simulator.Stage.LB_NIC;
import static org.vipagent.cloud.simulator.Stage.PUBLIC_13;
import static org.vipagent.cloud.simulator.Stage.PUBLIC_14;
import static org.vipagent.cloud.simulator.Stage.SPARE_VM;
import static org.vipagent.cloud.simulator.Stage.WEB;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The situation in which each recording was made, by its number; the numbers are those of the recordings' file names.
 * One that is missing here was made in the zone as it is from the start. A poll of a job has the situation of the call
 * that started the job, unless it stands here itself.
 */
final class Arrangements {
    private static final String AUTO = "d5c821ed-cba5-4f97-a1d5-7519cc6abaa5";
    private static final String VIP = "730865a5-0fef-48f1-973e-9e13538d11a9";
    private static final String RULE_80 = "49f6e04d-a49e-4119-9b2a-5a5516641f58";
    private static final String RULE_443 = "8f1162d5-18fa-4213-9f30-302b0f9d4bdd";
    private static final String RULE_91 = "d782b46f-a8ed-403c-b4b1-de04bb32445d";
    private static final String WEB_IP = "1f8ad4e8-0210-4af6-83c0-3c66d68f912b";
    private static final String LOST_JOB = "aa06b04c-15a2-4820-9536-d79ebddc4743";

    private final Map<Integer, UnaryOperator<Stage>> byNumber = new HashMap<>();

    Arrangements() {
        secondaryIps();
        rules();
        updates();
        removals();
        staticNat();
        staticNatMoves();
        firewallAndJobs();
        events();
        failures();
        races();
        machines();
        spareMachine();
        limits();
        new TierArrangements().addTo(byNumber);
    }

    UnaryOperator<Stage> of(int number) {
        return byNumber.getOrDefault(number, stage -> stage);
    }

    boolean knows(int number) {
        return byNumber.containsKey(number);
    }

    private void arrange(UnaryOperator<Stage> arrangement, int... numbers) {
        for (int number : numbers) {
            byNumber.put(number, arrangement);
        }
    }

    private void secondaryIps() {
        arrange(s -> s.holds("LB", VIP, "10.1.1.200"), 20, 21, 71, 77, 41);
        arrange(s -> s.holds("LB", AUTO, "10.1.1.2").holds("LB", VIP, "10.1.1.200"), 28, 29, 31, 34);
        arrange(s -> s.holds("LB", AUTO, "10.1.1.2").after("removeIpFromNic", "id", AUTO), 36);
    }

    private static Stage ruleToVip(Stage stage) {
        return stage.holds("LB", VIP, "10.1.1.200").rule(RULE_80, 13, 80, 8080, "10.1.1.200");
    }

    private static Stage twoRules(Stage stage) {
        return ruleToVip(stage).rule(RULE_443, 13, 443, 443, "10.1.1.58");
    }

    private void rules() {
        arrange(
                s -> s.holds("LB", VIP, "10.1.1.200")
                        .call(
                                "createPortForwardingRule",
                                "ipaddressid",
                                PUBLIC_13,
                                "protocol",
                                "tcp",
                                "publicport",
                                "80",
                                "privateport",
                                "8080",
                                "virtualmachineid",
                                LB,
                                "vmguestip",
                                "10.1.1.200",
                                "openfirewall",
                                "false"),
                43);
        arrange(Arrangements::ruleToVip, 45, 46, 47, 48, 56, 61, 63, 65, 67, 73);
        arrange(Arrangements::twoRules, 52, 53, 54);
    }

    private void updates() {
        arrange(s -> ruleToVip(s.holds("LB-backup", "", "10.1.1.201")), 58);
        arrange(s -> s.holds("LB-backup", "", "10.1.1.201").rule(RULE_80, 13, 80, 8080, "10.1.1.201"), 60);
        arrange(s -> s.holds("LB", VIP, "10.1.1.200").rule(RULE_80, 13, 80, 8081, "10.1.1.200"), 70);
    }

    private void removals() {
        arrange(Arrangements::ruleToVip, 71);
        arrange(s -> ruleToVip(s).after("deletePortForwardingRule", "id", RULE_80), 75, 77);
    }

    private static Stage natToBackup(Stage stage) {
        return stage.holds("LB-backup", "36809053-ad9f-4f23-9fdb-b95da5523082", "10.1.1.200")
                .after(
                        "enableStaticNat",
                        "ipaddressid",
                        PUBLIC_14,
                        "virtualmachineid",
                        BACKUP,
                        "vmguestip",
                        "10.1.1.200");
    }

    private void staticNat() {
        arrange(s -> s.holds("LB-backup", "", "10.1.1.200"), 81, 82);
        arrange(Arrangements::natToBackup, 83, 84, 85, 86, 89, 92, 112, 113, 115);
        arrange(s -> s.rule(RULE_443, 13, 443, 443, "10.1.1.58"), 88);
        arrange(s -> s.holds("LB-backup", "", "10.1.1.200").rule(RULE_443, 13, 443, 443, "10.1.1.58"), 87);
    }

    private void staticNatMoves() {
        arrange(s -> natToBackup(s).call("disableStaticNat", "ipaddressid", PUBLIC_14), 116);
        arrange(s -> natToBackup(s).after("disableStaticNat", "ipaddressid", PUBLIC_14), 94, 117);
        arrange(s -> s.after("enableStaticNat", "ipaddressid", PUBLIC_14, "virtualmachineid", LB), 118);
    }

    private void firewallAndJobs() {
        arrange(
                s -> s.afterMaking(
                        "dc504bea-4929-42cb-bfc6-b678d319e731",
                        "createFirewallRule",
                        "ipaddressid",
                        PUBLIC_14,
                        "protocol",
                        "tcp",
                        "startport",
                        "80",
                        "endport",
                        "80",
                        "cidrlist",
                        "0.0.0.0/0"),
                101,
                103,
                104);
        arrange(
                s -> s.holds("LB", AUTO, "10.1.1.2")
                        .after("addIpToNic", "nicid", LB_NIC)
                        .after("addIpToNic", "nicid", LB_NIC, "ipaddress", "10.1.1.200")
                        .after("removeIpFromNic", "id", AUTO)
                        .after("associateIpAddress", "networkid", "90f992aa-4916-4278-a250-5be24011ab13")
                        .after("associateIpAddress", "networkid", "90f992aa-4916-4278-a250-5be24011ab13")
                        .after("addIpToNic", "nicid", LB_NIC),
                108);
    }

    private void events() {
        arrange(
                s -> s.holds("LB-backup", "", "10.1.1.201")
                        .after("addIpToNic", "nicid", LB_NIC, "ipaddress", "10.1.1.210")
                        .after("addIpToNic", "nicid", LB_NIC, "ipaddress", "10.1.1.211")
                        .after("addIpToNic", "nicid", LB_NIC, "ipaddress", "10.1.1.212"),
                109);
        arrange(
                s -> s.rule(RULE_443, 13, 443, 443, "10.1.1.58")
                        .after(toLb("90"))
                        .refused(toLb("90"))
                        .after(toLb("91")),
                110);
    }

    private static String[] toLb(String port) {
        return new String[] {
            "createPortForwardingRule",
            "ipaddressid",
            PUBLIC_13,
            "protocol",
            "tcp",
            "publicport",
            port,
            "privateport",
            port,
            "virtualmachineid",
            LB,
            "openfirewall",
            "false"
        };
    }

    private static Stage rule91(Stage stage) {
        return stage.rule(RULE_443, 13, 443, 443, "10.1.1.58").rule(RULE_91, 13, 91, 91, "10.1.1.58");
    }

    private void failures() {
        UnaryOperator<Stage> createFails = s -> s.rule(RULE_443, 13, 443, 443, "10.1.1.58")
                .faults(faults -> faults.failRouter("createPortForwardingRule", 1));
        arrange(createFails, 141);
        arrange(
                s -> createFails
                        .apply(s)
                        .after(
                                "createPortForwardingRule",
                                "ipaddressid",
                                PUBLIC_13,
                                "protocol",
                                "tcp",
                                "publicport",
                                "90",
                                "privateport",
                                "90",
                                "virtualmachineid",
                                LB,
                                "openfirewall",
                                "false"),
                143);
        UnaryOperator<Stage> updateFails =
                s -> rule91(s).faults(faults -> faults.failRouter("updatePortForwardingRule", 1));
        arrange(updateFails, 144);
        arrange(
                s -> updateFails.apply(s).after("updatePortForwardingRule", "id", RULE_91, "virtualmachineid", BACKUP),
                146);
        UnaryOperator<Stage> deleteFails =
                s -> rule91(s).faults(faults -> faults.failRouter("deletePortForwardingRule", 1));
        arrange(deleteFails, 147);
        arrange(s -> deleteFails.apply(s).after("deletePortForwardingRule", "id", RULE_91), 149);
        arrange(s -> s.faults(faults -> faults.failRouter("enableStaticNat", 1)), 150);
        arrange(
                s -> s.faults(faults -> faults.failRouter("enableStaticNat", 1))
                        .refused("enableStaticNat", "ipaddressid", PUBLIC_14, "virtualmachineid", LB),
                151);
        UnaryOperator<Stage> crashed = s -> s.call(
                        "createPortForwardingRule",
                        "ipaddressid",
                        PUBLIC_13,
                        "protocol",
                        "tcp",
                        "publicport",
                        "8100",
                        "privateport",
                        "8100",
                        "virtualmachineid",
                        LB,
                        "openfirewall",
                        "false",
                        "customjobid",
                        LOST_JOB)
                .call(
                        "createPortForwardingRule",
                        "ipaddressid",
                        PUBLIC_13,
                        "protocol",
                        "tcp",
                        "publicport",
                        "8101",
                        "privateport",
                        "8101",
                        "virtualmachineid",
                        LB,
                        "openfirewall",
                        "false")
                .crash();
        arrange(crashed, 193, 194);
        arrange(s -> crashed.apply(s).settled(), 195);
    }

    private void races() {
        UnaryOperator<Stage> race =
                s -> s.holds("LB-backup", "", "10.1.1.201").faults(faults -> faults.addRaceMillis(5));
        arrange(race, 158);
        arrange(s -> race.apply(s).call("addIpToNic", "nicid", LB_NIC, "ipaddress", "10.1.1.210"), 159);
        arrange(
                s -> race.apply(s)
                        .call("addIpToNic", "nicid", LB_NIC, "ipaddress", "10.1.1.210")
                        .call("addIpToNic", "nicid", Stage.BACKUP_NIC, "ipaddress", "10.1.1.210")
                        .settled(),
                156,
                157);
    }

    /** The web server holds an address that a rule points to, and has static NAT to its own. */
    private static Stage busyWeb(Stage stage) {
        return stage.holds("web-1", WEB_IP, "10.1.1.240")
                .rule("2f7984f8-4c2f-491a-b447-84406a13ff66", 13, 8443, 8443, "10.1.1.240");
    }

    private static Stage natToWeb(Stage stage) {
        return stage.after("enableStaticNat", "ipaddressid", PUBLIC_14, "virtualmachineid", WEB);
    }

    private static Stage stoppedWeb(Stage stage) {
        return natToWeb(busyWeb(stage)).after("stopVirtualMachine", "id", WEB, "forced", "true");
    }

    private void machines() {
        arrange(s -> natToWeb(busyWeb(s)), 160);
        arrange(Arrangements::stoppedWeb, 162, 163, 164, 167, 169);
        UnaryOperator<Stage> withRule443 =
                s -> busyWeb(s).rule("5608d9af-0fb9-41db-aa60-c58278cc7fba", 13, 443, 443, "10.1.1.58");
        arrange(s -> natToWeb(withRule443.apply(s)).after("stopVirtualMachine", "id", WEB, "forced", "true"), 165);
        UnaryOperator<Stage> destroyed = s -> natToWeb(withRule443.apply(s))
                .after(
                        "updatePortForwardingRule",
                        "id",
                        "5608d9af-0fb9-41db-aa60-c58278cc7fba",
                        "virtualmachineid",
                        WEB)
                .after("destroyVirtualMachine", "id", WEB);
        arrange(destroyed, 171, 172, 173, 174);
        arrange(s -> destroyed.apply(s).expunged(), 175, 176, 177, 178);
    }

    private void spareMachine() {
        String stoppedIp = "90135571-a8e0-46f7-b3e3-7be15071b415";
        UnaryOperator<Stage> stopped = s -> s.withSpareMachine()
                .holds("spare", stoppedIp, "10.1.1.241")
                .holds("spare", "84515b73-00dc-4af5-a5ba-f454268f2ca3", "10.1.1.242")
                .worn()
                .after("stopVirtualMachine", "id", SPARE_VM);
        arrange(stopped, 179, 181);
        arrange(s -> stopped.apply(s).after("removeIpFromNic", "id", stoppedIp), 183);
        UnaryOperator<Stage> destroyed = s -> s.withSpareMachine()
                .holds("spare", "84515b73-00dc-4af5-a5ba-f454268f2ca3", "10.1.1.242")
                .holds("spare", "cb72e9e5-7aad-47fc-a3af-33b12a6cbe3a", "10.1.1.243")
                .after("destroyVirtualMachine", "id", SPARE_VM);
        arrange(destroyed, 184, 185);
        arrange(s -> destroyed.apply(s).after("removeIpFromNic", "id", "84515b73-00dc-4af5-a5ba-f454268f2ca3"), 187);
    }

    private void limits() {
        arrange(
                s -> {
                    for (int i = 0; i < 10; i++) {
                        s.holds("LB-backup", "", "10.1.1." + (210 + i));
                    }
                    return s;
                },
                188);
        arrange(
                s -> s.worn()
                        .call(
                                "createPortForwardingRule",
                                "ipaddressid",
                                PUBLIC_13,
                                "protocol",
                                "tcp",
                                "publicport",
                                "80",
                                "privateport",
                                "80",
                                "virtualmachineid",
                                LB,
                                "openfirewall",
                                "false"),
                189);
        arrange(s -> s.rule("9c746cac-9118-4252-b991-c24c269397ef", 13, 80, 80, "10.1.1.58"), 191);
        arrange(
                s -> {
                    s.faults(faults -> faults.throttle(new Faults.Throttle(10, 5000)));
                    for (int i = 0; i < 10; i++) {
                        s.call("listZones");
                    }
                    return s;
                },
                196,
                197,
                198);
        arrange(s -> s.faults(faults -> faults.throttle(new Faults.Throttle(10, 5000))), 199);
        arrange(
                s -> {
                    s.holds("LB", VIP, "10.1.1.200").faults(faults -> faults.throttle(new Faults.Throttle(10, 5000)));
                    for (int i = 0; i < 10; i++) {
                        s.call("listZones");
                    }
                    return s.settled();
                },
                200);
    }
}
