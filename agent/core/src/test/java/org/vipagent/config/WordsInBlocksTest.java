package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsInBlocksTest {
    @Test
    void tellsAnUnknownWordWithItsPlaceAndTheNearestOfItsBlock() {
        Loading loading = Loading.instance("  priorty 100");

        assertThat(loading.messages())
                .containsExactly("2:3: error: unknown word 'priorty' in vrrp_instance (did you mean priority?)");
        assertThat(loading.loaded().config()).isEmpty();
    }

    @Test
    void skipsTheBlockOfAnUnknownWord() {
        Loading loading = Loading.instance("frobnicate {", "  gizmo {", "    whatever 1", "  }", "}");

        assertThat(loading.messages()).containsExactly("2:1: error: unknown word 'frobnicate' in vrrp_instance");
    }

    @Test
    void saysWhereAWordBelongs() {
        assertThat(Loading.instance("delay_loop 6").messages())
                .singleElement()
                .asString()
                .startsWith("2:1: error: delay_loop is not known in vrrp_instance; it belongs in ")
                .contains("virtual_server")
                .doesNotContain("did you mean");
        assertThat(Loading.of("router_id x\n").messages())
                .containsExactly("1:1: error: router_id is not known at the top level; it belongs in global_defs");
    }

    @Test
    void tellsOnceOfAKnownWordThatIsNotSupported() {
        Loading loading = Loading.of(Loading.instanceText("notify_master /bin/a")
                + "vrrp_instance VI_2 {\ninterface eth1\nvirtual_router_id 8\nvirtual_ipaddress { 10.0.1.1 }\n"
                + "notify_master /bin/b\n}\n");

        assertThat(loading.messages())
                .containsExactly("2:1: warning: notify_master is known to keepalived, not supported: no script is run");
        assertThat(loading.config().vrrpInstances()).hasSize(2);
    }

    @Test
    void saysWhatBecomesOfAcceptModeAndOfTheVirtualMac() {
        assertThat(Loading.instance("accept", "no_accept", "garp_extra_if 5").messages())
                .containsExactly(
                        "2:1: warning: accept is known to keepalived, not supported:"
                                + " packets to the virtual addresses are always accepted",
                        "3:1: warning: no_accept is known to keepalived, not supported:"
                                + " packets to the virtual addresses are accepted all the same",
                        "4:1: warning: garp_extra_if is known to keepalived, not supported:"
                                + " it is for the virtual MAC address, which is not used");
        assertThat(Loading.of("global_defs {\nvrrp_garp_extra_if all 5\n}\n" + Loading.instanceText())
                        .messages())
                .containsExactly("2:1: warning: vrrp_garp_extra_if is known to keepalived, not supported:"
                        + " it is for the virtual MAC address, which is not used");
    }

    @Test
    void looksIntoBlocksThatAreNotSupported() {
        Loading loading = Loading.of("""
                virtual_server 10.0.0.1 80 {
                    delay_loop 6
                    protocol TCP
                    real_server 10.0.0.2 80 {
                        weigth 1
                        TCP_CHECK {
                            connect_timout 3
                        }
                    }
                }
                """);

        assertThat(loading.messages())
                .containsExactly(
                        "1:1: warning: virtual_server is known to keepalived, not supported: nothing is balanced, no real"
                                + " server is checked",
                        "5:9: error: unknown word 'weigth' in real_server (did you mean weight?)",
                        "7:13: error: unknown word 'connect_timout' in TCP_CHECK (did you mean connect_timeout?)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"use_vmac", "use_vmac vrrp.7", "mcast_dst_ip 224.0.0.99"})
    void refusesWhatCannotBeLeftOut(String line) {
        assertThat(Loading.instance(line).messages())
                .singleElement()
                .asString()
                .startsWith("2:1: error: ")
                .contains("is known but not supported, and cannot be left out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mcast_dst_ip 224.0.0.18", "mcast_dst_ip ff02::12"})
    void takesARefusedWordThatAsksForNothing(String line) {
        assertThat(Loading.instance(line).messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vrrp_mcast_group4 224.0.0.19", "vrrp_mcast_group6 ff02::13"})
    void refusesGlobalSettingsThatCannotBeLeftOut(String line) {
        assertThat(Loading.of("global_defs {\n" + line + "\n}\n").errors()).hasSize(1);
    }

    @Test
    void takesDebugAndDoesNothingAsKeepalived() {
        assertThat(Loading.instance("debug 0").messages()).isEmpty();
        assertThat(Loading.instance("debug 4").messages()).isEmpty();
        assertThat(Loading.instance("debug 5").messages())
                .containsExactly("2:7: error: 5 is out of range: debug takes a whole number from 0 to 4");
    }

    @Test
    void tellsOfAMissingParameter() {
        assertThat(Loading.instance("priority").messages())
                .containsExactly("2:1: error: priority lacks a parameter: expected 1, found 0");
        assertThat(Loading.of("vrrp_instance {\n}\n").messages())
                .containsExactly("1:1: error: vrrp_instance lacks a parameter: expected 1, found 0");
    }

    @Test
    void tellsOfWordsThatAreLeftOver() {
        Loading loading = Loading.instance("priority 90 advert_int 5");

        assertThat(loading.messages())
                .containsExactly(
                        "2:13: warning: 'advert_int' is ignored: priority takes 1 at most, and each keyword needs a"
                                + " line of its own");
        assertThat(loading.only().priority()).isEqualTo(90);
        assertThat(loading.only().advertInterval()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void tellsOfAKeywordThatIsGivenTwice() {
        Loading loading = Loading.instance("priority 90", "priority 80");

        assertThat(loading.messages())
                .containsExactly("3:1: warning: priority was given before, on line 2; the last one counts");
        assertThat(loading.only().priority()).isEqualTo(80);
    }

    @Test
    void takesBothSpellingsForTheSameSetting() {
        assertThat(Loading.instance("unicast_src_ip 10.0.0.1", "mcast_src_ip 10.0.0.2")
                        .messages())
                .containsExactly("3:1: warning: mcast_src_ip was given before, on line 2; the last one counts");
    }

    @ParameterizedTest
    @CsvSource({
        "virtual_ipaddress 10.0.0.1, virtual_ipaddress needs a block",
        "priority 100 { }, priority takes no block"
    })
    void tellsOfBracesInTheWrongPlace(String line, String message) {
        assertThat(Loading.instance(line).errors()).anyMatch(e -> e.message().startsWith(message));
    }

    @Test
    void suspectsAMissingBraceWhereAListHoldsAKeyword() {
        Loading loading = Loading.of("""
                vrrp_instance VI_1 {
                  interface eth0
                  virtual_router_id 7
                  virtual_ipaddress {
                    10.0.0.1
                  priority 100
                }
                """);

        assertThat(loading.messages())
                .containsExactly(
                        "4:21: error: the block of virtual_ipaddress is not closed: priority on line 6 belongs in the"
                                + " block around it");
    }

    @Test
    void readsOnBehindAMissingBraceAsIfItWereThere() {
        Loading loading = Loading.of("""
                vrrp_instance VI_1 {
                  interface eth0
                  virtual_router_id 7
                  authentication {
                    auth_type PASS
                    auth_pass x
                  virtual_ipaddress {
                    10.0.0.1
                  }
                }
                vrrp_instance VI_2 {
                  interface eth0
                  virtual_router_id 8
                  virtual_ipaddress {
                    10.0.0.2
                  }
                }
                """);

        assertThat(loading.messages())
                .containsExactly(
                        "4:18: error: the block of authentication is not closed: virtual_ipaddress on line 7 belongs"
                                + " in the block around it");
    }

    @Test
    void readsOnBehindABraceTooManyAsIfItWereNotThere() {
        Loading loading = Loading.of("""
                vrrp_instance VI_1 {
                  interface eth0
                  authentication {
                    auth_type PASS
                    auth_pass x
                  }
                  }
                  virtual_router_id 7
                  virtual_ipaddress {
                    10.0.0.1
                  }
                }
                """);

        assertThat(loading.messages())
                .containsExactly("12:1: error: one } too many in the block of vrrp_instance opened on line 1");
    }

    @Test
    void doesNotTakeAKeywordAmongEntriesForOne() {
        assertThat(Loading.instance("virtual_ipaddress {", "10.0.0.1", "priority 100", "}")
                        .errors())
                .extracting(Diagnostic::message)
                .contains(
                        "priority is not an entry of virtual_ipaddress; is the } missing of the block opened on line 2?");
    }

    @ParameterizedTest
    @CsvSource({
        "virtual_routes, 192.168.1.0/24 vai 10.0.0.1 dev eth0, vai, via",
        "virtual_routes, src 10.0.0.1 to default via 10.0.0.2 tabel main, tabel, table",
        "virtual_rules, from 10.0.0.0/8 tabel web, tabel, table"
    })
    void looksIntoRoutesAndRules(String list, String entry, String word, String meant) {
        Loading loading = Loading.instance(list + " {", entry, "}");

        assertThat(loading.errors()).singleElement().satisfies(e -> {
            assertThat(e.word()).isEqualTo(word);
            assertThat(e.suggestion()).contains(meant);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "virtual_routes, src 10.0.0.1 to default via 10.0.0.2 dev vai table main scope link metric 5 onlink",
        "virtual_routes, blackhole 10.9.0.0/16",
        "virtual_rules, from 10.0.0.0/8 iif form table tabel priority 100"
    })
    void takesValuesOfRoutesAndRulesAsTheyAre(String list, String entry) {
        assertThat(Loading.instance(list + " {", entry, "}").errors()).isEmpty();
    }

    @Test
    void tellsOfAnIncludeThatCannotBeOne() {
        assertThat(Loading.of("@node1 include x.conf\n").messages())
                .contains(
                        "1:8: error: include is looked for before @ and $ are worked on: it can be neither conditional nor"
                                + " come from a variable");
    }

    @Test
    void readsCommandsInTheirOwnWay() {
        assertThat(Loading.instance("notify '/bin/a b'").warnings()).hasSize(1);
        assertThat(Loading.instance("notify '/bin/a b").errors())
                .singleElement()
                .satisfies(e -> assertThat(e.message()).isEqualTo("a quote in the command of notify is not closed"));
    }

    @Test
    void tellsOfAnEmptyConfiguration() {
        assertThat(Loading.of("# nothing\n").messages()).containsExactly("1:1: warning: the configuration is empty");
    }

    @Test
    void tellsOfAFileThatCannotBeRead() {
        Loading loading = Loading.of(new MemoryFiles(), LoadOptions.forHost("node1"));

        assertThat(loading.messages()).containsExactly("1:1: error: cannot be read: no such file");
        assertThat(loading.loaded().config()).isEmpty();
    }
}
