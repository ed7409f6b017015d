package org.vipagent.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What operators may write after {@code --fault}, and what they are told where it is no fault. */
class FaultReaderTest {
    private static final long MILLISECOND = 1_000_000L;
    private static final long SECOND = 1_000 * MILLISECOND;

    private final FaultReader reader = new FaultReader(List.of("A", "B", "LB-backup"));

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("pause B 4s", new Fault.Pause("B", 4 * SECOND)),
                Arguments.of("suspend LB-backup 1.5m", new Fault.Suspend("LB-backup", 90 * SECOND)),
                Arguments.of("crash A", new Fault.Crash("A")),
                Arguments.of("restart A", new Fault.Restart("A")),
                Arguments.of("stop A", new Fault.Stop("A")),
                Arguments.of("power A off", new Fault.Power("A", false)),
                Arguments.of("power A on", new Fault.Power("A", true)),
                Arguments.of("cut A", new Fault.Cut("A", Optional.empty(), false)),
                Arguments.of("cut A B", new Fault.Cut("A", Optional.of("B"), false)),
                Arguments.of("cut A to B", new Fault.Cut("A", Optional.of("B"), true)),
                Arguments.of("heal", new Fault.Heal(Optional.empty(), Optional.empty())),
                Arguments.of("heal A", new Fault.Heal(Optional.of("A"), Optional.empty())),
                Arguments.of("heal A B", new Fault.Heal(Optional.of("A"), Optional.of("B"))),
                Arguments.of("link A down", new Fault.Link("A", false)),
                Arguments.of("link A up", new Fault.Link("A", true)),
                Arguments.of("loss 20%", new Fault.Loss(200)),
                Arguments.of("loss 0.5%", new Fault.Loss(5)),
                Arguments.of("delay 50ms", new Fault.Delay(50 * MILLISECOND)),
                Arguments.of("flood B 5000/s 10s", new Fault.Flood("B", 5000, 10 * SECOND)),
                Arguments.of("clock A +1%", new Fault.Clock("A", 10_000)),
                Arguments.of("clock A -0.25%", new Fault.Clock("A", -2_500)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void readsEveryFaultWithAndWithoutATime(String text, Fault fault) throws FaultSyntaxException {
        assertThat(reader.read(text)).isEqualTo(new TimedFault(text, fault, Optional.empty()));
        assertThat(reader.read("  " + text + "   at 2.5s "))
                .isEqualTo(new TimedFault(text, fault, Optional.of(2_500 * MILLISECOND)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "puase B 4s            | 1  | 'puase' is no fault (did you mean pause?)",
                "at 10s                | 1  | 'at' is no fault (there are pause, suspend,",
                "pause D 4s            | 7  | 'D' is no node (there are A, B, LB-backup)",
                "pause LB-bakcup 4s    | 7  | 'LB-bakcup' is no node (did you mean LB-backup?)",
                "pause B               | 8  | something is missing after 'pause B': a time, such as 4s",
                "pause B 4             | 9  | '4' is no time: a number and one of us, ms, s, m, h, such as 4s",
                "pause B 25h           | 9  | '25h' is too long: at most 24h",
                "pause B 4s now        | 12 | 'now' is too much after 'pause B 4s'",
                "stop A at             | 10 | something is missing after 'stop A at': a time, such as 10s",
                "stop A at ten         | 11 | 'ten' is no time",
                "cut A A               | 7  | 'A' is no second node (there are B, LB-backup)",
                "cut A to              | 9  | something is missing after 'cut A to': a second node",
                "link A dwon           | 8  | 'dwon' is no state (did you mean down?)",
                "loss 20               | 6  | '20' is no percentage such as 20%",
                "loss -1%              | 6  | '-1%' is no percentage such as 20%",
                "loss 101%             | 6  | more than 100%",
                "clock A 2%            | 9  | more than 1% either way",
                "flood B 5000 10s      | 9  | '5000' is no rate such as 5000/s",
                "flood B 0/s 10s       | 9  | '0/s' is out of range: 1/s to 20000/s",
                "flood B 999999/s 10s  | 9  | '999999/s' is out of range"
            })
    void saysWhichWordIsWrongWhereAndWhatWasMeant(String text, int column, String message) {
        assertThatThrownBy(() -> reader.read(text))
                .isInstanceOf(FaultSyntaxException.class)
                .hasMessageStartingWith(message)
                .extracting(e -> ((FaultSyntaxException) e).column())
                .isEqualTo(column);
    }

    @Test
    void asksForAFaultWhereThereIsNone() {
        assertThatThrownBy(() -> reader.read(" "))
                .isInstanceOf(FaultSyntaxException.class)
                .hasMessage("nothing is said: a fault is expected");
    }
}
