package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vipagent.cloud.CloudFailure;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.cloudstack.api.CallBundle;
import org.vipagent.cloud.cloudstack.api.CallBundle.Turn;

/**
 * Stages of several instances with rules of one public address: updates go one at a time, deletes and creates side by
 * side, and none of them beside an update.
 */
class LanesTest {
    private static final long LATER = 200 * StagePlayer.MILLI;

    private final StageBench bench = new StageBench();

    @BeforeEach
    void fourRules() {
        for (int i = 0; i < 4; i++) {
            bench.cloud.rule("r" + i, 1000 + i, "vm-0", "10.5.0.133", "Active");
        }
    }

    private CallBundle<StageOutcome> begin(CloudStackStep... steps) {
        return bench.begin(Steps.stage(steps));
    }

    /** What it sends now; empty if it waits. */
    private String sends(CallBundle<StageOutcome> stage) {
        return stage.turn(bench.player.now) instanceof Turn.Send<StageOutcome> send
                ? send.call().command()
                : "";
    }

    /** Lets a stage that has sent one write go on to its end. */
    private void goOn(CallBundle<StageOutcome> stage, Turn.Send<StageOutcome> sent) {
        stage.answered(
                sent.number(), bench.cloud.answer(sent.call(), bench.player.now).answer(), bench.player.now);
        assertThat(bench.player.play(stage).allDone()).isTrue();
    }

    private Turn.Send<StageOutcome> sent(CallBundle<StageOutcome> stage) {
        return (Turn.Send<StageOutcome>) stage.turn(bench.player.now);
    }

    @Test
    void deletesAndCreatesOfOthersWaitForAnUpdateOfTheSamePublicAddress() {
        CallBundle<StageOutcome> update = begin(Steps.update("r0", "ip-1"));
        Turn.Send<StageOutcome> write = sent(update);
        CallBundle<StageOutcome> delete = begin(Steps.delete("r1"));
        CallBundle<StageOutcome> create = begin(Steps.create(80));

        assertThat(sends(delete)).isEmpty();
        assertThat(sends(create)).isEmpty();
        goOn(update, write);

        bench.player.now += LATER;
        assertThat(sends(delete)).isEqualTo("deletePortForwardingRule");
        assertThat(sends(create)).isEqualTo("createPortForwardingRule");
    }

    @Test
    void anUpdateWaitsForDeletesAndCreatesOfOthers() {
        CallBundle<StageOutcome> delete = begin(Steps.delete("r1"));
        Turn.Send<StageOutcome> first = sent(delete);
        CallBundle<StageOutcome> other = begin(Steps.delete("r2"));
        Turn.Send<StageOutcome> second = sent(other);
        CallBundle<StageOutcome> update = begin(Steps.update("r0", "ip-1"));

        assertThat(sends(update)).isEmpty();
        goOn(delete, first);
        assertThat(sends(update)).isEmpty();
        goOn(other, second);

        bench.player.now += LATER;
        assertThat(sends(update)).isEqualTo("updatePortForwardingRule");
    }

    @Test
    void anUpdateOfAnotherPublicAddressWaitsForNobody() {
        sent(begin(Steps.delete("r1")));

        assertThat(sends(begin(Steps.update("r0", "ip-2")))).isEqualTo("updatePortForwardingRule");
    }

    @Test
    void whoeverIsBrokenOffStandsInNobodysWay() {
        CallBundle<StageOutcome> delete = begin(Steps.delete("r1"));
        sent(delete);
        delete.abandoned(new CloudFailure(Kind.HELD_BACK, "closed"));
        CallBundle<StageOutcome> update = begin(Steps.update("r0", "ip-1"));

        assertThat(sends(update)).isEqualTo("updatePortForwardingRule");
        update.abandoned(new CloudFailure(Kind.HELD_BACK, "closed"));

        assertThat(sends(begin(Steps.create(80)))).isEqualTo("createPortForwardingRule");
    }
}
