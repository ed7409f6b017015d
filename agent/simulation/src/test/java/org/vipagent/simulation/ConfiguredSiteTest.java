package org.vipagent.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.vipagent.config.Peer;
import org.vipagent.config.VrrpInstance;
import org.vipagent.net.Cidr;

/** What world a file describes, and what is assumed where it does not say. */
class ConfiguredSiteTest {
    private static String instance(String body) {
        return String.format(
                Locale.ROOT, "vrrp_instance VI_1 {%n interface eth0%n virtual_router_id 71%n%s%n}%n", body);
    }

    private static String addresses(String... all) {
        return " virtual_ipaddress {\n" + String.join("\n", all) + "\n }";
    }

    private static ConfiguredNode node(String name, String body) {
        return Orders.parsed(name, name + ".conf", instance(body));
    }

    private static ConfiguredSite site(ConfiguredNode... nodes) {
        return new ConfiguredSite(List.of(nodes));
    }

    private static VrrpInstance first(ConfiguredSite site, int node) {
        return site.site().configs().get(node).vrrpInstances().get(0);
    }

    private static List<String> peers(ConfiguredSite site, int node) {
        return first(site, node).delivery().peers().stream()
                .map(Peer::address)
                .map(Object::toString)
                .toList();
    }

    private static List<String> own(ConfiguredSite site, int node) {
        return site.site().seats().get(node).nic().own().stream()
                .map(Cidr::toString)
                .toList();
    }

    @Test
    void derivesABackupFromAFileThatComesAlone() {
        ConfiguredSite site = site(node("A", "state MASTER\n priority 150\n" + addresses("10.5.0.100/21")));
        assertThat(site.nodes()).extracting(ConfiguredNode::name).containsExactly("A", "B");
        assertThat(first(site, 1).priority()).isEqualTo(100);
        assertThat(first(site, 1).stateMaster()).isFalse();
        assertThat(own(site, 0)).containsExactly("10.5.0.11/21");
        assertThat(own(site, 1)).containsExactly("10.5.0.12/21");
        assertThat(site.nodes().get(1).source()).isEqualTo("assumed: as the file, with state BACKUP, priority 100");
    }

    @Test
    void swapsUnicastAddressesForADerivedPeer() {
        ConfiguredSite site = site(
                node("A", "unicast_src_ip 10.5.0.3\n unicast_peer {\n 10.5.0.4\n }\n" + addresses("10.5.0.100/24")));
        assertThat(peers(site, 0)).containsExactly("10.5.0.4");
        assertThat(own(site, 1)).containsExactly("10.5.0.4/24");
        assertThat(peers(site, 1)).containsExactly("10.5.0.3");
    }

    @Test
    void derivesAsManyPeersAsTheFileHasAddressesOfThem() {
        ConfiguredSite site =
                site(node("A", "unicast_peer {\n 10.5.0.11\n 10.5.0.12\n }\n" + addresses("10.5.0.100/24")));
        assertThat(site.nodes()).hasSize(3);
        assertThat(own(site, 0)).containsExactly("10.5.0.13/24");
        assertThat(peers(site, 1)).containsExactly("10.5.0.13", "10.5.0.12");
        assertThat(peers(site, 2)).containsExactly("10.5.0.13", "10.5.0.11");
        assertThat(first(site, 0).priority()).isGreaterThan(first(site, 1).priority());
        assertThat(first(site, 1).priority()).isGreaterThan(first(site, 2).priority());
    }

    @Test
    void knowsANodeByWhatItsPeersSendTo() {
        ConfiguredSite site = site(
                node("A", "unicast_peer {\n 10.5.0.4\n }\n" + addresses("10.5.0.100/24")),
                node("B", "unicast_peer {\n 10.5.0.3\n }\n" + addresses("10.5.0.100/24")));
        assertThat(own(site, 0)).containsExactly("10.5.0.3/24");
        assertThat(own(site, 1)).containsExactly("10.5.0.4/24");
        assertThat(site.remarks())
                .containsExactly(
                        "VI_1: equal priorities; between two masters the higher address wins, and yours may differ from those"
                                + " here");
    }

    @Test
    void leavesANodeOutOfItsOwnListOfPeers() {
        String everybody = "unicast_peer {\n 10.5.0.3\n 10.5.0.4\n }\n" + addresses("10.5.0.100/24");
        ConfiguredSite site = site(node("A", everybody), node("B", "priority 50\n" + everybody));
        assertThat(own(site, 0)).containsExactly("10.5.0.3/24");
        assertThat(peers(site, 0)).containsExactly("10.5.0.4");
        assertThat(peers(site, 1)).containsExactly("10.5.0.3");
        assertThat(site.remarks()).isEmpty();
    }

    @Test
    void wiresInterfacesOnWhichTheSameVirtualRouterRuns() {
        ConfiguredNode other = Orders.parsed(
                "B",
                "B.conf",
                instance("priority 50\n" + addresses("10.5.0.100/24")).replace("eth0", "ens3"));
        Site site = site(node("A", addresses("10.5.0.100/24")), other).site();
        assertThat(site.instances()).isEqualTo(1);
        assertThat(site.seats().get(1).nic().device().name()).isEqualTo("ens3");
        assertThat(site.seats().get(1).nic().segment())
                .isEqualTo(site.seats().get(0).nic().segment());
    }

    @Test
    void givesIpv6MachinesLinkLocalAddresses() {
        ConfiguredSite site = site(node("A", "version 3\n" + addresses("2001:db8::100/64")));
        assertThat(own(site, 0)).containsExactly("fe80::b/64");
        assertThat(own(site, 1)).containsExactly("fe80::c/64");
    }

    @Test
    void tellsOfAVridThatDiffers() {
        ConfiguredNode mistyped = Orders.parsed(
                "B",
                "B.conf",
                instance("priority 50\n" + addresses("10.5.0.100/24")).replace("71", "17"));
        ConfiguredSite site = site(node("A", addresses("10.5.0.100/24")), mistyped);
        assertThat(site.site().instances()).isEqualTo(2);
        assertThat(site.remarks())
                .containsExactly("A's VI_1 (VRID 71) and B's VI_1 (VRID 17) share an address but not the VRID: they do"
                        + " not hear each other");
    }

    @Test
    void tellsWhatElseDoesNotFit() {
        ConfiguredSite site = site(
                node("A", "advert_int 1\n" + addresses("10.5.0.100/24")),
                node(
                        "B",
                        "advert_int 2\n priority 50\n authentication {\n auth_type PASS\n auth_pass 1234\n }\n"
                                + " unicast_peer {\n 10.5.0.77\n }\n" + addresses("10.5.0.100/24")));
        assertThat(site.remarks())
                .containsExactly(
                        "authentication differ: A none, B PASS",
                        "advert intervals differ: A 1 s, B 2 s",
                        "B's unicast peer 10.5.0.77 is none of the nodes: what is sent there gets lost");
    }

    @Test
    void takesTwoClustersOnOneVridForTwo() {
        ConfiguredSite site =
                site(node("A", addresses("10.5.0.100/24")), node("B", "priority 50\n" + addresses("10.5.0.200/24")));
        assertThat(site.site().instances()).isEqualTo(2);
        assertThat(site.remarks())
                .containsExactly(
                        "A's VI_1 (VRID 71) is on no other node: nobody backs it",
                        "B's VI_1 (VRID 71) is on no other node: nobody backs it");
    }
}
