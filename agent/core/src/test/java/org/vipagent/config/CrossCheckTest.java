package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossCheckTest {
    private static String instance(String name, String interfaceName, int vrid, String address) {
        return "vrrp_instance " + name + " {\ninterface " + interfaceName + "\nvirtual_router_id " + vrid
                + "\nvirtual_ipaddress { " + address + " }\n}\n";
    }

    @Test
    void refusesTheSameVridTwiceOnOneInterface() {
        assertThat(Loading.of(instance("A", "eth0", 7, "10.0.0.1") + instance("B", "eth0", 7, "10.0.0.2"))
                        .messages())
                .containsExactly("6:15: error: VRID 7 on eth0 over IPv4 is used by A already, on line 1");
        assertThat(Loading.of(instance("A", "eth0", 7, "10.0.0.1") + instance("B", "eth1", 7, "10.0.0.2"))
                        .messages())
                .isEmpty();
    }

    @Test
    void allowsTheSameVridForBothFamilies() {
        assertThat(Loading.of(instance("A", "eth0", 7, "10.0.0.1") + instance("B", "eth0", 7, "fe80::1"))
                        .messages())
                .isEmpty();
        assertThat(Loading.of(instance("A", "eth0", 7, "fe80::1") + instance("B", "eth0", 7, "fe80::2"))
                        .messages())
                .containsExactly("6:15: error: VRID 7 on eth0 over IPv6 is used by A already, on line 1");
    }

    @Test
    void allowsTheSameLinkLocalAddressOnEachLink() {
        assertThat(Loading.of(instance("A", "eth0", 7, "fe80::1") + instance("B", "eth1", 7, "fe80::1"))
                        .messages())
                .isEmpty();
        assertThat(Loading.of(instance("A", "eth0", 7, "fe80::1") + instance("B", "eth0", 8, "fe80::1"))
                        .warnings())
                .hasSize(1);
    }

    @Test
    void refusesTheSameNameTwice() {
        assertThat(Loading.of(instance("A", "eth0", 7, "10.0.0.1") + instance("A", "eth0", 8, "10.0.0.2"))
                        .messages())
                .containsExactly("6:15: error: vrrp_instance A is there already, on line 1");
        String provider = "cloud_provider a {\nendpoint https://x/\ncredentials_file y\n}\n";
        assertThat(Loading.of(provider + provider).messages())
                .containsExactly("5:16: error: cloud_provider a is there already, on line 1");
    }

    @Test
    void tellsOfAnAddressThatTwoInstancesSet() {
        Loading loading = Loading.of(instance("A", "eth0", 7, "10.0.0.1") + instance("B", "eth0", 8, "10.0.0.1/24"));

        assertThat(loading.messages())
                .containsExactly(
                        "6:15: warning: 10.0.0.1 belongs to A too: the instance that steps down takes it away from"
                                + " the other");
    }

    @Test
    void tellsOfAnAddressThatIsBothAdvertisedAndNot() {
        assertThat(Loading.instance("virtual_ipaddress_excluded { 10.0.0.100 }").messages())
                .containsExactly("1:15: warning: 10.0.0.100 stands in both virtual_ipaddress and"
                        + " virtual_ipaddress_excluded");
    }

    @Test
    void tellsOfTheVridThatCloudsAndExamplesUse() {
        assertThat(Loading.instance("virtual_router_id 51").messages())
                .singleElement()
                .asString()
                .startsWith("2:19: warning: CloudStack's own redundant virtual routers use VRID 51");
    }

    @Test
    void tellsOnceOfATemplatePutInManyTimes() {
        Loading loading = Loading.of("""
                $T= \\
                vrrp_instance VI_${N} { \\
                    interface eth${N} \\
                    virtual_router_id 7 \\
                    prioritty 100 \\
                    virtual_ipaddress { \\
                        10.0.${N}.1 \\
                    } \\
                }
                ~SEQ(N, 1, 200) $T
                """);

        assertThat(loading.messages())
                .containsExactly("5:5: error: unknown word 'prioritty' in vrrp_instance (did you mean priority?)");
    }

    @ParameterizedTest
    @CsvSource({
        "lb_kind DR, 26379, 'DR cannot change the port: keepalived takes 80 in place of 26379'",
        "lvs_method TUN, 81, 'TUN cannot change the port: keepalived takes 80 in place of 81'",
        "lb_kind nat, 81, '''nat'' is not NAT, DR or TUN, in upper case: keepalived takes NAT'"
    })
    void tellsWhatKeepalivedMakesOfAVirtualServer(String kind, int port, String message) {
        Loading loading = Loading.of("virtual_server 10.0.0.1 80 {\nprotocol TCP\n" + kind + "\nreal_server 10.0.0.2 "
                + port + " {\n}\n}\n");

        assertThat(loading.errors()).isEmpty();
        assertThat(loading.warnings())
                .extracting(Diagnostic::message)
                .contains(message)
                .hasSize(2);
    }

    @Test
    void letsNatChangeThePort() {
        assertThat(Loading.of(
                                "virtual_server 10.0.0.1 80 {\nprotocol TCP\nlb_kind NAT\nreal_server 10.0.0.2 81 {\n}\n}\n")
                        .warnings())
                .hasSize(1);
        assertThat(Loading.of("virtual_server 10.0.0.1 80 {\n}\n").warnings())
                .extracting(Diagnostic::message)
                .contains("virtual_server has no protocol: keepalived takes UDP");
    }
}
