package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vipagent.cloud.cloudstack.Situation.PUBLIC;
import static org.vipagent.cloud.cloudstack.Situation.VIP;
import static org.vipagent.cloud.cloudstack.Situation.forward;
import static org.vipagent.cloud.cloudstack.Situation.ip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.cloud.cloudstack.api.ApiAnswer;
import org.vipagent.cloud.cloudstack.api.CallSequence;
import org.vipagent.cloud.cloudstack.api.Turn;

class LookTest {
    private static final SecondaryIp CLAIM = ip(VIP);
    private final Situation s = new Situation();

    @Test
    void findsItselfByItsHardwareAddress() {
        assertThat(s.claiming(CLAIM).view().ownVirtualMachine()).isEqualTo("LB-backup");
    }

    @Test
    void findsItselfByItsConfiguredId() {
        CloudStackCalls calls = new CloudStackCalls(Situation.node(Profile.CLOUDSTACK, Optional.of("vm-web-1")));

        Observation.Seen seen =
                (Observation.Seen) s.cloud.run(calls.observe(s.claiming(CLAIM).claims(), Situation.NEVER));
        assertThat(seen.view().ownVirtualMachine()).isEqualTo("web-1");
    }

    @Test
    void saysWhenItIsNotAmongTheMachines() {
        s.cloud.vms.remove(s.backup.id);

        assertThat(failure().kind()).isEqualTo(Kind.MISCONFIGURED);
        assertThat(failure().text()).contains("hardware addresses");
    }

    @Test
    void saysWhenTwoMachinesCouldBeIt() {
        s.cloud.vm("clone", "10.5.0.140", "02:00:56:df:00:10");

        assertThat(failure().kind()).isEqualTo(Kind.MISCONFIGURED);
        assertThat(failure().text()).contains("LB-backup").contains("clone").contains("set virtual_machine");
    }

    private CloudFailure failure() {
        return ((Observation.Unseen) s.claiming(CLAIM).look()).failure();
    }

    @Test
    void saysWhoHoldsAnAddress() {
        s.claiming(CLAIM);
        assertThat(s.holding(CLAIM)).isEqualTo("Nobody nobody");

        s.cloud.hold(s.lb, VIP);
        assertThat(s.holding(CLAIM)).isEqualTo("Other LB");

        s.cloud.hold(s.backup, VIP);
        assertThat(s.holding(CLAIM)).isEqualTo("Broken 10.5.0.100 has several holders: LB, LB-backup");

        s.lb.secondaries.clear();
        assertThat(s.holding(CLAIM)).startsWith("Ours");
    }

    @Test
    void saysWhereARuleLeads() {
        s.claiming(CLAIM, forward("80", VIP));
        s.cloud.hold(s.backup, VIP);
        assertThat(s.holding(forward("80", VIP))).startsWith("Nobody");

        s.cloud.rule(PUBLIC, "80", "LB", VIP);
        assertThat(s.holding(forward("80", VIP))).isEqualTo("Other LB");

        s.cloud.rules.clear();
        s.cloud.rule(PUBLIC, "80", "LB-backup", "10.5.0.134");
        assertThat(s.holding(forward("80", VIP))).isEqualTo("Broken the rule leads to 10.5.0.134 80 (LB-backup)");

        s.cloud.rules.clear();
        s.cloud.rule(PUBLIC, "80", "LB-backup", VIP);
        assertThat(s.holding(forward("80", VIP))).startsWith("Ours");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Add", "Deleting", "Staged", ""})
    void countsOnlyAnActiveRule(String state) {
        s.claiming(CLAIM, forward("80", VIP));
        s.cloud.rules.add(new TinyCloud.Rule("r", PUBLIC, "80", "80", s.backup.id, VIP, state));

        assertThat(s.view().holding(forward("80", VIP))).isInstanceOf(org.vipagent.cloud.Holding.Broken.class);
    }

    @Test
    void asksFourListsOnceItKnowsItself() {
        s.claiming(CLAIM, forward("80", VIP));
        s.view();
        s.cloud.calls.clear();

        s.view();

        assertThat(s.cloud.commands())
                .containsExactly(
                        "listVirtualMachines", "listPublicIpAddresses", "listPortForwardingRules", "listFirewallRules");
        assertThat(s.cloud.calls.get(0).parameters()).containsEntry("networkid", "net-1");
        assertThat(s.cloud.calls).noneMatch(c -> c.write());
    }

    @Test
    void looksForItselfAgainWhenItIsNotWhereItWas() {
        s.claiming(CLAIM);
        s.view();
        s.cloud.vms.remove(s.backup.id);
        s.cloud.vm("LB-new", "10.5.0.150", "02:00:56:df:00:10");

        assertThat(s.view().ownVirtualMachine()).isEqualTo("LB-new");
    }

    @Test
    void knowsItselfAgainWhateverTheOrderOfItsInterfaces() {
        s.claiming(CLAIM);
        lookWithInterfaces("10.5.0.134", "192.0.2.9");

        List<String> asked = lookWithInterfaces("192.0.2.9", "10.5.0.134");

        assertThat(asked.stream().filter("listVirtualMachines"::equals)).hasSize(1);
    }

    /** A look that is told of one machine, which is this node's. */
    private List<String> lookWithInterfaces(String... addresses) {
        StringBuilder nics = new StringBuilder();
        for (String address : addresses) {
            nics.append(nics.isEmpty() ? "" : ",")
                    .append("{\"id\":\"nic-" + address + "\",\"networkid\":\"net-" + address + "\",\"ipaddress\":\""
                            + address + "\",\"netmask\":\"255.255.252.0\",\"macaddress\":\"02:00:56:df:00:10\","
                            + "\"type\":\"Isolated\",\"secondaryip\":[]}");
        }
        String machines = "{\"x\":{\"count\":1,\"virtualmachine\":[{\"id\":\"vm-1\",\"displayname\":\"LB\","
                + "\"state\":\"Running\",\"nic\":[" + nics + "]}]}}";
        List<String> asked = new ArrayList<>();
        CallSequence<Observation> look = s.calls.observe(s.claims(), Situation.NEVER);
        while (look.turn(0) instanceof Turn.Call<Observation> call) {
            String command = call.call().command();
            asked.add(command);
            look.answered(
                    command.equals("listVirtualMachines")
                            ? new ApiAnswer.Replied(200, machines)
                            : s.cloud.answer(call.call()),
                    0);
        }
        return asked;
    }

    @Test
    void asksTheNicsOneByOneWhereMachinesDoNotShowSecondaryAddresses() {
        Situation idcf = new Situation(Profile.IDCF).claiming(CLAIM);
        idcf.cloud.machinesShowSecondaries = false;
        idcf.cloud.hold(idcf.lb, VIP);
        assertThat(idcf.holding(CLAIM)).isEqualTo("Other LB");

        idcf.peers = List.of(idcf.lb.id);
        idcf.cloud.calls.clear();
        assertThat(idcf.view().holding(CLAIM).describe()).isEqualTo("LB");
        assertThat(idcf.cloud.commands().stream().filter(c -> c.equals("listNics")))
                .hasSize(2);
        assertThat(idcf.cloud.calls.stream().filter(c -> c.command().equals("listNics")))
                .allMatch(c -> c.parameters().containsKey("virtualmachineid"))
                .noneMatch(c -> c.parameters().containsKey("networkid"));
    }

    @Test
    void remembersWhoHeldAnAddressWhenTheMachineIsListedNoMore() {
        s.claiming(CLAIM, forward("80", VIP));
        s.cloud.hold(s.lb, VIP);
        s.cloud.rule(PUBLIC, "80", "LB", VIP);
        s.view();
        s.lb.state = "Hidden";

        assertThat(s.holding(CLAIM)).isEqualTo("Other LB");
        s.carryOut(s.plan(false));
        assertThat(s.holding(CLAIM)).startsWith("Ours");
        assertThat(s.holding(forward("80", VIP))).startsWith("Ours");
    }

    @Test
    void asksAConfiguredPeerThatIsNotListed() {
        s.peers = List.of(s.lb.id);
        s.claiming(CLAIM);
        s.cloud.hold(s.lb, VIP);
        s.lb.state = "Hidden";

        assertThat(s.holding(CLAIM)).isEqualTo("Other " + s.lb.id);
        assertThat(s.steps(false)).hasSize(2);
    }

    @Test
    void forgetsAMachineThatIsGoneForGood() {
        s.claiming(CLAIM);
        s.cloud.hold(s.lb, VIP);
        s.view();
        s.cloud.vms.remove(s.lb.id);

        assertThat(s.holding(CLAIM)).startsWith("Nobody");
    }

    @Test
    void forgetsAnAddressThatCouldNotBeRemovedBecauseNobodyHasIt() {
        s.claiming(CLAIM);
        s.cloud.hold(s.lb, VIP);
        s.view();
        s.cloud.vms.remove(s.lb.id);
        s.cloud.goneAnswer = 530;

        assertThat(s.holding(CLAIM)).isEqualTo("Other LB");
        Step remove = s.plan(true).stages().get(0).steps().get(0);
        StepOutcome outcome = s.execute(remove);
        assertThat(((StepOutcome.Refused) outcome).failure().kind()).isEqualTo(Kind.REFUSED);
        assertThat(s.holding(CLAIM)).startsWith("Nobody");
    }

    @Test
    void forgetsNobodyBecauseOfAProxy() {
        s.claiming(CLAIM);
        s.cloud.hold(s.lb, VIP);
        s.view();
        s.cloud.vms.remove(s.lb.id);
        CallSequence<Observation> look = s.calls.observe(s.claims(), Situation.NEVER);
        look.answered(s.cloud.answer(((Turn.Call<Observation>) look.turn(0)).call()), 0);
        assertThat(((Turn.Call<Observation>) look.turn(0)).call().command()).isEqualTo("listNics");
        look.answered(new ApiAnswer.Replied(404, "<html>Not Found</html>"), 0);

        Observation.Unseen unseen = (Observation.Unseen) ((Turn.Finished<Observation>) look.turn(0)).result();
        assertThat(unseen.failure().kind()).isEqualTo(Kind.PROTOCOL);
        s.cloud.goneAnswer = 530;
        assertThat(s.holding(CLAIM)).isEqualTo("Other LB");
    }

    @Test
    void believesWhatItSeesRatherThanWhatItRemembers() {
        s.claiming(CLAIM);
        s.cloud.hold(s.lb, VIP);
        s.view();
        s.cloud.vms.remove(s.lb.id);
        s.cloud.goneAnswer = 530;
        s.cloud.hold(s.backup, VIP);

        assertThat(s.holding(CLAIM)).startsWith("Ours");
        assertThat(s.steps(true)).isEmpty();
    }

    @Test
    void forgetsAnAddressThatItHasRemoved() {
        s.claiming(CLAIM);
        s.cloud.hold(s.lb, VIP);
        s.view();
        s.lb.state = "Hidden";
        assertThat(s.execute(s.plan(true).stages().get(0).steps().get(0))).isInstanceOf(StepOutcome.Done.class);
        s.cloud.vms.remove(s.lb.id);
        s.cloud.goneAnswer = 530;

        assertThat(s.holding(CLAIM)).startsWith("Nobody");
    }

    @Test
    void saysThatAPeerIsUnknown() {
        s.peers = List.of(s.lb.id, "vm-typo");
        s.claiming(CLAIM);
        s.cloud.hold(s.backup, VIP);

        assertThat(s.plan(true).why()).contains("the peer vm-typo is no virtual machine that this key may see");
    }

    @Test
    void readsEveryPage() {
        for (int i = 0; i < 1100; i++) {
            String address = "10.5." + (4 + i / 250) + "." + i % 250;
            s.cloud.vm("w" + i, address, String.format("02:00:00:01:%02x:%02x", i / 250, i % 250));
        }
        TinyCloud.Vm last = s.cloud.vm("last", "10.5.2.1", "02:00:00:00:02:00");
        s.cloud.hold(last, VIP);

        assertThat(s.claiming(CLAIM).holding(CLAIM)).isEqualTo("Other last");
        assertThat(s.cloud.commands().stream().filter(c -> c.equals("listVirtualMachines")))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void choosesTheNicWhoseNetworkContainsTheAddress() {
        s.claiming(ip("10.5.3.9"), ip("192.0.2.77"));

        CloudView view = s.view();
        assertThat(((CloudStackView) view).seats())
                .allSatisfy((address, seat) -> assertThat(seat.nic().id()).isEqualTo("nic-LB-backup"));
    }

    @ParameterizedTest
    @CsvSource({"0, 401, AUTHENTICATION", "0, 429, THROTTLED", "1, 530, SERVER", "2, 503, SERVER", "2, 200, PROTOCOL"})
    void aListThatFailsMakesTheWholeLookUnseen(int which, int status, Kind kind) {
        s.claiming(CLAIM, forward("80", VIP));
        CallSequence<Observation> look = s.calls.observe(s.claims(), Situation.NEVER);
        for (int i = 0; i < which; i++) {
            look.answered(s.cloud.answer(((Turn.Call<Observation>) look.turn(0)).call()), 0);
        }
        look.turn(0);
        look.answered(new ApiAnswer.Replied(status, "{\"x\":{\"portforwardingrule\":[{\"id\":\"r\"}]} "), 0);

        Turn.Finished<Observation> end = (Turn.Finished<Observation>) look.turn(0);
        assertThat(((Observation.Unseen) end.result()).failure().kind()).isEqualTo(kind);
    }

    @Test
    void anElementThatCannotBeReadMakesTheWholeLookUnseen() {
        s.claiming(CLAIM);
        CallSequence<Observation> look = s.calls.observe(s.claims(), Situation.NEVER);
        look.turn(0);
        look.answered(new ApiAnswer.Replied(200, "{\"x\":{\"virtualmachine\":[{\"name\":\"LB\"}]}}"), 0);

        Observation result = ((Turn.Finished<Observation>) look.turn(0)).result();
        assertThat(((Observation.Unseen) result).failure().kind()).isEqualTo(Kind.PROTOCOL);
    }

    @Test
    void asksNothingAfterItsDeadline() {
        CallSequence<Observation> look = s.calls.observe(s.claiming(CLAIM).claims(), new Deadline(1000));
        assertThat(look.turn(999)).isInstanceOf(Turn.Call.class);
        look.answered(s.cloud.answer(((Turn.Call<Observation>) look.turn(999)).call()), 1000);

        Turn.Finished<Observation> end = (Turn.Finished<Observation>) look.turn(1000);
        assertThat(((Observation.Unseen) end.result()).failure().kind()).isEqualTo(Kind.TIMEOUT);
    }

    @Test
    void anAnswerThatNobodyAskedForIsABug() {
        CallSequence<Observation> look = s.calls.observe(s.claims(), Situation.NEVER);

        assertThatThrownBy(() -> look.answered(new ApiAnswer.Replied(200, ""), 0))
                .isInstanceOf(IllegalStateException.class);
    }
}
