package org.vipagent.cloud.simulator.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;

class ZoneReaderTest {
    private static final String SMALLEST = """
            { "accounts": [ { "name": "a", "apiKey": "k", "secretKey": "s" } ],
              "networks": [ { "name": "n", "type": "isolated", "cidr": "10.1.0.0/24", "gateway": "10.1.0.1" } ],
              "machines": [ { "name": "m", "nics": [ { "network": "n", "mac": "02:00:00:00:00:01", "address": "10.1.0.2" } ] } ],
              "publicIps": [ { "address": "192.0.2.1", "network": "n" } ],
              "portForwards": [ { "publicIp": "192.0.2.1", "protocol": "tcp", "publicPorts": 80, "machine": "m",
                                  "target": "10.1.0.2" } ] }
            """;

    private final ZoneReader reader = new ZoneReader();

    @Test
    void readsWhatIsWritten() throws ZoneFileException {
        ZoneLayout layout = ZoneLayout.howTo().toBuilder()
                .project(ZoneLayout.Project.of("p", "demo"))
                .network(ZoneLayout.Network.shared("shared", "198.51.100.0/24", "198.51.100.1"))
                .network(ZoneLayout.Network.withSecurityGroups("sg", "203.0.113.0/24", "203.0.113.1"))
                .network(ZoneLayout.Network.isolated("tier", "10.2.1.0/24", "10.2.1.1")
                        .tierOf("b7e12052-dd6c-46de-b18f-7300a2c68603")
                        .ownedBy("p"))
                .machine(new ZoneLayout.Machine(
                        "", "T", List.of(ZoneLayout.Nic.of("tier", "02:00:00:00:00:01", "10.2.1.2")), "p"))
                .publicIp(ZoneLayout.PublicIp.of("", "192.0.2.9", "network1"))
                .publicIp(ZoneLayout.PublicIp.ofVpc("", "192.0.2.16", "b7e12052-dd6c-46de-b18f-7300a2c68603"))
                .staticNat(new ZoneLayout.StaticNat(IpAddress.parse("192.0.2.9"), "LB", IpAddress.parse("10.5.0.133")))
                .firewall(new ZoneLayout.Firewall(
                        IpAddress.parse("192.0.2.9"), "tcp", Optional.of(PortRange.of(22)), "192.0.2.0/24"))
                .balancer(new ZoneLayout.Balancer(
                        "",
                        "web",
                        IpAddress.parse("210.140.68.220"),
                        8080,
                        Map.of("Web1", IpAddress.parse("10.5.0.36"))))
                .build();
        assertThat(reader.read(ZoneWriter.write(layout))).isEqualTo(layout);
    }

    @Test
    void doesWithoutIdsAndWithComments() throws ZoneFileException {
        ZoneLayout layout = reader.read("// a small zone\n" + SMALLEST);
        assertThat(layout.portForwards().get(0).target().ports()).isEqualTo(PortRange.of(80));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.1.0.0/24 | 10.1.0.0 | networks[0].cidr: '10.1.0.0' is no IPv4 network such as 10.5.0.0/21",
                "\"isolated\" | \"vlan\" | networks[0].type: 'vlan' is no type of network: isolated, shared, security-groups",
                "\"mac\" | \"hw\" | machines[0].nics[0].hw is not known here; known are address, id, mac, network, secondaryIps",
                "02:00:00:00:00:01 | 02:00 | machines[0].nics[0].mac: '02:00' is no hardware address",
                "\"network\": \"n\", \"mac\" | \"network\": \"x\", \"mac\" | no network x",
                "\"machine\": \"m\" | \"machine\": \"x\" | no machine x",
                "\"publicPorts\": 80 | \"publicPorts\": 0 | portForwards[0].publicPorts: '0' is no port, 1 to 65535, or range of them",
                "\"secretKey\": \"s\" | \"domain\": \"d\" | accounts[0].secretKey is missing",
                "\"name\": \"m\" | \"id\": \"7\", \"name\": \"m\" | machines[0].id has to be a UUID in lower case, or left out",
            })
    void saysWhereAndWhatIsWrong(String right, String wrong, String message) {
        String text = SMALLEST.replace(right, wrong);
        assertThat(text).isNotEqualTo(SMALLEST);
        assertThatThrownBy(() -> reader.read(text))
                .isInstanceOf(ZoneFileException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | the file has to be an object: { ... }",
                "{} | accounts needs at least one account",
                "{ \"accounts\": 1 } | accounts has to be a list: [ ... ]",
            })
    void needsAnObjectWithAnAccount(String text, String message) {
        assertThatThrownBy(() -> reader.read(text))
                .isInstanceOf(ZoneFileException.class)
                .hasMessage(message);
    }

    @Test
    void namesTheLineThatIsNoJson() {
        assertThatThrownBy(() -> reader.read("{\n  \"accounts\" [\n}"))
                .isInstanceOf(ZoneFileException.class)
                .hasMessageStartingWith("line 2: ");
    }
}
