package org.vipagent.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vipagent.config.AgentConfig;
import org.vipagent.config.Authentication;
import org.vipagent.config.Delivery;
import org.vipagent.config.GlobalDefinitions;
import org.vipagent.config.HmacAuthentication;
import org.vipagent.config.HmacKey;
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
import org.vipagent.vrrp.AnnouncePolicy;
import org.vipagent.vrrp.PeerManners;
import org.vipagent.vrrp.RouterConfig;
import org.vipagent.vrrp.RouterKey;
import org.vipagent.vrrp.UnicastPeer;
import org.vipagent.vrrp.wire.Hmac;
import org.vipagent.vrrp.wire.OldUnicastChecksum;
import org.vipagent.vrrp.wire.Transport;

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

    @Test
    void authenticationReachesTheRouterWithItsTransport() {
        RouterConfig none = mapped(instance("10.0.0.100")).router();
        assertThat(none.authentication()).isEqualTo(org.vipagent.vrrp.wire.Authentication.none());
        assertThat(none.transport()).isEqualTo(Transport.VRRP);

        RouterConfig password = mapped(instance("10.0.0.100").authentication(new Authentication.Pass("x")))
                .router();
        assertThat(password.authentication()).isEqualTo(org.vipagent.vrrp.wire.Authentication.password("x"));
        assertThat(password.transport()).isEqualTo(Transport.VRRP);

        RouterConfig header = mapped(instance("10.0.0.100").authentication(new Authentication.Header("x")))
                .router();
        assertThat(header.authentication()).isEqualTo(org.vipagent.vrrp.wire.Authentication.header("x"));
        assertThat(header.transport()).isEqualTo(Transport.AUTHENTICATION_HEADER);
    }

    @Test
    void hmacReachesTheRouterWhole() {
        byte[] secret = new byte[32];
        secret[5] = 9;
        for (HmacAuthentication.Mode mode : HmacAuthentication.Mode.values()) {
            for (HmacAuthentication.AntiReplay antiReplay : HmacAuthentication.AntiReplay.values()) {
                Hmac hmac = mapped(instance("10.0.0.100")
                                .hmac(new HmacAuthentication(
                                        List.of(new HmacKey(4, new byte[64]), new HmacKey(7, secret)),
                                        7,
                                        antiReplay,
                                        Duration.ofSeconds(30),
                                        mode)))
                        .router()
                        .hmac()
                        .orElseThrow();

                assertThat(hmac.keys()).extracting(Hmac.Key::id).containsExactly(4, 7);
                assertThat(hmac.keys().get(1).secret()).isEqualTo(secret);
                assertThat(hmac.activeKey()).isEqualTo(7);
                assertThat(hmac.timeWindowNanos()).isEqualTo(30_000_000_000L);
                assertThat(hmac.mode().name()).isEqualTo(mode.name());
                assertThat(hmac.antiReplay().name()).isEqualTo(antiReplay.name());
            }
        }
    }

    @Test
    void udpReachesTheRouter() {
        HmacAuthentication hmac = new HmacAuthentication(
                List.of(new HmacKey(1, new byte[32])),
                1,
                HmacAuthentication.AntiReplay.TIME,
                Duration.ofSeconds(5),
                HmacAuthentication.Mode.ENFORCE);

        assertThat(mapped(instance("10.0.0.100")
                                .unicastPeers(List.of(IpAddress.parse("10.0.0.12")))
                                .hmac(hmac)
                                .udpPort(OptionalInt.of(1112)))
                        .router()
                        .transport())
                .isEqualTo(Transport.udp(1112));
    }

    private static NodeConfig mapped(String globals, Duration sinceBoot) {
        String text = "global_defs {\n" + globals + "\n}\nvrrp_instance A {\nvirtual_router_id 7\n"
                + "virtual_ipaddress { 10.0.0.100 }\n}\n";
        return FromFile.read(text, sinceBoot);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0, 0",
        "vrrp_startup_delay 5, 1000, 5",
        "vrrp_delay_after_boot 60, 10, 50",
        "vrrp_delay_after_boot 60, 60, 0",
        "vrrp_delay_after_boot 60, 61, 0",
        "'vrrp_delay_after_boot 60\nvrrp_startup_delay 30', 10, 50",
        "'vrrp_delay_after_boot 60\nvrrp_startup_delay 30', 40, 30"
    })
    void theLaterEndOfBothDelaysCounts(String globals, int secondsSinceBoot, int delaySeconds) {
        assertThat(mapped(globals.replace("\\n", "\n"), Duration.ofSeconds(secondsSinceBoot))
                        .instances()
                        .get(0)
                        .router()
                        .startupDelayNanos())
                .isEqualTo(delaySeconds * 1_000_000_000L);
    }

    @Test
    void unknownVridsAreToldOfWhereAsked() {
        assertThat(mapped("log_unknown_vrids", Duration.ZERO).logUnknownVrids()).isTrue();
        assertThat(mapped("", Duration.ZERO).logUnknownVrids()).isFalse();
    }

    @Test
    void announcementsKeepTheirDistance() {
        AnnouncePolicy policy = mapped("vrrp_garp_interval 0.002\nvrrp_gna_interval 0.003", Duration.ZERO)
                .instances()
                .get(0)
                .router()
                .announce();

        assertThat(policy.garpIntervalNanos()).isEqualTo(2_000_000);
        assertThat(policy.gnaIntervalNanos()).isEqualTo(3_000_000);
        assertThat(policy.masterRepeat()).isEqualTo(5);
    }
}
