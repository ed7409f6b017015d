package org.vipagent.cloud.cloudstack.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.cloudstack.api.ApiAnswer;
import org.vipagent.cloud.cloudstack.api.ApiCall;
import org.vipagent.cloud.cloudstack.api.CallBundle;
import org.vipagent.cloud.cloudstack.api.CallTerms;
import org.vipagent.cloud.cloudstack.api.Conversation;
import org.vipagent.cloud.cloudstack.api.Move;
import org.vipagent.cloud.cloudstack.api.Scope;

/** What becomes of a conversation that nobody waits for any more. */
class CallLoopTest {
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicBoolean wanted = new AtomicBoolean(true);
    private final Patience patience = new Patience();
    private final CallLoop loop = new CallLoop(new Guard("test", 1000, this::hang, patience), patience);

    private ApiAnswer hang(ApiCall call) {
        wanted.set(false);
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("it was to hang for ever");
    }

    @AfterEach
    void end() {
        loop.close();
        never.countDown();
    }

    private static Conversation<Observation> look() {
        return new Conversation<>(
                new CallTerms(Duration.ofSeconds(10), Scope.OWN),
                Api.soon(),
                now -> Move.read("listVirtualMachines", Map.of(), (reply, then) -> {
                    throw new IllegalStateException("there is no answer");
                }),
                (why, maybeChanged) -> new Observation.Unseen(why));
    }

    @Test
    void aBundleThatFailsIsBrokenOffSoThatItKeepsNothingThatOthersNeed() {
        List<CloudFailure> brokenOff = new ArrayList<>();
        CallBundle<String> faulty = new CallBundle<>() {
            @Override
            public Turn<String> turn(long now) {
                throw new IllegalStateException("with a secret in it");
            }

            @Override
            public void answered(int number, ApiAnswer answer, long now) {
                throw new AssertionError("nothing was sent");
            }

            @Override
            public String abandoned(CloudFailure why) {
                brokenOff.add(why);
                return "";
            }
        };

        assertThatThrownBy(() -> loop.run(faulty, () -> true)).isInstanceOf(IllegalStateException.class);

        assertThat(brokenOff).singleElement().satisfies(why -> assertThat(why.text())
                .contains("IllegalStateException")
                .doesNotContain("secret"));
    }

    @Test
    void aLookThatIsWantedNoMoreDoesNotWaitForItsAnswer() {
        Observation seen = loop.run(look(), wanted::get);

        assertThat(seen).isInstanceOfSatisfying(Observation.Unseen.class, unseen -> assertThat(
                        unseen.failure().kind())
                .isEqualTo(Kind.HELD_BACK));
    }
}
