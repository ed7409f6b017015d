package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vipagent.cloud.BalancerMember;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.FirewallOpening;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.ProviderSettings;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.StaticNat;
import org.vipagent.cloud.Target;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/** The lines of a {@code cloud} block beside secondary addresses, and what a provider may say of whose they are. */
class CloudClaimsTest {
    private static final IpAddress PUBLIC = IpAddress.parse("203.0.113.1");
    private static final Target VIP = new Target.Virtual(IpAddress.parse("10.0.0.100"));
    private static final Target SECOND = new Target.Virtual(IpAddress.parse("10.0.0.101"));
    private static final Target PRIMARY = new Target.Primary();
    private static final String PROVIDER = """
            cloud_provider idcf {
                endpoint https://compute.example.com/client/api
                credentials_file idcf.credentials
            }
            """;

    /** The lines given start on line 9. */
    private static Loading cloud(String... lines) {
        return Loading.of(PROVIDER
                + Loading.instanceText(
                        "virtual_ipaddress { 10.0.0.100 }",
                        "virtual_ipaddress { 10.0.0.101 }",
                        "cloud idcf {\n" + String.join("\n", lines) + "\n}"));
    }

    private static List<Claim> claims(String... lines) {
        Loading loading = cloud(lines);
        assertThat(loading.messages()).isEmpty();
        return loading.only().cloud().orElseThrow().claims();
    }

    @Test
    void leadPortsToAVirtualAddressOrToTheMastersOwnOne() {
        PortRange ports = new PortRange(8000, 8010);
        assertThat(claims(
                        "port_forward 203.0.113.1 tcp 80 primary",
                        "port_forward 203.0.113.1 udp 8000-8010 primary 9000-9010",
                        "peers vm-2"))
                .containsExactly(
                        new PortForward(PUBLIC, TransportProtocol.TCP, PortRange.of(80), PRIMARY, PortRange.of(80)),
                        new PortForward(PUBLIC, TransportProtocol.UDP, ports, PRIMARY, new PortRange(9000, 9010)));
    }

    @Test
    void leadAWholePublicAddress() {
        assertThat(claims("secondary_ip", "static_nat 203.0.113.1 10.0.0.101")).contains(new StaticNat(PUBLIC, SECOND));
        assertThat(claims("secondary_ip", "static_nat 203.0.113.1")).contains(new StaticNat(PUBLIC, VIP));
        assertThat(claims("static_nat 203.0.113.1 primary", "peers vm-2"))
                .containsExactly(new StaticNat(PUBLIC, PRIMARY));
    }

    @Test
    void letSomebodyIn() {
        assertThat(claims(
                        "secondary_ip 10.0.0.100",
                        "firewall 203.0.113.1 tcp 80 0.0.0.0/0",
                        "firewall 203.0.113.1 udp 8000-8010 192.0.2.0/24 198.51.100.7/32",
                        "firewall 203.0.113.1 icmp 0.0.0.0/0"))
                .containsExactly(
                        new SecondaryIp(IpAddress.parse("10.0.0.100")),
                        new FirewallOpening(
                                PUBLIC,
                                Optional.of(TransportProtocol.TCP),
                                Optional.of(PortRange.of(80)),
                                List.of("0.0.0.0/0")),
                        new FirewallOpening(
                                PUBLIC,
                                Optional.of(TransportProtocol.UDP),
                                Optional.of(new PortRange(8000, 8010)),
                                List.of("192.0.2.0/24", "198.51.100.7/32")),
                        new FirewallOpening(PUBLIC, Optional.empty(), Optional.empty(), List.of("0.0.0.0/0")));
    }

    @Test
    void joinALoadBalancer() {
        assertThat(claims(
                        "secondary_ip",
                        "load_balancer 203.0.113.1 443",
                        "load_balancer 203.0.113.1 80 primary",
                        "peers vm-2"))
                .contains(
                        new BalancerMember(PUBLIC, PortRange.of(443), VIP),
                        new BalancerMember(PUBLIC, PortRange.of(80), PRIMARY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "static_nat 203.0.113.1 primry; 'primry' is no target: expected a virtual IPv4 address of this instance,"
                        + " or primary; primary",
                "static_nat web; 'web' is not an IP address: expected the public IPv4 address;",
                "firewall 203.0.113.1 gre 80 0.0.0.0/0; 'gre' is not a protocol: expected tcp, udp or icmp;",
                "firewall 203.0.113.1 tcp 80; firewall tcp lets nobody in: expected ports and then networks, as in 80"
                        + " 0.0.0.0/0;",
                "firewall 203.0.113.1 tcp 80 10.0.0.1; '10.0.0.1' is no IPv4 network: expected 0.0.0.0/0 or"
                        + " 192.0.2.7/32;",
                "load_balancer 203.0.113.1 80-81; 80-81 is a range: a load-balancer rule has one public port;",
                "load_balancer 203.0.113.1 80 10.0.0.9; 10.0.0.9 is no virtual address of VI_1;"
            })
    void refuseLinesThatCannotBe(String line, String message, String suggestion) {
        Loading loading = cloud("secondary_ip", line);

        assertThat(loading.errors()).singleElement().satisfies(error -> {
            assertThat(error.message()).isEqualTo(message);
            assertThat(error.suggestion()).isEqualTo(Optional.ofNullable(suggestion));
            assertThat(error.position().line()).isEqualTo(10);
        });
    }

    @Test
    void warnWhereARuleLeadsToAnAddressThatTheMasterIsNotGiven() {
        assertThat(cloud("secondary_ip 10.0.0.100", "static_nat 203.0.113.1 10.0.0.101")
                        .messages())
                .singleElement()
                .asString()
                .endsWith("warning: static_nat leads to 10.0.0.101, which no secondary_ip line gives to the master: the"
                        + " cloud will refuse it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "port_forward 203.0.113.1 tcp 80 primary",
                "static_nat 203.0.113.1 primary",
                "load_balancer 203.0.113.1 80 primary"
            })
    void warnWhereAnotherNodesOwnAddressIsNotToldFromAStrangers(String line) {
        for (String peers : List.of("", "peers auto")) {
            assertThat(cloud("secondary_ip", line, peers).warnings())
                    .singleElement()
                    .satisfies(warning -> {
                        assertThat(warning.message())
                                .isEqualTo(line.substring(0, line.indexOf(' '))
                                        + " leads to the master's primary address, and no peers"
                                        + " are named: what leads to another node's is taken for a stranger's and left"
                                        + " there");
                        assertThat(warning.position().line()).isEqualTo(10);
                    });
        }
        assertThat(cloud("secondary_ip", line, "peers vm-2").messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "port_forward 203.0.113.1 tcp 80; port_forward 203.0.113.1 tcp 70-90; two port_forward lines want tcp"
                        + " port 80 of 203.0.113.1",
                "port_forward 203.0.113.1 tcp 80; load_balancer 203.0.113.1 80 primary; port_forward and load_balancer"
                        + " both want tcp port 80 of 203.0.113.1",
                "port_forward 203.0.113.1 tcp 80; static_nat 203.0.113.1 primary; 203.0.113.1 has static_nat, which takes"
                        + " all of its ports, and rules for single ports, too",
                "static_nat 203.0.113.1 primary; port_forward 203.0.113.1 tcp 80; 203.0.113.1 has static_nat, which takes"
                        + " all of its ports, and rules for single ports, too",
                "static_nat 203.0.113.1 primary; static_nat 203.0.113.1; two static_nat lines want 203.0.113.1"
            })
    void refuseWhatTwoInstancesCannotBothHave(String one, String other, String message) {
        String text = PROVIDER
                + Loading.instanceText("virtual_ipaddress { 10.0.0.100 }", "cloud idcf {\nsecondary_ip\n" + one + "\n}")
                + Loading.instanceText(
                                "virtual_ipaddress { 10.0.0.200 }", "cloud idcf {\nsecondary_ip\n" + other + "\n}")
                        .replace("VI_1", "VI_2")
                        .replace("virtual_router_id 7", "virtual_router_id 8");
        assertThat(Loading.of(text).errors()).extracting(Diagnostic::message).containsExactly(message);
    }

    private static Loading provider(String... lines) {
        return Loading.of("cloud_provider idcf {\n" + String.join("\n", lines) + "\n}\n");
    }

    @Test
    void findTheApiOfARegion() {
        Loading loading = provider("profile idcf", "region jp-east-2", "credentials_idcfrc idcfrc");

        assertThat(loading.messages()).isEmpty();
        CloudProvider provider = loading.config().cloudProviders().get(0);
        assertThat(provider.endpoint()).isEqualTo(URI.create("https://compute.jp-east-2.idcfcloud.com/client/api"));
        assertThat(provider.credentials()).isEqualTo(CredentialsPlace.inIdcfrc(Path.of("/etc/vipagent/idcfrc")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "profile idcf; region jp-eest; 'jp-eest' is not one of jp-east, jp-east-2, jp-east-3, jp-west",
                "profile cloudstack; region jp-east; region needs profile idcf: for any other cloud write endpoint"
                        + " https://...",
                "endpoint https://x/; account web; account needs a line domain ID, too: the same name may be in several"
                        + " domains",
                "endpoint https://x/; domain 77d1; domain needs a line account NAME, too"
            })
    void refuseProvidersThatCannotBe(String one, String other, String message) {
        assertThat(provider(one, other, "credentials_file x").errors())
                .extracting(Diagnostic::message)
                .containsExactly(message);
    }

    @Test
    void knowWhoseResourcesAreMeant() {
        Loading loading = provider("endpoint https://x/", "credentials_file x", "account web", "domain 77d1");
        assertThat(loading.config().cloudProviders().get(0).owner())
                .isEqualTo(new ProviderSettings.Owner(Optional.empty(), Optional.of("web"), Optional.of("77d1")));
        assertThat(provider("endpoint https://x/", "credentials_file x", "project 8f2e", "account web")
                        .errors())
                .extracting(Diagnostic::message)
                .containsExactly("a project has its own account: leave account and domain out");
    }
}
