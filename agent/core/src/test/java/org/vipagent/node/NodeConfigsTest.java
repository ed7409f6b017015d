package org.vipagent.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vipagent.config.AgentConfig;
import org.vipagent.config.Delivery;
import org.vipagent.config.GlobalDefinitions;
import org.vipagent.config.Manners;
import org.vipagent.config.OldChecksum;
import org.vipagent.config.Peer;
import org.vipagent.config.VirtualAddress;
import org.vipagent.config.VrrpInstance;
import org.vipagent.config.VrrpInstanceBuilder;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.Cidr;
import org.vipagent.net.InterfaceName;
import org.vipagent.net.IpAddress;
import org.vipagent.vrrp.PeerManners;
import org.vipagent.vrrp.RouterConfig;
import org.vipagent.vrrp.RouterKey;
import org.vipagent.vrrp.UnicastPeer;
import org.vipagent.vrrp.wire.OldUnicastChecksum;

/** What the file says reaches the virtual router whole. */
class NodeConfigsTest {
    private static final InterfaceName ETH0 = new InterfaceName("eth0");

    private static VrrpInstanceBuilder instance(String... addresses) {
        return VrrpInstance.builder("VI_1", ETH0, 7)
                .virtualAddresses(List.of(addresses).stream()
                        .map(a -> VirtualAddress.of(Cidr.parse(a), ETH0))
                        .toList());
    }

    private static InstanceConfig mapped(VrrpInstanceBuilder builder) {
        AgentConfig config = new AgentConfig(GlobalDefinitions.defaults(), List.of(), List.of(builder.build()));
        return NodeConfigs.of(config, provider -> {
                    throw new AssertionError("no cloud is configured");
                })
                .instances()
                .get(0);
    }

    @Test
    void defaultsAreThoseOfTheRouter() {
        RouterConfig router = mapped(instance("10.0.0.100")).router();

        assertThat(router)
                .isEqualTo(RouterConfig.builder("VI_1", new RouterKey(ETH0, AddressFamily.INET, 7))
                        .virtualAddresses(List.of(IpAddress.parse("10.0.0.100")))
                        .build());
    }

    @Test
    void instancesOfBothFamiliesAreDifferentRouters() {
        RouterConfig router = mapped(instance("fe80::100", "2001:db8::100/64")
                        .version(3)
                        .excludedAddresses(List.of(VirtualAddress.of(Cidr.parse("10.0.0.100/24"), ETH0))))
                .router();

        assertThat(router.key()).isEqualTo(new RouterKey(ETH0, AddressFamily.INET6, 7));
        assertThat(router.virtualAddresses())
                .containsExactly(IpAddress.parse("fe80::100"), IpAddress.parse("2001:db8::100"));
    }

    @Test
    void addressesOfBothFamiliesFollowMastershipWithTheirPrefixes() {
        InstanceConfig instance = mapped(instance("fe80::100", "2001:db8::100/64")
                .version(3)
                .excludedAddresses(List.of(VirtualAddress.of(Cidr.parse("10.0.0.100/24"), ETH0))));

        assertThat(instance.addresses())
                .extracting(a -> a.address().toString())
                .containsExactly("fe80::100/128", "2001:db8::100/64", "10.0.0.100/24");
    }

    @Test
    void deliveryReachesTheRouterAndTheInstance() {
        IpAddress source = IpAddress.parse("10.0.0.11");
        IpAddress peer = IpAddress.parse("10.0.0.12");
        Delivery delivery =
                new Delivery(Optional.of(source), List.of(new Peer(peer, 250, 254)), 64, true, true, OldChecksum.SEND);
        InstanceConfig instance = mapped(instance("10.0.0.100").version(3).delivery(delivery));

        assertThat(instance.sourceAddress()).contains(source);
        assertThat(instance.faultWithoutPeers()).isTrue();
        assertThat(instance.unicastTtl()).isEqualTo(64);
        assertThat(instance.router().unicastPeers()).containsExactly(new UnicastPeer(peer, 250, 254));
        assertThat(instance.router().checkUnicastSource()).isTrue();
        assertThat(instance.router().oldUnicastChecksum()).isEqualTo(OldUnicastChecksum.SEND);
    }

    @Test
    void mannersReachTheRouter() {
        assertThat(mapped(instance("10.0.0.100").manners(new Manners(true, false, false, true, false)))
                        .router()
                        .manners())
                .isEqualTo(new PeerManners(true, false, false, true, false));
        assertThat(mapped(instance("10.0.0.100").manners(new Manners(false, true, true, false, true)))
                        .router()
                        .manners())
                .isEqualTo(new PeerManners(false, true, true, false, true));
    }
}
