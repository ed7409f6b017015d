package org.vipagent.daemon;

import java.util.ServiceLoader;
import org.vipagent.cloud.CloudAdapterFactory;
import org.vipagent.config.ConfigLoader;
import org.vipagent.daemon.cli.CheckCommand;
import org.vipagent.daemon.cli.CloudLook;
import org.vipagent.daemon.cli.CloudSimulatorCommand;
import org.vipagent.daemon.cli.ConfigReader;
import org.vipagent.daemon.cli.Daemon;
import org.vipagent.daemon.cli.ExitCode;
import org.vipagent.daemon.cli.FollowCommand;
import org.vipagent.daemon.cli.PlanCommand;
import org.vipagent.daemon.cli.ReloadCommand;
import org.vipagent.daemon.cli.RunCommand;
import org.vipagent.daemon.cli.SimulateCommand;
import org.vipagent.daemon.cli.StatusCommand;
import org.vipagent.daemon.cli.Vipagent;
import org.vipagent.daemon.demo.DemoCommand;
import picocli.CommandLine;

/** The program. The only place that ends the process on purpose, beside {@link Agent}'s emergency exit. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        ConfigReader reader = (file, sources, options) -> new ConfigLoader().load(file, sources, options);
        Daemon daemon = new Agent(
                System.getenv(),
                ServiceLoader.load(CloudAdapterFactory.class),
                message -> System.err.println("vipagent run: " + message));
        CloudLook look = new DryLook(System.getenv(), ServiceLoader.load(CloudAdapterFactory.class));
        System.exit(commandLine(reader, daemon, look).execute(arguments));
    }

    /** All commands; a new one is added here. */
    public static CommandLine commandLine(ConfigReader reader, Daemon daemon, CloudLook look) {
        CommandLine commandLine = new CommandLine(new Vipagent())
                .addSubcommand(new RunCommand(reader, daemon))
                .addSubcommand(new CheckCommand(reader))
                .addSubcommand(new StatusCommand())
                .addSubcommand(new ReloadCommand())
                .addSubcommand(new PlanCommand(reader, look))
                .addSubcommand(new FollowCommand())
                .addSubcommand(new SimulateCommand(reader))
                .addSubcommand(new CloudSimulatorCommand(Main::atTheEnd))
                .addSubcommand(new DemoCommand());
        // A fault of ours must not fill the screen: it shows in one line, with what to report.
        return commandLine.setExecutionExceptionHandler((thrown, failed, parsed) -> {
            failed.getErr().println("vipagent: a fault of this program: " + thrown);
            return ExitCode.INTERNAL;
        });
    }

    private static void atTheEnd(Runnable stop) {
        try {
            Signals.install(stop, stop);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java runtime has no module jdk.unsupported", e);
        }
    }
}
