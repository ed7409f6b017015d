package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vipagent.net.AddressFamily;

/** What keepalived's {@code strict_mode} refuses or resets; its own messages in 2.2.7 were the model. */
class StrictModeTest {
    private static Loading load(String... lines) {
        String[] all = new String[lines.length + 3];
        all[0] = "version 3";
        all[1] = "strict_mode";
        all[2] = "accept";
        System.arraycopy(lines, 0, all, 3, lines.length);
        return Loading.instance(all);
    }

    private static List<String> messages(Loading loading) {
        return loading.messages().stream()
                .filter(m -> !m.contains("accept is known"))
                .toList();
    }

    @Test
    void followsTheRfcWhereKeepalivedDoes() {
        Loading loading = load();

        assertThat(messages(loading)).isEmpty();
        assertThat(loading.only().manners()).isEqualTo(new Manners(true, false, false, false, true));
        assertThat(loading.only().gratuitousArp().lowerPriorityRepeat()).isZero();
        assertThat(loading.only().gratuitousArp().lowerPriorityDelay()).isZero();
    }

    @Test
    void isSetForAllAndTakenBackForOne() {
        String globals = "global_defs {\nvrrp_strict\nvrrp_version 3\n}\n";

        assertThat(Loading.of(globals + Loading.instanceText()).only().manners().strict())
                .isTrue();
        VrrpInstance instance =
                Loading.of(globals + Loading.instanceText("strict_mode off")).only();
        assertThat(instance.manners()).isEqualTo(Manners.defaults());
        assertThat(instance.gratuitousArp()).isEqualTo(GratuitousArp.defaults());
        assertThat(Loading.of("global_defs {\nvrrp_strict no\n}\n" + Loading.instanceText())
                        .only()
                        .manners()
                        .strict())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "state MASTER / priority 100 | 5:1: warning: strict mode: state MASTER and priority 255 go together | BACKUP",
                "state BACKUP / priority 255 | 5:1: warning: strict mode: state MASTER and priority 255 go together | MASTER"
            })
    void makesStateAndOwnershipAgree(String lines, String message, String state) {
        Loading loading = load(lines.split(" / ", -1));

        assertThat(messages(loading)).containsExactly(message + "; the state is taken as " + state);
        assertThat(loading.only().stateMaster()).isEqualTo(state.equals("MASTER"));
    }

    @Test
    void takesAnOwnerThatStartsAsMaster() {
        assertThat(messages(load("state MASTER", "priority 255"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "preempt_delay 5;                'strict mode knows no preempt_delay; it is switched off'",
                "down_timer_adverts 5;           'strict mode: a master is down after 3 missed adverts; taken as 3'",
                "lower_prio_no_advert false;     'strict mode: an advert of lower priority is not answered; switched on'",
                "higher_prio_send_advert;        'strict mode: a master that gives way is silent; switched off'",
                "garp_lower_prio_repeat 3;       'strict mode: nothing is announced for an advert of lower priority; taken as 0'",
                "garp_lower_prio_delay 3;        'strict mode: nothing is announced for an advert of lower priority; taken as 0'",
                "unicast_peer { 10.0.0.12 };     'strict mode is meant for multicast, the RFC knows no unicast_peer; the peers are used all the same, as in keepalived 2.2'"
            })
    void tellsWhatItResets(String line, String message) {
        Loading loading = load(line);

        assertThat(messages(loading)).containsExactly("5:1: warning: " + message);
        VrrpInstance instance = loading.only();
        assertThat(instance.preemptDelay()).isEqualTo(Duration.ZERO);
        assertThat(instance.downTimerAdverts()).isEqualTo(3);
        assertThat(instance.manners()).isEqualTo(new Manners(true, false, false, false, true));
        assertThat(instance.gratuitousArp().lowerPriorityRepeat()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "preempt_delay 0",
        "down_timer_adverts 3",
        "lower_prio_no_advert",
        "higher_prio_send_advert off",
        "garp_lower_prio_repeat 0",
        "garp_master_repeat 3",
        "nopreempt"
    })
    void keepsSilentAboutWhatIsMeantAnyway(String line) {
        assertThat(messages(load(line))).isEmpty();
    }

    @Test
    void leavesAuthenticationOutAsKeepalivedDoes() {
        Loading loading = Loading.instance(
                "version 2", "strict_mode", "no_accept", "authentication {", "auth_type PASS", "auth_pass x", "}");

        assertThat(loading.only().authentication()).isEqualTo(Authentication.none());
        assertThat(loading.messages())
                .contains("5:1: warning: strict mode knows no authentication; it is left out, as in keepalived");
    }

    @Test
    void needsAnHmacThatIsEnforced() {
        String key = "key 1 hex:" + "0f".repeat(32);
        assertThat(messages(load("auth_hmac {", key, "active_key 1", "}"))).isEmpty();
        assertThat(load("auth_hmac {", key, "active_key 1", "mode permissive", "}")
                        .errors())
                .singleElement()
                .satisfies(e -> assertThat(e.message())
                        .isEqualTo("strict mode needs auth_hmac in mode enforce: finish the roll-out before"));
    }

    @Test
    void demandsAnAddress() {
        assertThat(load("no_virtual_ipaddress", "virtual_ipaddress { }").errors())
                .singleElement()
                .satisfies(e -> assertThat(e.message())
                        .isEqualTo("strict mode demands a virtual address: an advert has at least one"));
    }

    @Test
    void demandsALinkLocalAddressFirst() {
        assertThat(load("virtual_ipaddress { 2001:db8::1 }").errors())
                .singleElement()
                .satisfies(e -> assertThat(e.message())
                        .isEqualTo("strict mode demands that the first IPv6 address is a link-local one (RFC 9568"
                                + " §5.2.9)"));
        Loading good = load("virtual_ipaddress {", "fe80::1", "2001:db8::1", "}");
        assertThat(messages(good)).isEmpty();
        assertThat(good.only().family()).isEqualTo(AddressFamily.INET6);
    }

    @Test
    void saysThatPacketsAreAcceptedAllTheSame() {
        assertThat(Loading.instance("version 3", "strict_mode").messages())
                .containsExactly("3:1: warning: in strict mode keepalived drops packets to the virtual addresses below"
                        + " priority 255; here they are accepted (say accept if that is meant)");
        assertThat(Loading.instance("version 2", "strict_mode").messages())
                .containsExactly("3:1: warning: in strict mode keepalived drops packets to the virtual addresses below"
                        + " priority 255; here they are accepted");
        assertThat(Loading.instance("version 3", "state MASTER", "priority 255", "strict_mode")
                        .messages())
                .isEmpty();
    }
}
