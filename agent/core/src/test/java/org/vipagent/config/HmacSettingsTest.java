package org.vipagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vipagent.config.HmacAuthentication.AntiReplay;
import org.vipagent.config.HmacAuthentication.Mode;

/** The {@code auth_hmac} block of keepalived 2.4. */
class HmacSettingsTest {
    private static final String HEX = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final String TEXT = "abcdefghijklmnopqrstuvwxyz0123456789ABCD";
    private static final HmacKey FROM_HEX = new HmacKey(1, HexFormat.of().parseHex(HEX));
    private static final HmacKey FROM_TEXT = new HmacKey(2, TEXT.getBytes(StandardCharsets.US_ASCII));

    private static Loading load(String... lines) {
        return Loading.instance("auth_hmac {\n" + String.join("\n", lines) + "\n}");
    }

    private static Loading withFile(String content, String... lines) {
        String text = Loading.instanceText("auth_hmac {\n" + String.join("\n", lines) + "\n}");
        return Loading.of(
                MemoryFiles.with(Loading.MAIN, text).and("/etc/vipagent/vrrp.key", content),
                LoadOptions.forHost("node1"));
    }

    @Test
    void isReadAsKeepalivedWritesIt() {
        Loading loading = load(
                "key 1 hex:" + HEX,
                "key 2 " + TEXT,
                "active_key 2",
                "anti_replay time",
                "time_window 7",
                "mode enforce");

        assertThat(loading.messages()).isEmpty();
        assertThat(loading.only().hmac())
                .contains(new HmacAuthentication(
                        List.of(FROM_HEX, FROM_TEXT), 2, AntiReplay.TIME, Duration.ofSeconds(7), Mode.ENFORCE));
    }

    @Test
    void needsNoMoreThanAKey() {
        HmacAuthentication hmac =
                load("key 1 hex:" + HEX, "active_key 1").only().hmac().orElseThrow();

        assertThat(hmac.antiReplay()).isEqualTo(AntiReplay.TIME);
        assertThat(hmac.mode()).isEqualTo(Mode.ENFORCE);
        assertThat(hmac.timeWindow()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 6", "100, 300", "255, 300"})
    void takesThreeIntervalsForItsWindowButAtLeastFiveSecondsAndAtMostFiveMinutes(int interval, int window) {
        Loading loading =
                Loading.instance("advert_int " + interval, "auth_hmac {", "key 1 hex:" + HEX, "active_key 1", "}");

        assertThat(loading.only().hmac().orElseThrow().timeWindow()).isEqualTo(Duration.ofSeconds(window));
    }

    @Test
    void goesWithBothVersionsAndFamilies() {
        for (String line : List.of("version 2", "version 3", "virtual_ipaddress { fe80::1 }")) {
            Loading loading = Loading.instance(line, "auth_hmac {", "key 1 hex:" + HEX, "active_key 1", "}");
            assertThat(loading.messages()).isEmpty();
            assertThat(loading.only().hmac()).isPresent();
        }
    }

    @Test
    void takesThePlaceOfAuthentication() {
        Loading loading = Loading.instance(
                "authentication {",
                "auth_type PASS",
                "auth_pass x",
                "}",
                "auth_hmac {",
                "key 1 hex:" + HEX,
                "active_key 1",
                "}");

        assertThat(loading.only().authentication()).isEqualTo(Authentication.none());
        assertThat(loading.only().hmac()).isPresent();
        assertThat(loading.messages())
                .containsExactly(
                        "2:1: warning: authentication does not go with auth_hmac and is left out, as in keepalived");
    }

    @ParameterizedTest
    @CsvSource({"permissive, PERMISSIVE", "receive-only, RECEIVE_ONLY"})
    void remindsOfARollOutThatIsNotFinished(String word, Mode mode) {
        Loading loading = load("key 1 hex:" + HEX, "active_key 1", "mode " + word);

        assertThat(loading.only().hmac().orElseThrow().mode()).isEqualTo(mode);
        assertThat(loading.messages())
                .containsExactly("5:6: warning: in mode " + word + " adverts without a trailer are believed,"
                        + " anybody's: right only while auth_hmac is being rolled out");
    }

    @Test
    void sendsWithNoKeyWhileItOnlyReceives() {
        assertThat(load("key 9 hex:" + HEX, "mode receive-only")
                        .only()
                        .hmac()
                        .orElseThrow()
                        .activeKey())
                .isEqualTo(9);
        assertThat(load("key 9 hex:" + HEX, "mode permissive").errors())
                .singleElement()
                .satisfies(e -> assertThat(e.render().replace(Loading.MAIN + ":", ""))
                        .isEqualTo("2:1: error: auth_hmac lacks active_key, the id of the key to send with"));
    }

    @Test
    void looksAtNoClockWhenMonotonic() {
        Loading loading = load("key 1 hex:" + HEX, "active_key 1", "anti_replay monotonic", "time_window 9");

        assertThat(loading.only().hmac().orElseThrow().antiReplay()).isEqualTo(AntiReplay.MONOTONIC);
        assertThat(loading.messages())
                .containsExactly("6:1: warning: time_window has no effect with anti_replay monotonic, which looks at no"
                        + " clock");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "key;                    '3:1: error: key lacks a parameter: expected 2, found 0'",
                "key 1;                  '3:1: error: key lacks a parameter: expected 2, found 1'",
                "key 0 hex:00;           '3:1: error: key takes an id from 1 to 255 and then the secret: key ID hex:…'",
                "key 256 hex:00;         '3:1: error: key takes an id from 1 to 255 and then the secret: key ID hex:…'",
                "key geheim 1;           '3:1: error: key takes an id from 1 to 255 and then the secret: key ID hex:…'",
                "key 1 hex:0;            '3:1: error: key 1: after hex: come pairs of hexadecimal digits and nothing else'",
                "key 1 hex:zz;           '3:1: error: key 1: after hex: come pairs of hexadecimal digits and nothing else'",
                "key 1 hex:00;           '3:1: error: key 1 is too short: expected 32 to 64 bytes, best 32 random ones as openssl rand -hex 32 gives them, after hex:'",
                "key 1 geheim;           '3:1: error: key 1 is too short: expected 32 to 64 bytes, best 32 random ones as openssl rand -hex 32 gives them, after hex:'",
                "key 1 file:vrrp.key;    '3:1: error: key 1: ''file:vrrp.key'' is not an absolute path'",
                "key 1 file:/nowhere;    '3:1: error: key 1: /nowhere: no such file'"
            })
    void tellsOfAKeyThatCannotBe(String line, String message) {
        assertThat(load(line, "active_key 1").messages()).contains(message);
    }

    @ParameterizedTest
    @CsvSource({"31, false", "32, true", "64, true", "65, false"})
    void takesKeysOf32To64Bytes(int bytes, boolean usable) {
        for (String key : List.of("hex:" + "a5".repeat(bytes), "t".repeat(bytes))) {
            assertThat(load("key 1 " + key, "active_key 1").errors()).hasSize(usable ? 0 : 2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "active_key 2;           '4:12: error: there is no usable key 2 in this auth_hmac'",
                "active_key x;           '4:12: error: ''x'' is not a number: active_key takes a whole number from 1 to 255'",
                "active_key 1 / mode of; '5:6: error: ''of'' is not one of enforce, permissive, receive-only'",
                "active_key 1 / mode enforced; '5:6: error: ''enforced'' is not one of enforce, permissive, receive-only (did you mean enforce?)'",
                "active_key 1 / anti_replay tim; '5:13: error: ''tim'' is not one of time, monotonic (did you mean time?)'",
                "active_key 1 / time_window 0; '5:13: error: 0 is out of range: time_window takes a whole number from 1 to 300'",
                "active_key 1 / time_window 301; '5:13: error: 301 is out of range: time_window takes a whole number from 1 to 300'",
                "active_key 1 / activ_key 1; '5:1: error: unknown word ''activ_key'' in auth_hmac (did you mean active_key?)'"
            })
    void tellsOfWordsThatCannotBe(String lines, String message) {
        assertThat(load("key 1 hex:" + HEX, lines.replace(" / ", "\n")).messages())
                .containsExactly(message);
    }

    @Test
    void takesEachIdOnce() {
        assertThat(load("key 1 hex:" + HEX, "key 1 " + TEXT, "active_key 1").messages())
                .containsExactly("4:1: error: key 1 is there already: each id is given once");
        assertThat(load().messages())
                .contains("2:1: error: auth_hmac has no key: expected key ID hex:…, key ID file:PATH or key ID TEXT");
    }

    @Test
    void tellsOfHexadecimalDigitsThatLackTheirPrefix() {
        Loading loading = load("key 1 " + HEX, "active_key 1");

        assertThat(loading.only().hmac().orElseThrow().keys().get(0).secret()).hasSize(64);
        assertThat(loading.messages())
                .containsExactly("3:1: warning: key 1 consists of hexadecimal digits but lacks hex: in front; it is"
                        + " taken as text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hex:" + HEX, "hex:" + HEX + "\n", "hex:" + HEX + "\r\n"})
    void readsAKeyFromAFile(String content) {
        Loading loading = withFile(content, "key 1 file:/etc/vipagent/vrrp.key", "active_key 1");

        assertThat(loading.messages()).isEmpty();
        assertThat(loading.only().hmac().orElseThrow().keys()).containsExactly(FROM_HEX);
    }

    @Test
    void findsItsFileThroughTheEnvironmentOfAUnit() {
        String text =
                Loading.instanceText("auth_hmac {\nkey 2 file:${_ENV CREDENTIALS_DIRECTORY}/vrrp\nactive_key 2\n}");
        LoadOptions options = new LoadOptions(
                "node1",
                Map.of("CREDENTIALS_DIRECTORY", "/run/credentials/vipagent.service"),
                Optional.empty(),
                Set.of(),
                0);
        Loading loading = Loading.of(
                MemoryFiles.with(Loading.MAIN, text).and("/run/credentials/vipagent.service/vrrp", TEXT), options);

        assertThat(loading.messages()).isEmpty();
        assertThat(loading.only().hmac().orElseThrow().keys()).containsExactly(FROM_TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "geheim\ngeheim", "geheim", "hex:geheim", "file:/geheim"})
    void neverShowsWhatAFileHolds(String content) {
        Loading loading = withFile(content, "key 1 file:/etc/vipagent/vrrp.key", "active_key 1");

        assertThat(loading.errors()).isNotEmpty().allMatch(e -> !e.render().contains("geheim"));
        assertThat(loading.messages().get(0)).startsWith("3:1: error: key 1: /etc/vipagent/vrrp.key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key 1 geheim",
                "key geheim",
                "key geheim 1",
                "key 1 hex:geheim",
                "key 1 geheim zusatz",
                "key 1 gehe#im",
                "key 1 gehe$im",
                "key 1 \"geheim",
                "key 1 geheim { }",
                "key 1 geheim { geheim }",
                "kay 1 geheim",
                "key hex:geheim"
            })
    void neverShowsASecretInAMessage(String line) {
        Loading loading = load(line, "active_key 1");

        assertThat(loading.messages())
                .isNotEmpty()
                .noneMatch(m -> m.contains("gehe") || m.contains("$im") || m.contains("zusatz"));
        assertThat(loading.loaded().diagnostics()).noneMatch(d -> d.word().contains("gehe"));
    }

    @Test
    void neverShowsASecretInItsTextForm() {
        String text = load("key 1 hex:" + HEX, "key 2 " + TEXT, "active_key 1")
                .config()
                .toString();

        assertThat(text).doesNotContain(HEX.substring(0, 6)).doesNotContain(TEXT.substring(0, 6));
        assertThat(FROM_TEXT.toString()).isEqualTo("HmacKey[id=2, secret=***]");
    }
}
