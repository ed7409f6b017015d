package org.vipagent.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailuresTest {
    private final Notes notes = new Notes();
    private final Troubles troubles = new Troubles(notes);
    private final Failures<String> failures = new Failures<>(troubles);

    private void fail(String what) {
        failures.failed(what, "eth0", what + " fails");
    }

    private void succeed(String what) {
        failures.succeeded(what, what + " works after " + failures.times(what));
    }

    @Test
    void tellsOnceOfEachThatFailsAndOfItsCure() {
        for (int i = 0; i < 3; i++) {
            fail("one");
            succeed("two");
        }
        assertThat(troubles.lines()).containsExactly("eth0: one fails");
        succeed("one");
        succeed("one");
        assertThat(notes.lines()).containsExactly("TROUBLE eth0: one fails", "INFORMATION eth0: one works after 3");
        assertThat(troubles.lines()).isEmpty();
        assertThat(failures.isEmpty()).isTrue();
    }

    @Test
    void forgetsWhatIsTriedNoLongerSinceNothingWouldShowItsCure() {
        failures.turn(1_000);
        fail("backup again");
        fail("still master");
        failures.turn(2_000);
        fail("still master");
        failures.turn(1_000 + Failures.PATIENCE_NANOS - 1);
        assertThat(troubles.lines()).hasSize(2);
        failures.turn(1_000 + Failures.PATIENCE_NANOS);
        assertThat(troubles.lines()).containsExactly("eth0: still master fails");
        assertThat(notes.lines()).as("nobody knows whether it works").hasSize(2);
    }

    @Test
    void tellsAgainWhatItForgot() {
        fail("one");
        failures.forget();
        assertThat(troubles.lines()).isEmpty();
        fail("one");
        assertThat(notes.lines()).hasSize(2);
        assertThat(failures.times("one")).isEqualTo(1);
    }
}
