package org.vipagent.daemon;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.vipagent.cloud.CloudAdapterFactory;
import org.vipagent.daemon.cli.Daemon;
import org.vipagent.daemon.cli.ExitCode;
import org.vipagent.daemon.journal.Journal;
import org.vipagent.daemon.journal.LogSetup;
import org.vipagent.linux.process.ProcessStatus;

/** Starts the agent's parts in order, waits for its end, and stops them in the opposite order. */
public final class Agent implements Daemon {
    private final Map<String, String> environment;
    private final Iterable<CloudAdapterFactory> factories;
    private final Consumer<String> errors;

    /**
     * @param environment of the process
     * @param factories of cloud adapters
     * @param errors takes what keeps the agent from starting, or ends it
     */
    public Agent(Map<String, String> environment, Iterable<CloudAdapterFactory> factories, Consumer<String> errors) {
        this.environment = Map.copyOf(environment);
        this.factories = factories;
        this.errors = errors;
    }

    @Override
    public int run(Order order) {
        try {
            demandCapabilities();
            return runPermitted(order);
        } catch (StartException e) {
            errors.accept(e.getMessage());
            return e.exitCode();
        } catch (IOException | ReflectiveOperationException e) {
            errors.accept("cannot start: " + e.getMessage());
            return ExitCode.NOT_PERMITTED;
        }
    }

    private int runPermitted(Order order) throws StartException, IOException, ReflectiveOperationException {
        try (RuntimeDirectory directory = RuntimeDirectory.open(order.runtimeDirectory())) {
            Journal journal = new Journal(LogSetup.logger(), System::nanoTime);
            States states = new States(order.stateDirectory(), journal::note);
            CredentialsFiles keys = new CredentialsFiles(environment);
            Adapters adapters = new Adapters(factories, keys, states::of);
            Lifetime lifetime = new Lifetime(Lifetime.longestStop(order.config()));
            Parts.Ground ground = new Parts.Ground(directory, states, adapters, keys, journal);
            try (Parts parts = Parts.build(order, ground, lifetime)) {
                Signals.install(
                        lifetime::requestStop, () -> Runtime.getRuntime().halt(ExitCode.TROUBLE));
                parts.start();
                Optional<String> fault = lifetime.await(parts::requestStop);
                fault.ifPresent(errors);
                return fault.isPresent() ? ExitCode.INTERNAL : ExitCode.OK;
            }
        }
    }

    private static void demandCapabilities() throws IOException, StartException {
        Optional<String> complaint = Capabilities.complaint(ProcessStatus.ofThisProcess());
        if (complaint.isPresent()) {
            throw StartException.notPermitted(complaint.get());
        }
    }
}
