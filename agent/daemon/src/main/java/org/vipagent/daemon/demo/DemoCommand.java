package org.vipagent.daemon.demo;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vipagent.daemon.cli.ExitCode;
import org.vipagent.daemon.lab.Lab;
import org.vipagent.daemon.lab.LabException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vipagent demo}: the first thing that a newcomer runs. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Two agents, a simulated cloud that follows the master, and a client that",
            "measures the outages of a failover.",
            "As root on Linux with real packets in network namespaces of its own (about",
            "a minute), else simulated. Nothing outside of its namespaces is touched,",
            "and all is removed at the end."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  vipagent demo --json | jq -c 'select(.event == \"measured\")'",
            "",
            "Exit codes:",
            "  0  everything went as told",
            "  1  something did not, as printed",
            "  2  the command line is wrong"
        })
public final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--simulate",
            description = "On a virtual clock in this process, even where real packets could be had.")
    private boolean simulate;

    @Option(names = "--json", description = "One JSON object on each line, the last one a summary.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Narrator narrator = json ? new JsonNarrator(out) : new TextNarrator(out, Ink.ofStandardOutput());
        Optional<String> obstacle = simulate ? Optional.of("as asked for") : Means.missing();
        if (obstacle.isPresent()) {
            return simulated(narrator, obstacle.get());
        }
        // What is seen while the stage is taken down is no part of the story.
        Lab lab = Lab.create("vipagent-demo-" + ProcessHandle.current().pid(), narrator::end);
        try {
            return real(narrator, lab);
        } finally {
            lab.close();
        }
    }

    private static int real(Narrator narrator, Lab lab) {
        RealStage stage;
        try {
            stage = RealStage.build(lab);
        } catch (LabException e) {
            lab.close();
            return simulated(narrator, "real packets are not to be had here: " + e.getMessage());
        }
        return play(stage, narrator);
    }

    private static int simulated(Narrator narrator, String why) {
        return play(new SimulatedStage(why), narrator);
    }

    private static int play(Stage stage, Narrator narrator) {
        return new Play(stage, narrator).run(Story.chapters()) ? ExitCode.OK : ExitCode.TROUBLE;
    }
}
