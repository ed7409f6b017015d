package org.vipagent.cloud.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several accounts, a project, and a network that all of them use. Not recorded: as upstream's public sources say. */
class OwnersTest {
    private static final String OUR_NIC = "22222222-2222-4222-8222-222222222222";
    private static final String THEIR_VM = "33333333-3333-4333-8333-333333333333";
    private static final String THEIR_NIC = "44444444-4444-4444-8444-444444444444";
    private static final String THEIR_IP = "55555555-5555-4555-8555-555555555555";
    private static final String PROJECT_IP = "66666666-6666-4666-8666-666666666666";
    private static final String PROJECT_VM = "77777777-7777-4777-8777-777777777777";
    private static final String PROJECT = "88888888-8888-4888-8888-888888888888";

    private final Zone zone = Zone.of(layout(), ZoneTiming.instant(), 1);
    private final Caller caller = new Caller(zone, 0);

    private static ZoneLayout layout() {
        return ZoneLayout.builder()
                .account(new ZoneLayout.Account("we", "our-key", "s"))
                .account(new ZoneLayout.Account("they", "their-key", "s"))
                .project(new ZoneLayout.Project(PROJECT, "web", List.of("we")))
                .network(ZoneLayout.Network.shared("shared", "198.51.100.0/24", "198.51.100.1"))
                .network(ZoneLayout.Network.isolated("theirs", "10.9.0.0/24", "10.9.0.1")
                        .ownedBy("they"))
                .network(ZoneLayout.Network.isolated("web-net", "10.8.0.0/24", "10.8.0.1")
                        .ownedBy("web"))
                .machine(ZoneLayout.Machine.of(
                        "A",
                        ZoneLayout.Nic.of("shared", "02:00:00:00:00:01", "198.51.100.2")
                                .withId(OUR_NIC)))
                .machine(new ZoneLayout.Machine(
                        THEIR_VM,
                        "B",
                        List.of(
                                ZoneLayout.Nic.of("shared", "02:00:00:00:00:02", "198.51.100.3")
                                        .withId(THEIR_NIC)
                                        .holding("", "198.51.100.9"),
                                ZoneLayout.Nic.of("theirs", "02:00:00:00:00:03", "10.9.0.2")),
                        "they"))
                .machine(new ZoneLayout.Machine(
                        PROJECT_VM, "W", List.of(ZoneLayout.Nic.of("web-net", "02:00:00:00:00:04", "10.8.0.2")), "web"))
                .publicIp(ZoneLayout.PublicIp.of(THEIR_IP, "192.0.2.1", "theirs"))
                .publicIp(ZoneLayout.PublicIp.of(PROJECT_IP, "192.0.2.2", "web-net"))
                .portForward(ZoneLayout.PortForward.tcp("192.0.2.1", 80, "B", "10.9.0.2"))
                .portForward(ZoneLayout.PortForward.tcp("192.0.2.2", 80, "W", "10.8.0.2"))
                .build();
    }

    private List<String> names(String list, String member, String... parameters) {
        JsonNode content = caller.call(list, parameters).content();
        return content.path(member).findValuesAsText("name");
    }

    @Test
    void showNothingOfOthers() {
        assertThat(caller.call("listVirtualMachines").content().path("count").asInt())
                .isEqualTo(1);
        assertThat(names("listNetworks", "network")).contains("shared").doesNotContain("theirs", "web-net");
        assertThat(caller.call("listPublicIpAddresses").content()).isEmpty();
        assertThat(caller.call("listPortForwardingRules").content()).isEmpty();
        assertThat(caller.call("listVirtualMachines", "id", THEIR_VM).content()).isEmpty();
        assertThat(caller.call("listVirtualMachines", "apikey", "their-key")
                        .content()
                        .path("virtualmachine")
                        .path(0)
                        .path("account")
                        .asText())
                .isEqualTo("they");
    }

    @Test
    void collideWithAddressesThatCannotBeSeen() {
        assertThat(caller.call("addIpToNic", "nicid", OUR_NIC, "ipaddress", "198.51.100.9")
                        .status())
                .isEqualTo(530);
    }

    @Test
    void mayNotTouchWhatIsOthers() {
        assertThat(caller.call("listNics", "virtualmachineid", THEIR_VM).status())
                .isEqualTo(531);
        assertThat(caller.call("addIpToNic", "nicid", THEIR_NIC, "ipaddress", "198.51.100.10")
                        .status())
                .isEqualTo(531);
        assertThat(caller.call("disableStaticNat", "ipaddressid", THEIR_IP).status())
                .isEqualTo(531);
        String rule = zone.snapshot().portForwards().get(0).id();
        assertThat(caller.call("deletePortForwardingRule", "id", rule).status()).isEqualTo(531);
    }

    @Test
    void mayNotAskAboutOthersJobs() {
        String job = caller.call("addIpToNic", "apikey", "their-key", "nicid", THEIR_NIC, "ipaddress", "198.51.100.10")
                .content()
                .path("jobid")
                .asText();
        assertThat(caller.call("queryAsyncJobResult", "jobid", job).status()).isEqualTo(531);
        assertThat(caller.call("listAsyncJobs").content()).isEmpty();
        assertThat(caller.call("listAsyncJobs", "apikey", "their-key")
                        .content()
                        .path("count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void seeAProjectsThingsWhenTheyNameIt() {
        assertThat(names("listVirtualMachines", "virtualmachine", "projectid", PROJECT))
                .contains("W");
        JsonNode rule = caller.call("listPortForwardingRules", "projectid", PROJECT)
                .content()
                .path("portforwardingrule")
                .path(0);
        assertThat(rule.path("ipaddressid").asText()).isEqualTo(PROJECT_IP);
        assertThat(caller.call("listPublicIpAddresses", "projectid", PROJECT)
                        .content()
                        .path("publicipaddress")
                        .path(0)
                        .path("project")
                        .asText())
                .isEqualTo("web");
        assertThat(names("listProjects", "project")).containsExactly("web");
        caller.succeed("deletePortForwardingRule", "id", rule.path("id").asText());
    }

    @Test
    void seeEverythingOfTheirsWithAProjectOfMinusOne() {
        assertThat(caller.call("listVirtualMachines", "projectid", "-1")
                        .content()
                        .path("count")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void areNoMembersOfProjectsThatTheyAreNotIn() {
        assertThat(caller.call("listVirtualMachines", "apikey", "their-key", "projectid", PROJECT)
                        .status())
                .isEqualTo(531);
        assertThat(caller.call("listVirtualMachines", "projectid", THEIR_VM).status())
                .isEqualTo(431);
        assertThat(caller.call("listProjects", "apikey", "their-key").content()).isEmpty();
    }

    @Test
    void mayNameThemselvesAndNoOther() {
        String domain = caller.call("listVirtualMachines")
                .content()
                .path("virtualmachine")
                .path(0)
                .path("domainid")
                .asText();
        assertThat(caller.call("listVirtualMachines", "account", "we", "domainid", domain)
                        .status())
                .isEqualTo(200);
        assertThat(caller.call("listVirtualMachines", "account", "they").status())
                .isEqualTo(531);
        assertThat(caller.call("listVirtualMachines", "account", "nobody").status())
                .isEqualTo(431);
        assertThat(caller.call("listVirtualMachines", "account", "we", "projectid", PROJECT)
                        .status())
                .isEqualTo(431);
    }

    @Test
    void cannotForwardTheirAddressToAnotherOwnersMachine() {
        String ours = zone.snapshot().machines().get(0).id();
        assertThat(caller.call(
                                "createPortForwardingRule",
                                "ipaddressid",
                                PROJECT_IP,
                                "protocol",
                                "tcp",
                                "publicport",
                                "81",
                                "privateport",
                                "81",
                                "virtualmachineid",
                                ours)
                        .status())
                .isEqualTo(531);
    }

    @Test
    void haveNamesThatAreThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Zone.of(
                        layout().toBuilder()
                                .project(ZoneLayout.Project.of("p", "nobody"))
                                .build(),
                        ZoneTiming.instant(),
                        1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Zone.of(
                        layout().toBuilder()
                                .account(new ZoneLayout.Account("web", "k", "s"))
                                .build(),
                        ZoneTiming.instant(),
                        1));
    }
}
