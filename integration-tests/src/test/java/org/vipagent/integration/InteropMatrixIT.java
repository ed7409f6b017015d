package org.vipagent.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * vipagent beside keepalived and FRR in every form of VRRP that both speak, each once as the better router and once as
 * the lesser one: stop, return with preemption, cut and heal, SIGKILL, {@code nopreempt}. After each there is one owner
 * within the RFC's time, a third host knows it, and Wireshark finds no fault.
 */
class InteropMatrixIT {
    /** {@code all} for every cell, or a regular expression that finds some by name; else one cell of each row. */
    private static final String WANTED = System.getProperty("vipagent.interop", "");

    @TempDir
    Path directory;

    /** One pair of the matrix. */
    record Cell(int number, Form form, boolean oursIsBetter) {
        @Override
        public String toString() {
            return form + (oursIsBetter ? ", ours better" : ", peer better");
        }
    }

    static List<Cell> cells() {
        List<Form> forms = Form.all();
        return IntStream.range(0, 2 * forms.size())
                .mapToObj(i -> new Cell(i, forms.get(i / 2), i % 2 == 0))
                .filter(InteropMatrixIT::isWanted)
                // The slow ones first, so that none is alone at the end.
                .sorted(Comparator.comparing(cell -> cell.form().version()))
                .toList();
    }

    private static boolean isWanted(Cell cell) {
        if (WANTED.isEmpty()) {
            // In turn, so that each column is seen with about half of the rows.
            return cell.oursIsBetter() == (cell.number() / 2 % 2 == 0);
        }
        return WANTED.equals("all")
                || Pattern.compile(WANTED).matcher(cell.toString()).find();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    @Execution(ExecutionMode.CONCURRENT)
    void oneOwnerWhateverHappens(Cell cell) {
        Form form = cell.form();
        try (Segment segment = Segment.create("m" + cell.number(), form, directory, 2)) {
            Router ours = segment.ours(0);
            Router peer = segment.peer(1);
            PairScript script = cell.oursIsBetter()
                    ? new PairScript(form, segment, ours, peer)
                    : new PairScript(form, segment, peer, ours);
            script.run();
            System.out.println("[interop] " + cell + ": " + script.figures());
            assertThat(script.faults())
                    .as("%s: %s; %s", cell, script.figures(), segment.holdings())
                    .isEmpty();
        }
    }
}
