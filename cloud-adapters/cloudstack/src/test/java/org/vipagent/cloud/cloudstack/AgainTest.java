package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vipagent.cloud.cloudstack.Situation.PUBLIC;
import static org.vipagent.cloud.cloudstack.Situation.VIP;
import static org.vipagent.cloud.cloudstack.Situation.forward;
import static org.vipagent.cloud.cloudstack.Situation.ip;
import static org.vipagent.cloud.cloudstack.Situation.member;
import static org.vipagent.cloud.cloudstack.Situation.nat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Policy.Interruption;
import org.vipagent.cloud.cloudstack.api.CallSequence;
import org.vipagent.cloud.cloudstack.api.Network;
import org.vipagent.cloud.cloudstack.api.Turn;

/** What is asked, what is kept, and what is not asked again. */
class AgainTest {
    private final Situation s = new Situation();

    private List<String> asked() {
        s.cloud.calls.clear();
        s.view();
        return List.copyOf(s.cloud.commands());
    }

    @Test
    void asksOnlyWhatTheClaimsNeed() {
        s.claiming(ip(VIP));
        assertThat(asked())
                .containsExactly(
                        "listVirtualMachines", "listPublicIpAddresses", "listPortForwardingRules", "listNetworks");

        s.cloud.publicIps.add("210.140.68.221");
        s.claiming(nat("210.140.68.221", VIP));
        assertThat(asked()).contains("listFirewallRules", "listApis").doesNotContain("listNetworks");

        s.cloud.balancer(PUBLIC, "80", new TinyCloud.Member(s.web.id, s.web.primary));
        s.claiming(member(PUBLIC, 80, VIP));
        assertThat(asked()).contains("listLoadBalancerRules", "listLoadBalancerRuleInstances");
    }

    @Test
    void asksForWhatHardlyEverChangesOnlyNowAndThen() {
        s.claiming(ip(VIP), forward("80", VIP));
        List<String> all = new ArrayList<>();
        for (int look = 0; look < 60; look++) {
            all.addAll(asked());
        }
        assertThat(all.stream().filter("listApis"::equals)).hasSize(1);
        assertThat(all.stream().filter("listNetworks"::equals)).hasSize(1);

        assertThat(asked()).contains("listApis", "listNetworks");
    }

    @Test
    void triesAnUpdateAgainAfterALongWhileWhereOneSeemedToDoNothing() {
        s.cloud.updates = TinyCloud.Updates.SILENT;
        s.peers = List.of(s.lb.id, s.backup.id);
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.lb, VIP);
        s.cloud.rule(PUBLIC, "80", "LB", VIP);
        s.execute(s.plan(Interruption.ANY).stages().get(0));
        assertThat(s.plan(Interruption.ANY).why()).contains("updatePortForwardingRule does nothing here");

        for (int look = 0; look < 60; look++) {
            s.view();
        }

        assertThat(s.plan(Interruption.ANY).why()).contains("S2").doesNotContain("does nothing here");
    }

    @Test
    void asksTheZoneWhetherASharedNetworkHasSecurityGroups() {
        s.cloud.networkType = "Shared";
        s.cloud.securityGroups = true;
        s.claiming(ip(VIP));

        assertThat(asked()).contains("listZones");
        CloudStackStep add = (CloudStackStep)
                s.plan(Interruption.NONE).stages().get(0).steps().get(0);
        assertThat(add.awaited()).isTrue();
    }

    @Test
    void readsBeforeAStageOnlyTheContentsOfWhatItTakesAway() {
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.lb, VIP);
        s.cloud.rule(PUBLIC, "80", "LB", VIP);
        Plan plan = s.plan(Interruption.ANY);
        List<List<String>> reads = new ArrayList<>();
        for (var stage : plan.stages()) {
            s.cloud.calls.clear();
            Observation before = s.cloud.run(s.calls.observeBefore(s.claims(), stage, Situation.NEVER));
            assertThat(before).isInstanceOf(Observation.Seen.class);
            reads.add(s.cloud.commands());
        }
        // The rules go, the address leaves the other, comes here, and the rules come back.
        assertThat(reads.get(0)).containsExactly("listPortForwardingRules", "listFirewallRules");
        assertThat(reads.subList(1, reads.size())).allMatch(List::isEmpty);
    }

    @Test
    void readsAfterAStageOnlyWhatItTouched() {
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.lb, VIP);
        s.cloud.rule(PUBLIC, "80", "LB", VIP);
        Plan plan = s.plan(Interruption.ANY);
        List<List<String>> reads = new ArrayList<>();
        for (var stage : plan.stages()) {
            s.cloud.calls.clear();
            Observation after = s.execute(stage).after();
            assertThat(after).isInstanceOf(Observation.Seen.class);
            reads.add(s.cloud.commands().stream()
                    .filter(c -> c.startsWith("list"))
                    .toList());
        }
        assertThat(reads)
                .containsExactly(
                        List.of("listPortForwardingRules", "listFirewallRules"),
                        List.of("listVirtualMachines"),
                        List.of("listVirtualMachines"),
                        List.of("listPortForwardingRules"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 432})
    void assumesWhatTheProfileSaysWhereTheKeyMayNotAsk(int status) {
        s.cloud.apisAnswer = status;
        s.peers = List.of(s.lb.id, s.backup.id);
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.lb, VIP);
        s.cloud.rule(PUBLIC, "80", "LB", VIP);

        assertThat(s.view().remarks())
                .containsExactly("this key may not call listApis: what updatePortForwardingRule takes is assumed"
                        + " from the profile cloudstack");
        assertThat(s.plan(Interruption.ANY).why()).contains("S2");
        assertThat(asked()).doesNotContain("listApis");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 432})
    void asksAgainSoonAfterARefusalThatMayPass(int status) {
        Situation idcf = new Situation(Profile.IDCF).claiming(ip(VIP), forward("80", VIP));
        idcf.peers = List.of(idcf.lb.id, idcf.backup.id);
        idcf.cloud.updates = TinyCloud.Updates.WORK;
        idcf.cloud.hold(idcf.lb, VIP);
        idcf.cloud.rule(PUBLIC, "80", "LB", VIP);
        idcf.cloud.apisAnswer = status;
        assertThat(idcf.plan(Interruption.ANY).why()).contains("S1");
        assertThat(idcf.view().remarks()).anyMatch(remark -> remark.contains("listApis"));

        idcf.cloud.apisAnswer = 200;
        for (int look = 0; look < 4; look++) {
            idcf.view();
        }

        assertThat(idcf.plan(Interruption.ANY).why()).contains("S2");
        assertThat(idcf.view().remarks()).noneMatch(remark -> remark.contains("listApis"));
    }

    @Test
    void believesWhatTheServerHasToldRatherThanALaterRefusal() {
        s.cloud.updates = TinyCloud.Updates.NOT_OFFERED;
        s.peers = List.of(s.lb.id, s.backup.id);
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.lb, VIP);
        s.cloud.rule(PUBLIC, "80", "LB", VIP);
        s.view();
        s.cloud.apisAnswer = 401;
        s.cloud.calls.clear();
        for (int look = 0; look < 70; look++) {
            s.view();
        }

        assertThat(s.cloud.commands().stream().filter("listApis"::equals)).hasSize(3);
        assertThat(s.view().remarks()).isEmpty();
        assertThat(s.plan(Interruption.ANY).why()).contains("updatePortForwardingRule cannot move a rule here");
    }

    @Test
    void asksNoNicsOnceTheListOfMachinesShowedSecondaryAddressesWhateverTheProfileSays() {
        Situation idcf = new Situation(Profile.IDCF).claiming(ip(VIP));
        idcf.view();
        assertThat(idcf.cloud.commands()).contains("listNics");

        idcf.cloud.hold(idcf.lb, VIP);
        assertThat(idcf.view().holding(ip(VIP))).isEqualTo(new Holding.Other("LB"));
        idcf.cloud.calls.clear();
        idcf.view();
        assertThat(idcf.cloud.commands()).doesNotContain("listNics");
    }

    @Test
    void keepsWhomALostRuleAdmitted() {
        s.cloud.cidrList = "198.51.100.0/24";
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.backup, VIP);
        s.cloud.rule(PUBLIC, "80", "LB-backup", VIP);
        s.view();
        s.cloud.rules.clear();

        CloudStackStep create = (CloudStackStep)
                s.plan(Interruption.NONE).stages().get(0).steps().get(0);
        assertThat(create.parameters()).containsEntry("cidrlist", "198.51.100.0/24");
    }

    @Test
    void bringsTheRulesBackWhereTheCloudDoesNotLetTheAddressGo() {
        s.cloud.refusesToRemove = true;
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.lb, VIP);
        s.cloud.rule(PUBLIC, "80", "LB", VIP);
        for (int round = 0; round < 4; round++) {
            Plan plan = s.plan(Interruption.ANY);
            if (!plan.isEmpty()) {
                s.execute(plan.stages().get(0));
            }
        }

        assertThat(s.cloud.rules).hasSize(1);
        assertThat(s.plan(Interruption.ANY).why()).contains("refused again and again to take it from LB");

        s.cloud.refusesToRemove = false;
        for (int look = 0; look < 10; look++) {
            s.view();
        }
        s.carryOut(s.plan(Interruption.ANY));
        assertThat(s.view().holding(ip(VIP))).isEqualTo(new Holding.Ours());
    }

    @Test
    void waitsForAJobOfItsOwnThatMayStillRun() {
        s.claiming(ip(VIP), forward("80", VIP));
        s.cloud.hold(s.backup, VIP);
        s.cloud.jobsHang = true;
        assertThat(s.execute(s.plan(Interruption.NONE).stages().get(0)).allDone())
                .isFalse();
        s.cloud.jobsHang = false;
        TinyCloud.Rule rule = s.cloud.rules.get(0);
        s.cloud.rules.set(0, new TinyCloud.Rule(rule.id(), PUBLIC, "80", "80", s.backup.id, VIP, "Add"));

        assertThat(s.plan(Interruption.NONE).why()).contains("its state is Add, and a job for it may still be running");

        s.cloud.now += Duration.ofMinutes(2).toNanos();
        s.follow(new Policy(Interruption.NONE, Policy.SeveralHolders.MASTER_KEEPS), 2);
        assertThat(s.view().holding(forward("80", VIP))).isEqualTo(new Holding.Ours());
    }

    @Test
    void countsRoundsHoweverManyInstancesLook() {
        Rounds rounds = new Rounds();
        int begun = 0;
        for (int look = 0; look < 10; look++) {
            for (String instance : List.of("VI_1", "VI_2", "VI_3")) {
                begun += rounds.look(instance) ? 1 : 0;
            }
            begun += rounds.look("VI_" + (look + 4)) ? 1 : 0;
        }
        assertThat(begun).isEqualTo(10);
        assertThat(rounds.now()).isEqualTo(10);
    }

    @Test
    void aLookUnderWayCountsOnWhatIsKnownThoughAnotherInstanceBeginsToAskAnew() {
        s.cloud.networkType = "Shared";
        s.cloud.securityGroups = true;
        s.claiming(ip(VIP)).view();
        s.claiming(forward("80", VIP));
        CallSequence<Observation> look = s.calls.observe(s.claims(), Situation.NEVER);
        Turn<Observation> turn = look.turn(0);
        while (turn instanceof Turn.Call<Observation> call) {
            if (call.call().command().equals("listApis")) {
                beginLooksOfAnotherInstance(60);
            }
            look.answered(s.cloud.answer(call.call()), 0);
            turn = look.turn(0);
        }

        Observation seen = ((Turn.Finished<Observation>) turn).result();
        assertThat(((CloudStackView) ((Observation.Seen) seen).view())
                        .networks()
                        .values())
                .isNotEmpty()
                .allMatch(Network::securityGroups);
    }

    private void beginLooksOfAnotherInstance(int count) {
        Claims claims = new Claims("VI_2", List.of(ip(VIP)), List.of());
        for (int look = 0; look < count; look++) {
            assertThat(s.calls.observe(claims, Situation.NEVER).turn(0)).isInstanceOf(Turn.Call.class);
        }
    }

    @Test
    void instancesLookSideBySide() throws Exception {
        for (int i = 0; i < 40; i++) {
            s.cloud.hold(i % 2 == 0 ? s.lb : s.backup, "10.5.1." + (i + 1));
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> instances = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String vip = "10.5.1." + (i + 1);
                Claims claims = new Claims("VI_" + i, List.of(ip(vip), forward("80", vip)), List.of());
                boolean ours = i % 2 != 0;
                instances.add(threads.submit(() -> looks(claims, ours)));
            }
            for (Future<Boolean> instance : instances) {
                assertThat(instance.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean looks(Claims claims, boolean ours) {
        for (int look = 0; look < 50; look++) {
            CallSequence<Observation> sequence = s.calls.observe(claims, Situation.NEVER);
            Turn<Observation> turn = sequence.turn(0);
            while (turn instanceof Turn.Call<Observation> call) {
                sequence.answered(s.cloud.answer(call.call()), 0);
                turn = sequence.turn(0);
            }
            CloudView view = ((Observation.Seen) ((Turn.Finished<Observation>) turn).result()).view();
            Holding expected = ours ? new Holding.Ours() : new Holding.Other("LB");
            if (!view.holding(claims.claims().get(0)).equals(expected)) {
                return false;
            }
        }
        return true;
    }
}
