package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an instance deals with the others. */
class MannersSettingsTest {
    private static Loading load(String globals, String... lines) {
        return Loading.of("global_defs {\n" + globals + "\n}\n" + Loading.instanceText(lines));
    }

    @Test
    void areReadTogether() {
        Loading loading = Loading.instance(
                "priority 255",
                "lower_prio_no_advert",
                "higher_prio_send_advert false",
                "owner_ignore_adverts yes",
                "skip_check_adv_addr on");

        assertThat(loading.messages()).isEmpty();
        assertThat(loading.only().manners()).isEqualTo(new Manners(true, false, true, true, false));
    }

    @Test
    void areTakenOverFromTheGlobalOnesUnlessSaidOtherwise() {
        String globals = "vrrp_lower_prio_no_advert\nvrrp_higher_prio_send_advert off\nvrrp_owner_ignore_adverts\n"
                + "vrrp_skip_check_adv_addr";

        assertThat(load(globals).messages()).isEmpty();
        assertThat(load(globals).only().manners()).isEqualTo(new Manners(true, false, true, true, false));
        assertThat(load(globals, "lower_prio_no_advert no", "higher_prio_send_advert", "owner_ignore_adverts off")
                        .only()
                        .manners())
                .isEqualTo(new Manners(false, true, false, true, false));
    }

    @Test
    void tellThatKeepalivedSkipsTheCheckWhateverFollowsTheWord() {
        Loading loading = Loading.instance("skip_check_adv_addr false");

        assertThat(loading.only().manners().skipAddressCheck()).isFalse();
        assertThat(loading.messages())
                .containsExactly("2:1: warning: skip_check_adv_addr is off here, as written; keepalived switches it on"
                        + " whatever follows it");
    }

    @Test
    void tellThatOnlyAnOwnerIgnoresAll() {
        assertThat(Loading.instance("priority 254", "owner_ignore_adverts").messages())
                .containsExactly(
                        "3:1: warning: owner_ignore_adverts has no effect below priority 255, the address owner's");
        assertThat(Loading.instance("priority 254", "owner_ignore_adverts off").messages())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lower_prio_no_advert", "higher_prio_send_advert", "owner_ignore_adverts", "skip_check_adv_addr"
            })
    void areSwitches(String word) {
        assertThat(Loading.instance(word + " True").messages())
                .containsExactly("2:" + (word.length() + 2) + ": error: 'True' is not a switch: " + word
                        + " takes on, off, true, false, yes or no, in lower case (did you mean true?)");
    }
}
