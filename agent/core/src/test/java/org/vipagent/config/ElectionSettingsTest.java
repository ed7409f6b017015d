package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vipagent.net.AddressFamily;

class ElectionSettingsTest {
    @Test
    void haveTheDefaultsOfKeepalived() {
        VrrpInstance instance = Loading.instance().only();

        assertThat(instance.version()).isEqualTo(2);
        assertThat(instance.stateMaster()).isFalse();
        assertThat(instance.priority()).isEqualTo(100);
        assertThat(instance.advertInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(instance.preempt()).isTrue();
        assertThat(instance.preemptDelay()).isZero();
        assertThat(instance.downTimerAdverts()).isEqualTo(3);
        assertThat(instance.gratuitousArp()).isEqualTo(GratuitousArp.defaults());
        assertThat(instance.family()).isEqualTo(AddressFamily.INET);
        assertThat(instance.delivery()).isEqualTo(Delivery.multicast());
        assertThat(instance.manners()).isEqualTo(Manners.defaults());
        assertThat(instance.authentication()).isEqualTo(Authentication.none());
        assertThat(instance.vipLifetime()).isEmpty();
        assertThat(instance.stopTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(instance.foreignVrid()).isEqualTo(ForeignVrid.DROP);
        assertThat(instance.trackPrimary()).isTrue();
        assertThat(instance.cloud()).isEmpty();
        assertThat(instance.declaredAt()).isEqualTo(new SourcePosition(Loading.MAIN, 1, 1));
    }

    /** A successor's skew is up to an interval in version 3 (RFC 9568 §6.1), up to a second in version 2 (RFC 3768). */
    @ParameterizedTest
    @CsvSource({"2, 10, 5000", "3, 1, 5000", "3, 4, 5000", "3, 10, 11000", "3, 40, 41000"})
    void aPlannedStopOutlastsTheSkewOfAnySuccessorWhereNothingElseIsSaid(int version, int interval, long millis) {
        String[] lines = {"version " + version, "advert_int " + interval};
        assertThat(Loading.instance(lines).only().stopTimeout()).isEqualTo(Duration.ofMillis(millis));
        String[] own = {"version " + version, "advert_int " + interval, "stop_timeout 3"};
        assertThat(Loading.instance(own).only().stopTimeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void areReadTogether() {
        VrrpInstance instance = Loading.instance(
                        "version 3",
                        "state BACKUP",
                        "priority 200",
                        "advert_int 0.25",
                        "nopreempt",
                        "down_timer_adverts 5",
                        "dont_track_primary",
                        "v3_checksum_as_v2",
                        "vip_lifetime 20",
                        "stop_timeout 2.5",
                        "foreign_vrid process")
                .only();

        assertThat(instance.version()).isEqualTo(3);
        assertThat(instance.priority()).isEqualTo(200);
        assertThat(instance.advertInterval()).isEqualTo(Duration.ofMillis(250));
        assertThat(instance.preempt()).isFalse();
        assertThat(instance.downTimerAdverts()).isEqualTo(5);
        assertThat(instance.trackPrimary()).isFalse();
        assertThat(instance.v3ChecksumAsV2()).isTrue();
        assertThat(instance.vipLifetime()).contains(Duration.ofSeconds(20));
        assertThat(instance.stopTimeout()).isEqualTo(Duration.ofMillis(2500));
        assertThat(instance.foreignVrid()).isEqualTo(ForeignVrid.PROCESS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "priority 300;          2:10: error: 300 is out of range: priority takes a whole number from 1 to 255",
                "priority 0;            2:10: error: 0 is out of range: priority takes a whole number from 1 to 255",
                "priority 100x;         2:10: error: '100x' is not a number: priority takes a whole number from 1 to 255",
                "virtual_router_id 256; 2:19: error: 256 is out of range: virtual_router_id takes a whole number from 1 to 255",
                "version 4;             2:9: error: 4 is out of range: version takes a whole number from 2 to 3",
                "down_timer_adverts 0;  2:20: error: 0 is out of range: down_timer_adverts takes a whole number from 1 to 100",
                "advert_int 1s;         2:12: error: '1s' is not a number of seconds: advert_int takes seconds from 0.01 to 255, without a unit (did you mean 1?)",
                "advert_int 256;        2:12: error: 256 is out of range: advert_int takes seconds from 0.01 to 255, without a unit",
                "preempt_delay 1001;    2:15: error: 1001 is out of range: preempt_delay takes seconds from 0 to 1000, without a unit",
                "interface lo;          2:11: error: VRRP cannot run on the loopback interface",
                "interface a/b;         2:11: error: 'a/b' is no interface name: 1 to 15 characters without blank, / and :",
                "foreign_vrid allow;    2:14: error: 'allow' is not one of drop, process",
                "check_unicast_src True; 2:19: error: 'True' is not a switch: check_unicast_src takes on, off, true, false, yes or no, in lower case (did you mean true?)"
            })
    void refuseWhatCannotBeMeant(String line, String message) {
        assertThat(Loading.instance(line).messages()).containsExactly(message);
    }

    @ParameterizedTest
    @CsvSource({"0.4, 1", "1.4, 1", "1.5, 2", "255, 255"})
    void countWholeSecondsInVersionTwo(String given, int seconds) {
        Loading loading = Loading.instance("advert_int " + given);

        assertThat(loading.only().advertInterval()).isEqualTo(Duration.ofSeconds(seconds));
        boolean whole = given.equals("255");
        assertThat(loading.messages())
                .hasSize(whole ? 0 : 1)
                .allMatch(m -> m.contains("counts whole seconds; rounded to"));
    }

    @ParameterizedTest
    @CsvSource({"0.01, 10", "40.95, 40950", ".5, 500", "+1., 1000"})
    void countHundredthsOfSecondsInVersionThree(String given, int millis) {
        Loading loading = Loading.instance("version 3", "advert_int " + given);

        assertThat(loading.messages()).isEmpty();
        assertThat(loading.only().advertInterval()).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void tellWhatVersionThreeRounds() {
        assertThat(Loading.instance("version 3", "advert_int 0.015").messages())
                .containsExactly("3:12: warning: VRRP version 3 counts steps of 10 ms; rounded to 0.02 s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.005", "40.96", "41"})
    void refuseIntervalsThatDoNotFitInVersionThree(String given) {
        assertThat(Loading.instance("version 3", "advert_int " + given).errors())
                .hasSize(1);
    }

    @Test
    void takeTheVersionFromTheGlobalBlockWhereverItStands() {
        Loading loading = Loading.of(Loading.instanceText("advert_int 0.5")
                + "global_defs {\nvrrp_version 3\nvrrp_down_timer_adverts 4\n}\n");

        assertThat(loading.messages()).isEmpty();
        assertThat(loading.only().version()).isEqualTo(3);
        assertThat(loading.only().downTimerAdverts()).isEqualTo(4);
    }

    @Test
    void needAVirtualRouterId() {
        Loading loading = Loading.of("vrrp_instance A {\ninterface eth0\nvirtual_ipaddress { 10.0.0.1 }\n}\n");

        assertThat(loading.messages())
                .containsExactly(
                        "1:1: error: vrrp_instance A lacks a virtual_router_id from 1 to 255; there is no default");
    }

    @Test
    void makeAMasterWithoutPriorityTheOwnerAndSaySo() {
        Loading loading = Loading.instance("state MASTER");

        assertThat(loading.only().priority()).isEqualTo(255);
        assertThat(loading.messages())
                .singleElement()
                .asString()
                .startsWith("2:1: warning: state MASTER without a priority makes it 255");
    }

    @Test
    void switchNopreemptOffForAMaster() {
        Loading loading = Loading.instance("state MASTER", "priority 150", "nopreempt");

        assertThat(loading.only().preempt()).isTrue();
        assertThat(loading.messages())
                .singleElement()
                .asString()
                .startsWith("4:1: warning: nopreempt does not go with state MASTER");
    }

    @Test
    void switchPreemptDelayOffWhereItCannotCount() {
        assertThat(Loading.instance("state MASTER", "priority 9", "preempt_delay 5")
                        .only()
                        .preemptDelay())
                .isZero();
        assertThat(Loading.instance("nopreempt", "preempt_delay 5").messages())
                .containsExactly(
                        "3:1: warning: preempt_delay does not go with nopreempt and is switched off, as in keepalived");
        assertThat(Loading.instance("preempt_delay 5.5").only().preemptDelay()).isEqualTo(Duration.ofMillis(5500));
    }

    @Test
    void letTheLastOfPreemptAndNopreemptCount() {
        assertThat(Loading.instance("nopreempt", "preempt").only().preempt()).isTrue();
        assertThat(Loading.instance("preempt", "nopreempt").only().preempt()).isFalse();
        assertThat(Loading.instance("preempt", "nopreempt").warnings()).hasSize(1);
    }

    @Test
    void keepTheFirstMasterState() {
        Loading loading = Loading.instance("state MASTER", "state BACKUP", "priority 9");

        assertThat(loading.only().stateMaster()).isTrue();
        assertThat(loading.messages())
                .containsExactly("3:1: warning: state was given before, on line 2; the first MASTER stays");
    }

    @Test
    void takeAnUnknownStateAsBackup() {
        Loading loading = Loading.instance("state MASTR");

        assertThat(loading.only().stateMaster()).isFalse();
        assertThat(loading.messages())
                .containsExactly(
                        "2:7: warning: 'MASTR' is not a state: expected MASTER or BACKUP, in upper case; taken as"
                                + " BACKUP (did you mean MASTER?)");
    }

    @Test
    void readTheNumberWithALeadingZeroAsDecimal() {
        assertThat(Loading.instance("virtual_router_id 010").only().virtualRouterId())
                .isEqualTo(10);
    }
}
