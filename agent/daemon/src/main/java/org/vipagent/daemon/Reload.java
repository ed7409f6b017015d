package org.vipagent.daemon;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vipagent.config.AgentConfig;
import org.vipagent.config.ConfigDifference;
import org.vipagent.config.ConfigDifference.LeftClaim;
import org.vipagent.config.Diagnostic;
import org.vipagent.config.LoadedConfig;
import org.vipagent.config.ProcessPriority;
import org.vipagent.config.VrrpInstance;
import org.vipagent.daemon.cli.Daemon;
import org.vipagent.daemon.control.ReloadOutcome;
import org.vipagent.net.IpAddress;
import org.vipagent.node.NodeEvent.Severity;

/**
 * Takes another configuration over while the agent runs: reads and checks it on the caller's thread, and has it exchanged
 * in one turn of the engine. Whatever is wrong with it, the one that runs stays. From any thread; one at a time, the
 * others wait.
 */
final class Reload {
    private static final String SUBJECT = "reload";

    private final Path file;
    private final Daemon.Rereading source;
    private final Exchange exchange;
    private final Troubles.Notebook journal;
    private final ProcessPriority started;
    private AgentConfig running;
    private volatile List<LeftClaim> left = List.of();

    /** Makes the running parts work with another configuration. */
    interface Exchange {
        /**
         * All of it, or nothing.
         *
         * @return of which providers nothing has changed but the keys
         * @throws StartException with the reason why everything stays as it was
         */
        List<String> exchange(AgentConfig config) throws StartException;
    }

    /**
     * @param file for the operator
     * @param running what the agent runs with
     */
    Reload(Path file, Daemon.Rereading source, AgentConfig running, Exchange exchange, Troubles.Notebook journal) {
        this.file = file;
        this.source = source;
        this.started = running.global().priority();
        this.running = running;
        this.exchange = exchange;
        this.journal = journal;
    }

    /** Reads the file again and takes it over, or says why not; both stand in the log, too. */
    synchronized ReloadOutcome reload() {
        try {
            return attempt();
        } catch (RuntimeException e) {
            // A fault of ours must not cost the addresses of those that run.
            return refused("a fault of this program: " + e, List.of(), false);
        }
    }

    private ReloadOutcome attempt() {
        LoadedConfig loaded = source.again(virtualAddresses());
        if (loaded.config().isEmpty()) {
            loaded.diagnostics().forEach(this::log);
            return refused(file + " has errors; what runs goes on unchanged", loaded.diagnostics(), true);
        }
        AgentConfig config = loaded.config().get();
        if (config.vrrpInstances().isEmpty() && !running.vrrpInstances().isEmpty()) {
            return refused(
                    file + " has no vrrp_instance any more; what runs goes on unchanged: to end it, stop the agent",
                    loaded.diagnostics(),
                    false);
        }
        ConfigDifference difference = ConfigDifference.between(running, config, started);
        try {
            List<String> otherKeys = exchange.exchange(config);
            running = config;
            loaded.diagnostics().forEach(this::log);
            remember(difference, config);
            ReloadOutcome outcome =
                    ReloadOutcome.takenOver(loaded.diagnostics(), withKeys(difference, otherKeys), left);
            tell(outcome);
            return outcome;
        } catch (StartException e) {
            return refused(e.getMessage() + "; what runs goes on unchanged", loaded.diagnostics(), false);
        }
    }

    /** What a reload has left in the clouds and nobody has claimed again since; from any thread. */
    List<LeftClaim> leftInCloud() {
        return left;
    }

    /** Ours while we are master, and no reason for a remark that they are set on this machine. */
    private Set<IpAddress> virtualAddresses() {
        Set<IpAddress> addresses = new HashSet<>();
        for (VrrpInstance instance : running.vrrpInstances()) {
            instance.virtualAddresses().forEach(a -> addresses.add(a.ip()));
            instance.excludedAddresses().forEach(a -> addresses.add(a.ip()));
        }
        return addresses;
    }

    private ReloadOutcome refused(String why, List<Diagnostic> diagnostics, boolean byErrors) {
        journal.note(Severity.TROUBLE, SUBJECT, "refused: " + why);
        return ReloadOutcome.refused(why, diagnostics, byErrors);
    }

    private static ConfigDifference withKeys(ConfigDifference difference, List<String> otherKeys) {
        List<String> changed = new ArrayList<>(difference.changed());
        otherKeys.forEach(name -> changed.add("cloud_provider " + name + ": other keys"));
        return new ConfigDifference(
                difference.added(), difference.removed(), changed, difference.needsRestart(), difference.leftInCloud());
    }

    private void remember(ConfigDifference difference, AgentConfig config) {
        List<LeftClaim> all = new ArrayList<>(left);
        all.addAll(difference.leftInCloud());
        all.removeIf(claim -> claim.isMadeBy(config));
        left = all.stream().distinct().toList();
    }

    private void tell(ReloadOutcome outcome) {
        ConfigDifference difference = outcome.difference();
        Optional<String> nothing =
                difference.isEmpty() ? Optional.of(file + ": nothing has changed") : Optional.empty();
        nothing.ifPresent(text -> journal.note(Severity.INFORMATION, SUBJECT, text));
        difference.added().forEach(text -> journal.note(Severity.INFORMATION, SUBJECT, "added: " + text));
        difference.removed().forEach(text -> journal.note(Severity.INFORMATION, SUBJECT, "removed: " + text));
        difference.changed().forEach(text -> journal.note(Severity.INFORMATION, SUBJECT, "changed: " + text));
        difference.needsRestart().forEach(text -> journal.note(Severity.WARNING, SUBJECT, "needs a restart: " + text));
        for (LeftClaim claim : difference.leftInCloud()) {
            journal.note(Severity.WARNING, SUBJECT, "left in the cloud: " + claim.describe());
        }
    }

    private void log(Diagnostic diagnostic) {
        Severity severity =
                diagnostic.severity() == org.vipagent.config.Severity.ERROR ? Severity.TROUBLE : Severity.WARNING;
        journal.note(severity, SUBJECT, diagnostic.render());
    }
}
