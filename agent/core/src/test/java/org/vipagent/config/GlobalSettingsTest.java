package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.vipagent.net.InterfaceName;

class GlobalSettingsTest {
    private static Loading load(String globals, String... lines) {
        return Loading.of("global_defs {\n" + globals + "\n}\n" + Loading.instanceText(lines));
    }

    @Test
    void haveTheDefaultsOfKeepalived() {
        assertThat(Loading.instance().config().global()).isEqualTo(GlobalDefinitions.defaults());
    }

    @Test
    void addUpOverSeveralBlocks() {
        Loading loading = Loading.of("""
                global_defs {
                    router_id a
                    vrrp_startup_delay 2.5
                }
                global_defs {
                    router_id b
                }
                """);

        assertThat(loading.config().global().routerId()).contains("b");
        assertThat(loading.config().global().startupDelay()).isEqualTo(Duration.ofMillis(2500));
    }

    @Test
    void keepTheLongerOfTwoStartupDelays() {
        Loading loading = load("vrrp_startup_delay 9\nvrrp_startup_delay 3");

        assertThat(loading.config().global().startupDelay()).isEqualTo(Duration.ofSeconds(9));
        assertThat(loading.messages())
                .containsExactly("3:1: warning: vrrp_startup_delay was given before, on line 2; the longer one stays");
    }

    @Test
    void nameTheInterfaceOfInstancesThatNameNone() {
        Loading loading = Loading.of("""
                global_defs {
                    default_interface ens3
                }
                vrrp_instance A {
                    virtual_router_id 7
                    virtual_ipaddress { 10.0.0.1 }
                }
                """);

        assertThat(loading.only().interfaceName()).isEqualTo(new InterfaceName("ens3"));
        assertThat(loading.only().virtualAddresses().get(0).device()).isEqualTo(new InterfaceName("ens3"));
    }

    @Test
    void areTakenOverByInstancesThatSayNothingElse() {
        String globals = "vrrp_check_unicast_src\nv3_checksum_as_v2 on\nvrrp_version 3";

        assertThat(load(globals).only())
                .satisfies(i -> assertThat(i.delivery().checkSource()).isTrue())
                .satisfies(i -> assertThat(i.v3ChecksumAsV2()).isTrue())
                .satisfies(i -> assertThat(i.version()).isEqualTo(3));
        assertThat(load(globals, "check_unicast_src off", "v3_checksum_as_v2 no", "version 2")
                        .only())
                .satisfies(i -> assertThat(i.delivery().checkSource()).isFalse())
                .satisfies(i -> assertThat(i.v3ChecksumAsV2()).isFalse())
                .satisfies(i -> assertThat(i.version()).isEqualTo(2));
    }

    @Test
    void sayHowAddressesAreAnnounced() {
        Loading loading = load(
                "vrrp_garp_master_delay 10\nvrrp_garp_master_repeat 3\nvrrp_garp_master_refresh 60\n"
                        + "vrrp_garp_master_refresh_repeat 2\nvrrp_garp_lower_prio_repeat 1",
                "garp_master_repeat 4");

        assertThat(loading.messages()).isEmpty();
        assertThat(loading.only().gratuitousArp())
                .isEqualTo(new GratuitousArp(
                        Duration.ofSeconds(10), 4, Duration.ofSeconds(60), 2, Duration.ofSeconds(10), 1));
    }

    @Test
    void letLowerPriorityAnnouncementsFollowTheMasters() {
        GratuitousArp garp = load("vrrp_garp_master_delay 2\nvrrp_garp_master_repeat 7")
                .only()
                .gratuitousArp();

        assertThat(garp.lowerPriorityDelay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(garp.lowerPriorityRepeat()).isEqualTo(7);
    }

    /** As keepalived does: what an instance does not say of them comes from here, not from its master's values. */
    @Test
    void sayWhatLowerPriorityAnnouncesToInstancesWithOtherMastersValuesToo() {
        String[] once = {"garp_master_delay 0", "garp_master_repeat 1"};
        GratuitousArp defaults = Loading.instance(once).only().gratuitousArp();
        GratuitousArp said = load("vrrp_garp_lower_prio_delay 5\nvrrp_garp_lower_prio_repeat 5", once)
                .only()
                .gratuitousArp();

        assertThat(defaults).isEqualTo(said);
        assertThat(defaults.masterRepeat()).isEqualTo(1);
        assertThat(defaults.lowerPriorityRepeat()).isEqualTo(5);
        assertThat(defaults.lowerPriorityDelay()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void announceOnceWithMinGarp() {
        GratuitousArp garp = load("vrrp_min_garp").only().gratuitousArp();

        assertThat(garp.masterRepeat()).isEqualTo(1);
        assertThat(garp.masterDelay()).isZero();
    }

    @Test
    void keepAnnouncementsApart() {
        Loading loading = load("vrrp_garp_interval 0.001\nvrrp_gna_interval 0.000001", "garp_master_repeat 4");

        assertThat(loading.messages()).isEmpty();
        GratuitousArp garp = loading.only().gratuitousArp();
        assertThat(garp.garpInterval()).isEqualTo(Duration.ofMillis(1));
        assertThat(garp.gnaInterval()).isEqualTo(Duration.ofNanos(1000));
        assertThat(garp.masterRepeat()).isEqualTo(4);
        assertThat(load("vrrp_min_garp\nvrrp_garp_interval 0.5")
                        .only()
                        .gratuitousArp()
                        .garpInterval())
                .isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void tellOfAnnouncementsThatKeepalivedRefuses() {
        assertThat(load("vrrp_garp_interval 0").messages())
                .containsExactly(
                        "2:20: warning: 0 means no distance here; keepalived refuses it: leave the line out for"
                                + " the same");
        assertThat(load("vrrp_gna_interval 4295").errors()).hasSize(1);
        assertThat(load("vrrp_garp_interval 1ms").messages())
                .containsExactly(
                        "2:20: error: '1ms' is not a number of seconds: vrrp_garp_interval takes seconds from 0"
                                + " to 4294.967295, without a unit");
        assertThat(Loading.instance("garp_master_delay 1.5").errors()).hasSize(1);
        assertThat(Loading.instance("garp_master_repeat 0").messages())
                .containsExactly("2:20: warning: at least one is sent; taken as 1");
    }

    @Test
    void waitAfterBoot() {
        assertThat(load("vrrp_delay_after_boot 40.5").config().global().delayAfterBoot())
                .isEqualTo(Duration.ofMillis(40_500));
        assertThat(load("vrrp_delay_after_boot -1").errors()).hasSize(1);
    }

    @Test
    void tellOfUnknownVridsIfAsked() {
        assertThat(load("log_unknown_vrids").config().global().logUnknownVrids())
                .isTrue();
        assertThat(load("log_unknown_vrids off").config().global().logUnknownVrids())
                .isFalse();
    }
}
