package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code transport udp PORT}, for networks that drop protocol 112. */
class TransportSettingsTest {
    private static final String PEER = "unicast_peer { 10.0.0.12 }";
    private static final String HMAC = "auth_hmac {\nkey 1 hex:" + "0f".repeat(32) + "\nactive_key 1\n}";

    @Test
    void isProtocol112UnlessSaidOtherwise() {
        assertThat(Loading.instance().only().udpPort()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1112, 65_535})
    void takesAPort(int port) {
        Loading loading = Loading.instance("transport udp " + port, PEER, HMAC);

        assertThat(loading.messages()).isEmpty();
        assertThat(loading.only().udpPort()).hasValue(port);
    }

    @Test
    void goesWithBothVersionsAndFamilies() {
        for (List<String> lines : List.of(
                List.of("version 2", PEER),
                List.of("version 3", PEER),
                List.of("virtual_ipaddress { fe80::1 }", "unicast_peer { 2001:db8::12 }"))) {
            assertThat(Loading.instance("transport udp 1112", String.join("\n", lines), HMAC)
                            .messages())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "transport;            '2:1: error: transport lacks a parameter: expected 1, found 0'",
                "transport udp;        '2:1: error: transport udp lacks its port, 1 to 65535; there is no default'",
                "transport udp 0;      '2:15: error: 0 is out of range: transport udp takes a whole number from 1 to 65535'",
                "transport udp 65536;  '2:15: error: 65536 is out of range: transport udp takes a whole number from 1 to 65535'",
                "transport udp vrrp;   '2:15: error: ''vrrp'' is not a number: transport udp takes a whole number from 1 to 65535'",
                "transport tcp 1112;   '2:11: error: ''tcp'' is not one of udp'",
                "transport UDP 1112;   '2:11: error: ''UDP'' is not one of udp'"
            })
    void refusesWhatIsNoTransport(String line, String message) {
        assertThat(Loading.instance(line, PEER, HMAC).messages()).containsExactly(message);
    }

    @Test
    void needsPeersAndProof() {
        assertThat(Loading.instance("transport udp 1112", PEER).messages())
                .containsExactly(
                        "2:11: error: transport udp needs auth_hmac: anybody who reaches the port could take the"
                                + " address over");
        assertThat(Loading.instance("transport udp 1112", HMAC).messages())
                .containsExactly(
                        "2:11: error: transport udp needs unicast_peer with at least one other node: UDP goes to"
                                + " named peers");
        assertThat(Loading.instance("transport udp 1112", PEER, HMAC.replace("}", "mode permissive\n}"))
                        .errors())
                .singleElement()
                .satisfies(e -> assertThat(e.message())
                        .isEqualTo("transport udp needs auth_hmac in mode enforce: no older node speaks UDP, so none is"
                                + " to be spared"));
        assertThat(Loading.instance("transport udp 1112", PEER, "authentication {\nauth_type AH\nauth_pass x\n}")
                        .errors())
                .hasSize(1);
    }
}
