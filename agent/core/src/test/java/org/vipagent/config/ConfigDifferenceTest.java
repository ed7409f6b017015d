package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reload says that it changes. */
class ConfigDifferenceTest {
    private static final String PROVIDER = """
            cloud_provider idcf {
                endpoint https://compute.example.com/client/api
                credentials_file /etc/idcf.credentials
            }
            """;

    private static ConfigDifference between(String was, String now) {
        return ConfigDifference.between(
                Loading.of(was).config(), Loading.of(now).config());
    }

    private static ConfigDifference instance(String was, String now) {
        return between(Loading.instanceText(was), Loading.instanceText(now));
    }

    private static String cloud(String claims) {
        return PROVIDER
                + Loading.instanceText(
                        "virtual_ipaddress { 10.0.0.100 }",
                        "virtual_ipaddress { 10.0.0.101 }",
                        "cloud idcf {",
                        claims,
                        "}");
    }

    @Test
    void anUnchangedFileHasNone() {
        ConfigDifference difference = instance("priority 100", "# a remark moves the block\npriority 100");
        assertThat(difference.isEmpty()).isTrue();
        assertThat(difference.needsRestart()).isEmpty();
        assertThat(difference.leftInCloud()).isEmpty();
    }

    @Test
    void moreThanOneSettingIsToldInOneLineWithBothValues() {
        ConfigDifference difference = instance("version 3\nadvert_int 1", "version 3\nadvert_int 0.05\npriority 150");
        assertThat(difference.changed())
                .containsExactly("vrrp_instance VI_1: priority 100 -> 150; advert_int 1 -> 0.05");
    }

    @Test
    void addressesAreToldAsComeAndGone() {
        ConfigDifference difference =
                instance("virtual_ipaddress { 10.0.0.100/24 }", "virtual_ipaddress { 10.0.0.101/24 label eth0:1 }");
        assertThat(difference.changed())
                .containsExactly("vrrp_instance VI_1: virtual_ipaddress: new 10.0.0.101/24 dev eth0 label eth0:1;"
                        + " gone 10.0.0.100/24 dev eth0");
    }

    @Test
    void aSecretIsNeverShown() {
        ConfigDifference difference = instance(
                "authentication {\nauth_type PASS\nauth_pass before\n}",
                "authentication {\nauth_type PASS\nauth_pass behind\n}");
        assertThat(difference.changed()).containsExactly("vrrp_instance VI_1: authentication changed");
    }

    @ParameterizedTest
    @CsvSource({
        "virtual_router_id 8, virtual_router_id 7 -> 8",
        "interface eth1, interface eth0 -> eth1",
        "virtual_ipaddress { fe80::100 }, family IPv4 -> IPv6"
    })
    void anotherIdentityIsAStopAndAStart(String line, String words) {
        ConfigDifference difference = instance("version 3", "version 3\n" + line);
        assertThat(difference.changed())
                .containsExactly("vrrp_instance VI_1: " + words + "; a planned stop, and a start of the new one");
        assertThat(difference.added()).isEmpty();
        assertThat(difference.removed()).isEmpty();
    }

    @Test
    void anotherNameIsAChangeLikeOthers() {
        String was = Loading.instanceText("priority 100");
        assertThat(between(was, was.replace("VI_1", "VI_9")).changed())
                .containsExactly("vrrp_instance VI_9: name VI_1 -> VI_9");
    }

    @Test
    void instancesComeAndGo() {
        String one = Loading.instanceText("priority 100");
        String other = one.replace("VI_1", "VI_2").replace("_id 7", "_id 8").replace("0.100", "0.101");
        assertThat(between(one, one + other).added())
                .containsExactly("vrrp_instance VI_2 (eth0, IPv4, virtual_router_id 8)");
        assertThat(between(one + other, one).removed())
                .containsExactly("vrrp_instance VI_2 (eth0, IPv4, virtual_router_id 8): a planned stop");
    }

    @Test
    void whatOnlyANewProcessCanTakeOverIsSaid() {
        String was = Loading.instanceText("priority 100");
        ConfigDifference difference = between(was, "global_defs {\nvrrp_rt_priority 50\n}\n" + was);
        assertThat(difference.needsRestart()).containsExactly("vrrp_rt_priority 0 -> 50");
        assertThat(difference.changed()).isEmpty();
    }

    @Test
    void claimsThatNobodyMakesAnyMoreAreLeft() {
        ConfigDifference difference =
                between(cloud("secondary_ip"), cloud("secondary_ip 10.0.0.100\nfirewall 203.0.113.1 tcp 80 0.0.0.0/0"));
        assertThat(difference.leftInCloud())
                .extracting(ConfigDifference.LeftClaim::describe)
                .containsExactly("secondary_ip 10.0.0.101 in cloud idcf (VI_1)");
        assertThat(difference.changed())
                .singleElement()
                .asString()
                .contains("cloud claims: new firewall 203.0.113.1 tcp 80 0.0.0.0/0; gone secondary_ip 10.0.0.101");
    }

    @Test
    void aClaimThatAnotherInstanceMakesNowIsNotLeft() {
        String was = cloud("secondary_ip");
        assertThat(between(was, was.replace("VI_1", "VI_3").replace("_id 7", "_id 9"))
                        .leftInCloud())
                .isEmpty();
    }

    @Test
    void allClaimsOfARemovedCloudAreLeft() {
        ConfigDifference difference = between(
                cloud("secondary_ip"),
                Loading.instanceText("virtual_ipaddress { 10.0.0.100 }", "virtual_ipaddress { 10.0.0.101 }"));
        assertThat(difference.removed()).containsExactly("cloud_provider idcf");
        assertThat(difference.leftInCloud()).hasSize(2);
    }

    @Test
    void aProviderIsChangedByItsSettings() {
        String was = cloud("secondary_ip");
        ConfigDifference difference = between(was, was.replace("/etc/idcf.", "/etc/new."));
        assertThat(difference.changed()).containsExactly("cloud_provider idcf: place of the credentials changed");
        assertThat(difference.leftInCloud()).isEqualTo(List.of());
    }
}
