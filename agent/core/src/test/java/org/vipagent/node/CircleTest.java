package org.vipagent.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;

/** One of several witnesses is enough, and what counts is questions without an answer. */
class CircleTest {
    private static final IpAddress GATEWAY = IpAddress.parse("10.0.0.1");
    private static final IpAddress OTHER = IpAddress.parse("10.0.0.9");

    private final Circle circle =
            new Circle("the witness ", new WitnessConfig(true, List.of(OTHER)), Machine.ETH0, AddressFamily.INET);

    private static InterfaceView view(String... gateways) {
        List<IpAddress> all = List.of(gateways).stream().map(IpAddress::parse).toList();
        return new InterfaceView(true, List.of(Cidr.parse("10.0.0.7/24")), Set.of(), all);
    }

    @Test
    void asksTheGatewaysOfItsFamilyAndNotItself() {
        circle.seen(view("10.0.0.1", "10.0.0.7", "fe80::1", "10.0.0.1"));
        assertThat(circle.members()).containsExactly(GATEWAY, OTHER);
    }

    @Test
    void oneAnswerInARoundIsEnough() {
        circle.seen(view("10.0.0.1"));
        circle.begin(0);
        assertThat(circle.answered(OTHER)).isTrue();
        circle.begin(1);
        assertThat(circle.silentRounds()).isZero();
        assertThat(circle.answeredRounds()).isEqualTo(1);
    }

    @Test
    void roundsWithoutAnyAnswerAreCountedFromTheirFirstQuestion() {
        circle.begin(5);
        circle.begin(6);
        circle.begin(7);
        assertThat(circle.silentRounds()).isEqualTo(2);
        assertThat(circle.silentSince()).isEqualTo(5);
        assertThat(circle.silence()).isEqualTo("the witness 10.0.0.9 does not answer");
        assertThat(circle.answered(OTHER)).isTrue();
        assertThat(circle.silentRounds()).isZero();
    }

    @Test
    void aStrangersAnswerIsNone() {
        circle.seen(view("10.0.0.1"));
        circle.begin(0);
        assertThat(circle.answered(IpAddress.parse("10.0.0.2"))).isFalse();
        circle.begin(1);
        assertThat(circle.silence()).isEqualTo("neither the gateway 10.0.0.1 nor the witness 10.0.0.9 answers");
    }

    @Test
    void aRoundThatIsBegunAnewIsNotJudged() {
        circle.begin(0);
        circle.openAnew(1);
        assertThat(circle.silentRounds()).isZero();
        circle.begin(2);
        assertThat(circle.silentRounds()).isEqualTo(1);
    }

    @Test
    void whoCannotAskKnowsNothing() {
        circle.begin(0);
        circle.begin(1);
        circle.forget();
        assertThat(circle.silentRounds()).isZero();
        circle.begin(2);
        assertThat(circle.silentRounds()).isZero();
    }
}
