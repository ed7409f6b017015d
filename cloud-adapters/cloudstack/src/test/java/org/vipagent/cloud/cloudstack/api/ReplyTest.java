package org.vipagent.cloud.cloudstack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.net.IpAddress;

class ReplyTest {
    private static Reply reply(int status, String body) {
        return Reply.to("addIpToNic", new ApiAnswer.Replied(status, body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{", "{}", "[]", "null", "{\"a\":1}", "{\"a\":{},\"b\":{}}", "{\"a\":{}} x"})
    void aBodyThatIsNotTheApisLeavesTheOutcomeOpen(String body) {
        Reply.Lost lost = (Reply.Lost) reply(200, body);

        assertThat(lost.maybeDone()).isTrue();
        assertThat(lost.failure().kind()).isEqualTo(Kind.PROTOCOL);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void whatAGatewaySaysLeavesTheOutcomeOpen(int status) {
        Reply.Lost bare = (Reply.Lost) reply(status, "<html>Bad Gateway</html>");
        Reply.Lost wrapped =
                (Reply.Lost) reply(status, "{\"x\":{\"errorcode\":" + status + ",\"errortext\":\"maintenance\"}}");

        assertThat(bare.maybeDone()).isTrue();
        assertThat(wrapped.maybeDone()).isTrue();
        assertThat(bare.failure().kind()).isEqualTo(Kind.SERVER);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 413, 431, 432, 537})
    void whatAProxySaysInItsOwnWordsIsNotTheApisVerdict(int status) {
        Reply.Refused bare = (Reply.Refused) reply(status, "<html>Not Found</html>");

        assertThat(bare.failure().kind()).isEqualTo(Kind.PROTOCOL);
    }

    @ParameterizedTest
    @CsvSource({"401, AUTHENTICATION", "403, NOT_PERMITTED", "429, THROTTLED", "530, SERVER"})
    void whatAnybodyMaySayIsTakenFromAProxyToo(int status, Kind kind) {
        assertThat(((Reply.Refused) reply(status, "<html>Wait</html>"))
                        .failure()
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void aRedirectIsARefusal() {
        assertThat(((Reply.Refused) reply(302, "")).failure().kind()).isEqualTo(Kind.PROTOCOL);
    }

    @Test
    void anErrorBehindA200IsARefusal() {
        Reply.Refused refused = (Reply.Refused) reply(200, "{\"errorresponse\":{\"errorcode\":432}}");

        assertThat(refused.failure().kind()).isEqualTo(Kind.NOT_PERMITTED);
    }

    @Test
    void aRefusalOfAMisdatedRequestNamesTheClock() {
        String body = "{\"x\":{\"errorcode\":401,\"errortext\":\"unable to verify user credentials\"}}";
        ApiAnswer misdated = new ApiAnswer.Replied(401, body, Optional.of(Duration.ofHours(-2)));

        assertThat(((Reply.Refused) Reply.to("listApis", misdated)).failure().text())
                .contains("dated 7200 s wrong by this machine's clock");
        assertThat(((Reply.Refused) reply(401, body)).failure().text()).doesNotContain("clock");
    }

    @Test
    void aReasonIsOneShortLine() {
        String body = "{\"x\":{\"errorcode\":431,\"errortext\":\"one\\ntwo\\u0007" + "x".repeat(1000) + "\"}}";

        assertThat(((Reply.Refused) reply(431, body)).failure().text())
                .hasSizeLessThan(400)
                .contains("one two x");
    }

    @Property(tries = 2000)
    void nothingThatAServerSendsThrows(@ForAll @IntRange(min = 100, max = 599) int status, @ForAll String body) {
        assertThat(reply(status, body)).isNotNull();
    }

    @Test
    void aSecondaryAddressMayBeAListAnObjectOrAbsent() throws JsonProcessingException {
        String secondary = "{\"id\":\"s\",\"ipaddress\":\"10.5.0.100\"}";

        assertThat(nic(",\"secondaryip\":[" + secondary + "]").secondaries()).hasSize(1);
        assertThat(nic(",\"secondaryip\":" + secondary).secondary(IpAddress.parse("10.5.0.100")))
                .contains(new SecondaryAddress("s", IpAddress.parse("10.5.0.100")));
        assertThat(nic("").secondaries()).isEmpty();
        assertThat(nic(",\"secondaryip\":[]").secondaries()).isEmpty();
    }

    @Test
    void aSecondaryAddressThatCannotBeReadIsNotTakenForAbsent() {
        assertThatThrownBy(() -> nic(",\"secondaryip\":[{\"ipaddress\":\"10.5.0.100\"}]"))
                .isInstanceOf(UnreadableAnswerException.class);
        assertThatThrownBy(() -> nic(",\"secondaryip\":[{\"id\":\"s\",\"ipaddress\":\"x\"}]"))
                .isInstanceOf(UnreadableAnswerException.class);
    }

    private static Nic nic(String more) throws JsonProcessingException {
        return Answers.nic(new JsonMapper().readTree("{\"id\":\"n\",\"networkid\":\"net\"" + more + "}"));
    }
}
