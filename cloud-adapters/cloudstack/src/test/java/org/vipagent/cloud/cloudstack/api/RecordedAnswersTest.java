package org.vipagent.cloud.cloudstack.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.net.PortRange;

class RecordedAnswersTest {
    private static final Map<String, Function<JsonNode, Object>> READERS = Map.of(
            "virtualmachine", Answers::machine,
            "nic", Answers::nic,
            "publicipaddress", Answers::publicAddress,
            "portforwardingrule", Answers::forwardingRule,
            "firewallrule", Answers::firewallRule,
            "network", Answers::network);

    static Stream<Recording> all() {
        return Recording.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyRecordedAnswerIsUnderstood(Recording recording) {
        Reply reply = recording.reply();

        if (recording.status() != 200) {
            assertThat(reply).isInstanceOf(Reply.Refused.class);
            assertThat(((Reply.Refused) reply).failure().text())
                    .contains(recording.command())
                    .contains(Integer.toString(recording.status()));
        } else if (recording.name().contains("xml")) {
            assertThat(reply).isInstanceOf(Reply.Lost.class);
        } else {
            assertThat(reply).isInstanceOf(Reply.Accepted.class);
            readEverythingIn(((Reply.Accepted) reply).content());
        }
    }

    private static void readEverythingIn(JsonNode content) {
        READERS.forEach((key, reader) -> {
            for (JsonNode element : content.path(key)) {
                assertThat(reader.apply(element)).isNotNull();
            }
        });
        if (content.has("jobstatus")) {
            assertThat(Answers.job(content)).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "121-auth-wrong-signature, AUTHENTICATION",
        "129-command-unknown, AUTHENTICATION",
        "196-api-throttled, THROTTLED",
        "197-api-throttled-write, THROTTLED",
        "021-addIpToNic-dup-other-vm, SERVER",
        "036-removeIpFromNic-twice, REFUSED",
        "045-createPortForwardingRule-duplicate, REFUSED",
        "188-addIpToNic-too-many, REFUSED",
        "136-xml-error, PROTOCOL"
    })
    void aRefusalIsClassifiedByItsCode(String name, Kind kind) {
        assertThat(((Reply.Refused) Recording.of(name).reply()).failure().kind())
                .isEqualTo(kind);
    }

    @Test
    void readsAMachineWithItsNics() {
        JsonNode content =
                Recording.of("031-listVirtualMachines-with-secondaryip").content();
        List<Machine> machines = Stream.of(content.path("virtualmachine"))
                .flatMap(a -> StreamSupport.stream(a.spliterator(), false))
                .map(Answers::machine)
                .toList();

        Machine lb =
                machines.stream().filter(m -> m.name().equals("LB")).findFirst().orElseThrow();
        Nic nic = lb.nics().get(0);
        assertThat(lb.isGone()).isFalse();
        assertThat(nic.subnet()).contains(Cidr.parse("10.1.1.58/24"));
        assertThat(nic.mac()).contains(MacAddress.parse("02:00:7c:d7:00:03"));
        assertThat(nic.assumedNetwork().pathFollowsArp()).isTrue();
        assertThat(nic.secondary(IpAddress.parse("10.1.1.200")))
                .map(SecondaryAddress::id)
                .contains("730865a5-0fef-48f1-973e-9e13538d11a9");
    }

    @Test
    void readsAnEmptyListAsEmpty() {
        JsonNode content = Recording.of("011-listVirtualMachines-none").content();

        assertThat(content.path("virtualmachine")).isEmpty();
    }

    @Test
    void readsARuleWithItsTarget() {
        ForwardingRule rule = Answers.forwardingRule(Recording.of("052-listPortForwardingRules-by-ip")
                .content()
                .path("portforwardingrule")
                .get(1));

        assertThat(rule.protocol()).isEqualTo("tcp");
        assertThat(rule.publicPorts()).isEqualTo(PortRange.of(80));
        assertThat(rule.privatePorts()).isEqualTo(PortRange.of(8080));
        assertThat(rule.guestIp()).contains(IpAddress.parse("10.1.1.200"));
        assertThat(rule.machineName()).isEqualTo("LB");
        assertThat(rule.isActive()).isTrue();
    }

    @Test
    void seesThatARuleIsNotDone() {
        assertThat(states("043-listPortForwardingRules-while-pending")).contains("Add");
        assertThat(states("146-listPortForwardingRules-after-update-failure")).contains("Deleting");
    }

    private static List<String> states(String name) {
        JsonNode rules = Recording.of(name).content().path("portforwardingrule");
        return StreamSupport.stream(rules.spliterator(), false)
                .map(Answers::forwardingRule)
                .filter(r -> !r.isActive())
                .map(ForwardingRule::state)
                .toList();
    }

    @Test
    void readsStaticNat() {
        PublicAddress address = Answers.publicAddress(Recording.of("083-listPublicIpAddresses-with-static-nat")
                .content()
                .path("publicipaddress")
                .get(0));

        assertThat(address.staticNat()).isTrue();
        assertThat(address.binding())
                .contains(new PublicAddress.Binding(
                        "6d3a8a80-0e06-4cc6-91c9-6f8b9f79080e",
                        "LB-backup",
                        Optional.of(IpAddress.parse("10.1.1.200"))));
        assertThat(address.networkId()).contains("90f992aa-4916-4278-a250-5be24011ab13");
    }

    @Test
    void readsHowJobsEnd() {
        assertThat(job("042-queryAsyncJobResult-pending")).isEqualTo(new Job.Pending());
        assertThat(job("044-queryAsyncJobResult-createPF-success")).isEqualTo(new Job.Succeeded());
        assertThat(job("072-queryAsyncJobResult-removeIpFromNic-while-PF")).isInstanceOf(Job.Failed.class);
        assertThat(job("193-queryAsyncJobResult-after-server-crash")).isEqualTo(new Job.Vanished());
    }

    private static Job job(String name) {
        return Answers.job(Recording.of(name).content());
    }

    @Test
    void takesTheJobOfAnAnswerWhateverItsTopKeyIs() {
        assertThat(Answers.text(Recording.of("018-addIpToNic-explicit").content(), "jobid"))
                .isEqualTo(Optional.of("64051200-af06-4228-b34a-f239fe040321"));
    }
}
