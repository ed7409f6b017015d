package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.ProviderSettings;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.Target;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

class CloudSettingsTest {
    private static final String PROVIDER = """
            cloud_provider idcf {
                endpoint https://compute.example.com/client/api
                credentials_file idcf.credentials
            }
            """;

    /** The lines given start on line 6. */
    private static Loading cloud(String... lines) {
        return Loading.of(PROVIDER
                + Loading.instanceText(
                        "virtual_ipaddress { 10.0.0.100 }",
                        "virtual_ipaddress { 10.0.0.101 }",
                        "cloud idcf {\n" + String.join("\n", lines) + "\n}"));
    }

    private static Loading provider(String... lines) {
        return Loading.of("cloud_provider idcf {\n" + String.join("\n", lines) + "\n}\n");
    }

    private static CloudProvider only(Loading loading) {
        return loading.config().cloudProviders().get(0);
    }

    private static PortForward forward(String publicPorts, String target, String privatePorts) {
        return new PortForward(
                IpAddress.parse("203.0.113.1"),
                TransportProtocol.TCP,
                PortRange.tryParse(publicPorts).orElseThrow(),
                new Target.Virtual(IpAddress.parse(target)),
                PortRange.tryParse(privatePorts).orElseThrow());
    }

    @Test
    void claimEveryAddressWhereNoneIsNamed() {
        Loading loading = cloud("secondary_ip");

        assertThat(loading.messages()).isEmpty();
        assertThat(loading.only().cloud())
                .contains(new CloudFollowing(
                        "idcf",
                        List.of(
                                new SecondaryIp(IpAddress.parse("10.0.0.100")),
                                new SecondaryIp(IpAddress.parse("10.0.0.101"))),
                        List.of(),
                        FollowMode.AUTO,
                        Duration.ofSeconds(300),
                        Duration.ofSeconds(60)));
    }

    @Test
    void areReadTogether() {
        CloudFollowing cloud = cloud(
                        "port_forward 203.0.113.1 tcp 80",
                        "port_forward 203.0.113.1 TCP 443 10.0.0.101",
                        "port_forward 203.0.113.1 tcp 8000-8010 10.0.0.100 9000-9010",
                        "secondary_ip 10.0.0.101",
                        "peers 4a1e 5b2f",
                        "follow immediate",
                        "settle 10",
                        "recheck 30.5")
                .only()
                .cloud()
                .orElseThrow();

        assertThat(cloud.claims())
                .containsExactly(
                        forward("80", "10.0.0.100", "80"),
                        forward("443", "10.0.0.101", "443"),
                        forward("8000-8010", "10.0.0.100", "9000-9010"),
                        new SecondaryIp(IpAddress.parse("10.0.0.101")));
        assertThat(cloud.peers()).containsExactly("4a1e", "5b2f");
        assertThat(cloud.follow()).isEqualTo(FollowMode.IMMEDIATE);
        assertThat(cloud.settle()).isEqualTo(Duration.ofSeconds(10));
        assertThat(cloud.recheck()).isEqualTo(Duration.ofMillis(30_500));
    }

    @Test
    void findPeersByThemselves() {
        assertThat(cloud("secondary_ip", "peers auto")
                        .only()
                        .cloud()
                        .orElseThrow()
                        .peers())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "secondary_ip 10.0.0.9;                         10.0.0.9 is no virtual address of VI_1",
                "port_forward 203.0.113.1 tcp 80 10.0.0.9;      10.0.0.9 is no virtual address of VI_1",
                "port_forward 203.0.113.1 icmp 80;              '''icmp'' is not a protocol: expected tcp or udp'",
                "port_forward 203.0.113.1 tcp 0;                '''0'' is no port and no range: expected 80 or 8000-8010'",
                "port_forward web tcp 80;                       '''web'' is not an IP address: expected the public IPv4 address'",
                "port_forward 203.0.113.1 tcp 80 10.0.0.100 90-91; 80 and 90-91 are not the same number of ports",
                "port_forward 203.0.113.1 tcp;                  'port_forward lacks a parameter: expected 3, found 2'"
            })
    void refuseClaimsThatCannotBe(String line, String message) {
        Loading loading = cloud("secondary_ip", line);

        assertThat(loading.errors()).extracting(Diagnostic::message).containsExactly(message);
        assertThat(loading.errors()).extracting(d -> d.position().line()).containsExactly(10);
    }

    @Test
    void claimSomething() {
        assertThat(cloud("settle 5").errors())
                .extracting(Diagnostic::message)
                .containsExactly(
                        "cloud idcf claims nothing: expected secondary_ip, port_forward, static_nat, firewall or"
                                + " load_balancer");
    }

    @Test
    void sayWhatIsNotSupportedYet() {
        Loading loading = cloud("secondary_ip", "lease on");

        assertThat(loading.errors()).isEmpty();
        assertThat(loading.warnings()).singleElement().satisfies(w -> assertThat(w.message())
                .contains(" is known but, in this version, not supported"));
    }

    @Test
    void needTheirProvider() {
        Loading loading = Loading.of(PROVIDER + Loading.instanceText("cloud idfc { secondary_ip }"));

        assertThat(loading.messages())
                .containsExactly("6:7: error: there is no cloud_provider idfc (did you mean idcf?)");
    }

    @Test
    void doNotWantTheSamePortTwice() {
        assertThat(cloud("port_forward 203.0.113.1 tcp 80-90", "port_forward 203.0.113.1 tcp 85 10.0.0.101")
                        .errors())
                .extracting(Diagnostic::message)
                .containsExactly("two port_forward lines want tcp port 85 of 203.0.113.1");
        assertThat(cloud("secondary_ip", "secondary_ip 10.0.0.100").messages())
                .singleElement()
                .asString()
                .endsWith("warning: secondary_ip 10.0.0.100 is claimed already; left out");
    }

    @Test
    void giveProvidersTheirDefaults() {
        Loading loading = Loading.of(PROVIDER);

        assertThat(loading.messages()).isEmpty();
        assertThat(only(loading))
                .isEqualTo(new CloudProvider(
                        "idcf",
                        "cloudstack",
                        "cloudstack",
                        URI.create("https://compute.example.com/client/api"),
                        ProviderSettings.Owner.KEY,
                        CredentialsPlace.inFile(Path.of("/etc/vipagent/idcf.credentials")),
                        3,
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(120),
                        5,
                        Optional.empty()));
    }

    @Test
    void readAWholeProvider() {
        Loading loading = provider(
                "type simulator",
                "profile idcf",
                "endpoint http://127.0.0.1:8080/client/api",
                "credentials_systemd idcf",
                "ca_file /etc/ssl/own.pem",
                "proxy http://10.0.0.9:3128",
                "connect_timeout 1.5",
                "request_timeout 7",
                "job_timeout 60",
                "max_requests_per_second 2",
                "virtual_machine 4a1e",
                "project 8f2e",
                "signature_version 2");

        assertThat(loading.messages()).isEmpty();
        assertThat(only(loading))
                .isEqualTo(new CloudProvider(
                        "idcf",
                        "simulator",
                        "idcf",
                        URI.create("http://127.0.0.1:8080/client/api"),
                        new ProviderSettings.Owner(Optional.of("8f2e"), Optional.empty(), Optional.empty()),
                        CredentialsPlace.inSystemd("idcf"),
                        2,
                        Optional.of(Path.of("/etc/ssl/own.pem")),
                        Optional.of(URI.create("http://10.0.0.9:3128")),
                        Duration.ofMillis(1500),
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(60),
                        2,
                        Optional.of("4a1e")));
    }

    @Test
    void warnOfAProviderThatIsReachedInClearText() {
        assertThat(provider("endpoint http://cloud.example.com/api", "credentials_file x")
                        .messages())
                .containsExactly(
                        "2:10: warning: the endpoint is reached without encryption: the answers can be forged; use"
                                + " https");
        assertThat(provider("endpoint http://[::1]:80/", "credentials_file x").messages())
                .isEmpty();
        assertThat(provider("endpoint http://127.example.com/", "credentials_file x")
                        .warnings())
                .hasSize(1);
    }

    @Test
    void warnOfAProviderWithoutCredentials() {
        Loading loading = provider("endpoint https://cloud.example.com/api");

        assertThat(loading.errors()).isEmpty();
        assertThat(loading.warnings()).singleElement().satisfies(w -> assertThat(w.message())
                .contains("neither credentials_file nor credentials_systemd"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x/", "cloud.example.com", "https://", "https://a b/", "https://user:geheim@x/"})
    void refuseEndpointsThatAreNone(String endpoint) {
        Loading loading = provider("endpoint \"" + endpoint + "\"", "credentials_file x");

        assertThat(loading.errors()).singleElement().satisfies(e -> assertThat(e.render())
                .doesNotContain("geheim"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type exec",
                "type cloudstak",
                "profile aws",
                "credentials_systemd ../x",
                "max_requests_per_second 0",
                "connect_timeout 0",
                "signature_version 1",
                "account web",
                "domain 77d1"
            })
    void refuseWhatAProviderCannotHave(String line) {
        assertThat(provider("endpoint https://x/", line).errors()).hasSize(1);
    }

    @Test
    void needAnEndpoint() {
        assertThat(provider("credentials_file x").errors())
                .extracting(Diagnostic::message)
                .containsExactly("cloud_provider idcf lacks an endpoint: the API's address");
    }
}
