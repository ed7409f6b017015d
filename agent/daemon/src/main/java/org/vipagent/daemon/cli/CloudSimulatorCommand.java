package org.vipagent.daemon.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.vipagent.cloud.simulator.SimulatorServer;
import org.vipagent.cloud.simulator.Zone;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.ZoneTiming;
import org.vipagent.cloud.simulator.json.ZoneFileException;
import org.vipagent.cloud.simulator.json.ZoneReader;
import org.vipagent.cloud.simulator.json.ZoneWriter;
import org.vipagent.config.SourceReader;
import org.vipagent.net.IpAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vipagent cloud-simulator}: a zone to rehearse with. */
@Command(
        name = "cloud-simulator",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "A CloudStack zone in this process, behind CloudStack's API: to rehearse failovers and faults without a cloud.",
            "Runs until SIGINT or SIGTERM. Keeps nothing, needs no root."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  vipagent cloud-simulator --zone zone.json --profile idcf",
            "  curl -s http://127.0.0.1:8081/simulator/snapshot",
            "",
            "Exit codes:",
            "  0  ended by a signal",
            "  1  a port is taken",
            "  2  the command line is wrong",
            "  4  the zone's file cannot be read",
            "  5  the zone's file has errors"
        })
public final class CloudSimulatorCommand implements Callable<Integer> {
    private final Consumer<Runnable> onStop;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Where the API listens (default: ${DEFAULT-VALUE}; 0 takes a free one).")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "On which of this machine's addresses (default: ${DEFAULT-VALUE}). The keys are no secret:"
                    + " whoever reaches it can use it.")
    private String bind;

    @Option(
            names = "--admin-port",
            paramLabel = "N",
            defaultValue = "8081",
            description = "Where it can be looked into and broken, on 127.0.0.1 only (default: ${DEFAULT-VALUE}).")
    private int adminPort;

    @Option(
            names = "--zone",
            paramLabel = "FILE",
            description = "What is in the zone, as --print-zone writes it (default: the how-to's two load balancers and"
                    + " two web servers).")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--print-zone", description = "Prints what is in the zone, as a start for one's own, and ends.")
    private boolean printsZone;

    /** What kind of server is played. */
    private enum Profile {
        cloudstack,
        idcf
    }

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "cloudstack",
            description =
                    "${COMPLETION-CANDIDATES}: idcf behaves as a server of the 4.3 line (default: ${DEFAULT-VALUE}).")
    private Profile profile;

    /** How long things take. */
    private enum Timing {
        realistic,
        measured,
        instant;

        private ZoneTiming millis() {
            return switch (this) {
                case realistic -> ZoneTiming.realistic();
                case measured -> ZoneTiming.measured();
                case instant -> ZoneTiming.instant();
            };
        }
    }

    @Option(
            names = "--timing",
            paramLabel = "NAME",
            defaultValue = "realistic",
            description =
                    "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}: 350 ms a call, 700 ms a router command).")
    private Timing timing;

    @Option(
            names = "--call-millis",
            paramLabel = "N",
            description = "How long a call takes, instead of what --timing says.")
    private Optional<Integer> callMillis = Optional.empty();

    @Option(
            names = "--router-millis",
            paramLabel = "N",
            description = "How long a command to the virtual router takes, instead of what --timing says.")
    private Optional<Integer> routerMillis = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of chance: drawn ids, races (default: ${DEFAULT-VALUE}).")
    private long seed;

    /**
     * A command that waits to be stopped.
     *
     * @param onStop is given what ends the command, to be called at a signal
     */
    public CloudSimulatorCommand(Consumer<Runnable> onStop) {
        this.onStop = onStop;
    }

    @Override
    public Integer call() {
        ZoneLayout layout;
        try {
            layout = file.isPresent() ? read(file.get()) : ZoneLayout.howTo();
        } catch (ZoneFileException e) {
            return refuse(ExitCode.CONFIGURATION, file.get() + ": " + e.getMessage());
        } catch (IOException e) {
            return refuse(ExitCode.NOT_PERMITTED, e.getMessage());
        }
        if (printsZone) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(ZoneWriter.write(layout));
            out.flush();
            return ExitCode.OK;
        }
        if (!isPort(port) || !isPort(adminPort)) {
            return refuse(ExitCode.USAGE, "a port is a number from 0 to 65535");
        }
        if (callMillis.orElse(0) < 0 || routerMillis.orElse(0) < 0) {
            return refuse(ExitCode.USAGE, "nothing takes less than 0 ms");
        }
        Optional<InetAddress> address = address();
        if (address.isEmpty()) {
            return refuse(ExitCode.USAGE, "--bind: '" + bind + "' is no IP address");
        }
        return serve(layout, address.get());
    }

    private static boolean isPort(int number) {
        return number >= 0 && number <= 65_535;
    }

    private static ZoneLayout read(Path file) throws IOException, ZoneFileException {
        SourceReader.Source source = new LocalFiles(System.getenv()).read(file);
        if (source instanceof SourceReader.Text text) {
            return new ZoneReader().read(text.content());
        }
        throw new IOException(file + ": " + ((SourceReader.Unreadable) source).reason());
    }

    private Optional<InetAddress> address() {
        try {
            Optional<IpAddress> address = IpAddress.tryParse(bind);
            return address.isPresent()
                    ? Optional.of(InetAddress.getByAddress(address.get().toBytes()))
                    : Optional.empty();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address that was read has 4 or 16 bytes", e);
        }
    }

    private int serve(ZoneLayout layout, InetAddress address) {
        Zone zone = Zone.of(layout, timing(), seed);
        zone.faults().habits().oldServer(profile == Profile.idcf);
        try (SimulatorServer server = SimulatorServer.start(zone, new InetSocketAddress(address, port), adminPort)) {
            introduce(layout, server);
            CountDownLatch stopped = new CountDownLatch(1);
            onStop.accept(stopped::countDown);
            stopped.await();
            return ExitCode.OK;
        } catch (IOException e) {
            return refuse(ExitCode.TROUBLE, "cannot listen: " + e.getMessage() + "; see --port and --admin-port");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.OK;
        }
    }

    private ZoneTiming timing() {
        ZoneTiming usual = timing.millis();
        return new ZoneTiming(
                callMillis.map(Integer::longValue).orElse(usual.callMillis()),
                usual.jobMillis(),
                routerMillis.map(Integer::longValue).orElse(usual.routerMillis()),
                usual.powerMillis(),
                usual.expungeMillis());
    }

    private void introduce(ZoneLayout layout, SimulatorServer server) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("The API:   " + server.endpoint());
        out.println("To look:   " + server.adminEndpoint() + "/simulator/snapshot");
        out.println("To break:  " + server.adminEndpoint() + "/simulator/faults");
        out.println("Unsigned:  " + server.adminEndpoint() + "/client/api");
        for (ZoneLayout.Account account : layout.accounts()) {
            out.println("Account " + account.name() + ", for a credentials_file of mode 0600:");
            out.println("  api_key = " + account.apiKey());
            out.println("  secret_key = " + account.secretKey());
        }
        out.println("Ends with Ctrl-C.");
        out.flush();
    }

    private int refuse(int code, String message) {
        spec.commandLine().getErr().println("vipagent cloud-simulator: " + message);
        return code;
    }
}
