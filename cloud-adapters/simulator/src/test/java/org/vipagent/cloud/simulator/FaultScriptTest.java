package org.vipagent.cloud.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.simulator.Fault.Kind;
import org.vipagent.cloud.simulator.ZoneAnswer.Form;
import org.vipagent.net.IpAddress;

/** Faults aimed at a command and an occurrence of it. */
class FaultScriptTest {
    private static final String LB_NIC = "d555c213-3ede-4bb4-96bd-d1ce6c475852";
    private static final String ADD = "addIpToNic";
    private static final IpAddress NEW_IP = IpAddress.parse("10.5.0.101");

    private final Zone zone = Zone.of(ZoneLayout.howTo(), ZoneTiming.measured(), 1);
    private final Caller caller = new Caller(zone, 0);

    private ZoneAnswer add(String address) {
        return caller.call(ADD, "nicid", LB_NIC, "ipaddress", address);
    }

    private List<Form> forms(int calls) {
        List<Form> forms = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            forms.add(add("10.5.0." + (101 + i)).form());
        }
        return forms;
    }

    @Test
    void strikesTheSecondCallAndNoOther() {
        zone.faults().arm(Fault.on(Kind.ANSWER_LOST, ADD).nth(2));
        caller.call("listZones");
        assertThat(forms(3)).containsExactly(Form.WHOLE, Form.CUT, Form.WHOLE);
        assertThat(zone.faults().armed()).isEmpty();
        assertThat(zone.faults().struck()).containsExactly(new Faults.Strike(Kind.ANSWER_LOST, ADD));
    }

    @Test
    void strikesSoManyTimesFromThere() {
        zone.faults().arm(Fault.on(Kind.ANSWER_EMPTY, ADD).nth(2).times(2));
        assertThat(forms(4)).containsExactly(Form.WHOLE, Form.EMPTY, Form.EMPTY, Form.WHOLE);
    }

    @Test
    void countsACallThatAnotherFaultHasStruck() {
        zone.faults().arm(Fault.on(Kind.HTTP_RESET, ADD));
        zone.faults().arm(Fault.on(Kind.ANSWER_LOST, ADD).nth(2));
        assertThat(forms(3)).containsExactly(Form.CUT, Form.CUT, Form.WHOLE);
        assertThat(zone.snapshot().holders(NEW_IP)).as("cut before").isEmpty();
        assertThat(zone.snapshot().holders(IpAddress.parse("10.5.0.102")))
                .as("cut after")
                .containsExactly("LB");
    }

    @Test
    void doesNothingWhereAProxyAnswers() {
        zone.faults().arm(Fault.on(Kind.HTML_ERROR, ADD).status(502));
        ZoneAnswer answer = add("10.5.0.101");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.text()).startsWith("<html>").contains("502");
        assertThat(zone.snapshot().holders(NEW_IP)).isEmpty();
    }

    @Test
    void spoilsTheAnswerToWhatWasCarriedOut() {
        zone.faults().arm(Fault.on(Kind.ANSWER_HTML, ADD));
        zone.faults().arm(Fault.on(Kind.ANSWER_GARBLED, ADD).nth(2));
        zone.faults().arm(Fault.on(Kind.ANSWER_EMPTY, ADD).nth(3).status(204));
        assertThat(add("10.5.0.101").text()).startsWith("<html>");
        ZoneAnswer garbled = add("10.5.0.102");
        assertThat(garbled.body().toString()).startsWith(garbled.text()).isNotEqualTo(garbled.text());
        ZoneAnswer empty = add("10.5.0.103");
        assertThat(empty.text()).isEmpty();
        assertThat(empty.status()).isEqualTo(204);
        assertThat(zone.snapshot().secondaryIps()).hasSize(4);
    }

    @Test
    void letsAnAnswerWaitAndAnotherFaultStrikeIt() {
        zone.faults().arm(Fault.on(Kind.ANSWER_SLOW, ADD).millis(7000));
        zone.faults().arm(Fault.on(Kind.ANSWER_LOST, ADD));
        ZoneAnswer answer = add("10.5.0.101");
        assertThat(answer.delayMillis()).isEqualTo(7000 + ZoneTiming.measured().callMillis());
        assertThat(answer.delivered()).isFalse();
        assertThat(add("10.5.0.102").delayMillis())
                .isEqualTo(ZoneTiming.measured().callMillis());
    }

    private JsonNode afterAdding(long millis) {
        String job = add("10.5.0.101").content().path("jobid").asText();
        caller.pass(millis);
        return caller.poll(job);
    }

    @Test
    void failsAJobLate() {
        zone.faults().arm(Fault.on(Kind.JOB_FAILS, "deletePortForwardingRule").millis(30_000));
        String rule = zone.snapshot().portForwards().get(0).id();
        String job = caller.call("deletePortForwardingRule", "id", rule)
                .content()
                .path("jobid")
                .asText();
        caller.pass(29_000);
        assertThat(caller.poll(job).path("jobstatus").asInt()).isZero();
        caller.pass(2_000);
        assertThat(caller.poll(job).path("jobstatus").asInt()).isEqualTo(2);
        assertThat(zone.snapshot().portForwards()).hasSize(1);
    }

    @Test
    void saysThatAJobFailedWhichWasDone() {
        zone.faults().arm(Fault.on(Kind.JOB_FAILS_DONE, "deletePortForwardingRule"));
        String rule = zone.snapshot().portForwards().get(0).id();
        assertThat(caller.awaitJob("deletePortForwardingRule", "id", rule)
                        .path("jobstatus")
                        .asInt())
                .isEqualTo(2);
        assertThat(zone.snapshot().portForwards()).isEmpty();
    }

    @Test
    void saysThatAJobSucceededWhichDidNothing() {
        zone.faults().arm(Fault.on(Kind.JOB_DOES_NOTHING, "deletePortForwardingRule"));
        String rule = zone.snapshot().portForwards().get(0).id();
        caller.succeed("deletePortForwardingRule", "id", rule);
        assertThat(zone.snapshot().portForwards()).hasSize(1);
    }

    @Test
    void neverSaysThatAJobWasDone() {
        zone.faults().arm(Fault.on(Kind.JOB_HANGS_DONE, "removeIpFromNic").nth(2));
        String rule = zone.snapshot().portForwards().get(0).id();
        caller.succeed("deletePortForwardingRule", "id", rule);
        caller.succeed("addIpToNic", "nicid", LB_NIC, "ipaddress", "10.5.0.101");
        List<String> ids = zone.snapshot().secondaryIps().stream()
                .map(ZoneSnapshot.SecondaryIp::id)
                .toList();
        caller.succeed("removeIpFromNic", "id", ids.get(0));
        assertThat(caller.awaitJob("removeIpFromNic", "id", ids.get(1))
                        .path("jobstatus")
                        .asInt())
                .isZero();
        assertThat(zone.snapshot().secondaryIps()).isEmpty();
        assertThat(zone.snapshot().jobsPending()).isEqualTo(1);
    }

    @Test
    void startsAJobLater() {
        zone.faults().arm(Fault.on(Kind.JOB_SLOW, ADD).millis(20_000));
        assertThat(afterAdding(19_000).path("jobstatus").asInt()).isZero();
        zone.faults().clear();
        caller.pass(2_000);
        assertThat(zone.snapshot().jobsPending()).isZero();
    }

    @Test
    void losesJobsWhenTheServerDiesAfterACall() {
        zone.faults().arm(Fault.on(Kind.SERVER_CRASHES, "createPortForwardingRule"));
        ZoneAnswer answer = caller.call(
                "createPortForwardingRule",
                "ipaddressid",
                "0c5cc05a-26d5-4539-9c7a-0f935291f71d",
                "protocol",
                "tcp",
                "publicport",
                "443",
                "privateport",
                "443",
                "virtualmachineid",
                "a2fa6425-aacc-4aba-bb84-e486a41e1c9e",
                "customjobid",
                "11111111-1111-4111-8111-111111111111");
        assertThat(answer.delivered()).isFalse();
        JsonNode job = caller.poll("11111111-1111-4111-8111-111111111111");
        assertThat(job.path("jobstatus").asInt()).isEqualTo(2);
        assertThat(job.has("jobresult")).isFalse();
        caller.pass(60_000);
        assertThat(zone.snapshot().portForwards())
                .extracting(ZoneSnapshot.PortForward::state)
                .containsExactly("Active", "Add");
    }

    @Test
    void refusesAnUpdatesSecondRouterCommandAndSoLeavesTheRuleInStateAdd() {
        zone.faults()
                .arm(Fault.on(Kind.ROUTER_FAILS, "updatePortForwardingRule").nth(2));
        String rule = zone.snapshot().portForwards().get(0).id();
        JsonNode job = caller.awaitJob(
                "updatePortForwardingRule", "id", rule, "virtualmachineid", "bb4095f1-c6b1-4646-8e89-762cd26a53d2");
        assertThat(job.path("jobstatus").asInt()).isEqualTo(2);
        assertThat(zone.snapshot().portForwards().get(0).state()).isEqualTo("Add");
    }

    @Test
    void refusesFaultsThatMakeNoSense() {
        Fault fault = Fault.on(Kind.ANSWER_EMPTY, ADD);
        assertThatIllegalArgumentException().isThrownBy(() -> fault.nth(0));
        assertThatIllegalArgumentException().isThrownBy(() -> fault.times(0));
        assertThatIllegalArgumentException().isThrownBy(() -> fault.millis(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> fault.status(100));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fault.on(Kind.HTML_ERROR, ADD).status(200));
    }
}
