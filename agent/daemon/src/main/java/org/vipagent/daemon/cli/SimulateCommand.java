package org.vipagent.daemon.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.vipagent.config.LoadedConfig;
import org.vipagent.config.SourceReader;
import org.vipagent.simulation.ConfiguredNode;
import org.vipagent.simulation.FaultSyntaxException;
import org.vipagent.simulation.NodeNames;
import org.vipagent.simulation.OrderException;
import org.vipagent.simulation.WhatIf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vipagent simulate}: what would happen to a configuration if this and that went wrong. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Plays faults on a virtual clock with this configuration: who is master when, how long clients have no answer.",
            "Sends nothing, waits for nothing, needs no root."
        },
        footerHeading = "%nFaults:%n",
        footer = {
            "  pause B 4s         the agent stands still (SIGSTOP), its kernel goes on",
            "  suspend B 4s       the whole machine stands still, as for a snapshot",
            "  crash A            the agent is killed",
            "  stop A             the agent is stopped as planned",
            "  restart A          the agent is started, after a planned stop where one runs",
            "  power A off|on     the machine loses its power, or gets it back",
            "  cut A              nothing gets from or to A",
            "  cut A B            A and B do not hear each other; clients still reach both",
            "  cut A to B         B does not hear A",
            "  heal A             ends A's cuts; heal A B: those between the two; heal: all",
            "  link A down|up     A's interfaces lose their carrier, or get it back",
            "  loss 20%%           so many packets are lost, until loss 0%%",
            "  delay 50ms         packets take longer, until delay 0ms",
            "  flood B 5000/s 10s forged adverts for B",
            "  clock A +1%%        A's clock is fast, or slow",
            "An 'at 30s' behind it says when, counted from the agents' start. Else the first",
            "comes once the election has settled, each other one 10 s after the one before.",
            "",
            "Example:",
            "  vipagent simulate -f keepalived.conf --fault 'pause B 4s' --fault 'stop A'",
            "",
            "Exit codes:",
            "  0  at the end one node has the address, and no rule was broken",
            "  1  not so, as printed",
            "  2  the command line is wrong",
            "  4  a file cannot be read",
            "  5  a configuration has errors, or nothing to simulate"
        })
public final class SimulateCommand implements Callable<Integer> {
    private final ConfigReader reader;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigSource source;

    @Option(
            names = "--peer",
            paramLabel = "[NAME=]FILE",
            description = {
                "Another node's configuration; NAME is what faults call it (default: B, C, ...), and what its @ID lines are"
                        + " compared with. The first node is A, or the ID of --config-id.",
                "Without --peer the others are derived from FILE: state BACKUP, lower priority, own address."
            })
    private List<String> peers = new ArrayList<>();

    @Option(names = "--fault", paramLabel = "FAULT", description = "What goes wrong, as below; may be repeated.")
    private List<String> faults = new ArrayList<>();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "How long to look, such as 60s (default: until some time after the last fault).")
    private Optional<String> length = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of chance: the network's delays, lost packets, reaction times (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--transcript", description = "Prints adverts and announcements, too.")
    private boolean transcript;

    public SimulateCommand(ConfigReader reader) {
        this.reader = reader;
    }

    /** Why a command ends before it has begun. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;

        private final int code;

        Refusal(int code, String message) {
            super(message);
            this.code = code;
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            List<ConfiguredNode> nodes = nodes();
            WhatIf whatIf = WhatIf.of(new WhatIf.Order(nodes, faults, seed, length(), transcript));
            return whatIf.play(out::println) ? ExitCode.OK : ExitCode.TROUBLE;
        } catch (FaultSyntaxException e) {
            return refuse(ExitCode.USAGE, e.getMessage() + pointer(e));
        } catch (OrderException e) {
            return refuse(ExitCode.USAGE, e.getMessage());
        } catch (Refusal e) {
            return refuse(e.code, e.getMessage());
        }
    }

    private int refuse(int code, String message) {
        spec.commandLine().getErr().println("vipagent simulate: " + message);
        return code;
    }

    /** The fault with a mark below the word. */
    private static String pointer(FaultSyntaxException e) {
        if (e.text().isBlank()) {
            return "";
        }
        return System.lineSeparator() + "    " + e.text() + System.lineSeparator() + "    " + " ".repeat(e.column() - 1)
                + "^";
    }

    private Optional<Duration> length() throws FaultSyntaxException {
        return length.isPresent() ? Optional.of(WhatIf.time(length.get())) : Optional.empty();
    }

    private List<ConfiguredNode> nodes() throws Refusal {
        List<ConfiguredNode> nodes = new ArrayList<>();
        String first = source.configId().filter(NodeNames::isUsable).orElse(NodeNames.letter(0));
        nodes.add(node(first, source.file(), source.configId()));
        for (String peer : peers) {
            int equals = peer.indexOf('=');
            boolean named = equals > 0 && NodeNames.isUsable(peer.substring(0, equals));
            String name = named ? peer.substring(0, equals) : NodeNames.letter(nodes.size());
            nodes.add(node(name, Path.of(named ? peer.substring(equals + 1) : peer), Optional.of(name)));
        }
        Set<String> names = new HashSet<>();
        for (ConfiguredNode node : nodes) {
            if (!names.add(node.name())) {
                throw new Refusal(
                        ExitCode.USAGE, "two nodes are called " + node.name() + ": name them, --peer NAME=FILE");
            }
        }
        if (nodes.size() > NodeNames.MOST_NODES) {
            throw new Refusal(ExitCode.USAGE, "at most " + (NodeNames.MOST_NODES - 1) + " peers");
        }
        return nodes;
    }

    private ConfiguredNode node(String name, Path file, Optional<String> configId) throws Refusal {
        SourceReader files = new LocalFiles(System.getenv());
        if (files.read(file) instanceof SourceReader.Unreadable unreadable) {
            throw new Refusal(ExitCode.NOT_PERMITTED, file + ": " + unreadable.reason());
        }
        LoadedConfig loaded = ConfigSource.loadElsewhere(reader, file, configId);
        if (loaded.hasErrors() || loaded.config().isEmpty()) {
            loaded.diagnostics().forEach(d -> spec.commandLine().getErr().println(d.render()));
            throw new Refusal(ExitCode.CONFIGURATION, file + " has errors; nothing was simulated");
        }
        ConfiguredNode node =
                new ConfiguredNode(name, file.toString(), loaded.config().get());
        Optional<String> obstacle = node.obstacle();
        if (obstacle.isPresent()) {
            throw new Refusal(ExitCode.CONFIGURATION, file + " " + obstacle.get());
        }
        return node;
    }
}
