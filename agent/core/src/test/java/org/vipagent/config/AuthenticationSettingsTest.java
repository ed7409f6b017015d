package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationSettingsTest {
    private static Loading load(String... lines) {
        return Loading.instance("authentication {\n" + String.join("\n", lines) + "\n}");
    }

    @Test
    void holdThePasswordAndDoNotShowIt() {
        Loading loading = load("auth_type PASS", "auth_pass geheim");

        assertThat(loading.only().authentication()).isEqualTo(new Authentication.Pass("geheim"));
        assertThat(loading.only().toString()).doesNotContain("geheim");
    }

    @Test
    void cutALongPasswordAsKeepalivedDoes() {
        Loading loading = load("auth_type PASS", "auth_pass geheim1234");

        assertThat(loading.only().authentication()).isEqualTo(new Authentication.Pass("geheim12"));
        assertThat(loading.messages())
                .containsExactly(
                        "4:1: warning: auth_pass is longer than 8 characters; as in keepalived, the rest is cut off");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth_pass geheim1234",
                "auth_pass geheim zusatz",
                "auth_pass gehe#im",
                "auth_pass gehe$im",
                "auth_pass \"geheim",
                "auth_pass パスワード秘密",
                "auth_pass geheim { }"
            })
    void neverShowAPasswordInAMessage(String line) {
        Loading loading = load("auth_type PASS", line);

        assertThat(loading.messages())
                .isNotEmpty()
                .noneMatch(m -> m.contains("gehe") || m.contains("$im") || m.contains("zusatz") || m.contains("パス"));
        assertThat(loading.loaded().diagnostics())
                .noneMatch(d -> d.word().contains("gehe") || d.word().contains("パス"));
    }

    @Test
    void areIgnoredInVersionThree() {
        Loading loading = Loading.instance("version 3", "authentication {", "auth_type PASS", "auth_pass x", "}");

        assertThat(loading.only().authentication()).isEqualTo(Authentication.none());
        assertThat(loading.messages())
                .containsExactly("3:1: warning: VRRP version 3 has no authentication; ignored"
                        + " (auth_hmac goes with both versions)");
    }

    @Test
    void readTheAuthenticationHeaderAndSayWhatItIsWorth() {
        Loading loading = load("auth_type AH", "auth_pass geheim");

        assertThat(loading.only().authentication()).isEqualTo(new Authentication.Header("geheim"));
        assertThat(loading.only().toString()).doesNotContain("geheim");
        assertThat(loading.messages())
                .containsExactly(
                        "3:11: warning: auth_type AH proves little: MD5 with a key of 8 characters, in protocol"
                                + " 51, which most clouds drop; auth_hmac is what keepalived has for it since 2.4");
    }

    @Test
    void cutTheKeyOfTheHeaderAsKeepalivedDoes() {
        assertThat(load("auth_type AH", "auth_pass geheim1234").only().authentication())
                .isEqualTo(new Authentication.Header("geheim12"));
    }

    @Test
    void letTheHeaderOverruleAMasterStart() {
        Loading loading = Loading.instance(
                "state MASTER", "priority 150", "authentication {", "auth_type AH", "auth_pass x", "}");

        assertThat(loading.only().stateMaster()).isFalse();
        assertThat(loading.messages())
                .contains("2:1: warning: state MASTER does not go with auth_type AH and is taken as BACKUP, as in"
                        + " keepalived");
    }

    @Test
    void tellOfATypeThatIsNone() {
        assertThat(load("auth_type pass", "auth_pass x").messages())
                .containsExactly("3:11: error: 'pass' is not an auth_type: expected PASS or AH, in upper case");
        assertThat(load("auth_type PAS", "auth_pass x").messages())
                .containsExactly("3:11: error: 'PAS' is not an auth_type: expected PASS or AH, in upper case (did you"
                        + " mean PASS?)");
        assertThat(load("auth_pass x").messages())
                .containsExactly("3:1: warning: auth_pass has no effect without auth_type PASS or AH");
        assertThat(load("auth_type PASS").messages())
                .containsExactly("3:1: warning: auth_type PASS has no effect without auth_pass; adverts prove nothing");
    }
}
