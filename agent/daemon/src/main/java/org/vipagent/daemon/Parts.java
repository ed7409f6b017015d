package org.vipagent.daemon;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.vipagent.config.AgentConfig;
import org.vipagent.config.Diagnostic;
import org.vipagent.daemon.cli.Daemon.Order;
import org.vipagent.daemon.cli.Version;
import org.vipagent.daemon.control.ControlServer;
import org.vipagent.daemon.control.FollowAnswers;
import org.vipagent.daemon.control.PlanAnswers;
import org.vipagent.daemon.control.ReloadAnswers;
import org.vipagent.daemon.control.Requests;
import org.vipagent.daemon.control.StatusAnswers;
import org.vipagent.daemon.control.StatusReport;
import org.vipagent.daemon.control.WallClock;
import org.vipagent.daemon.journal.Journal;
import org.vipagent.engine.Engine;
import org.vipagent.engine.Inbound;
import org.vipagent.engine.ReadModeration;
import org.vipagent.linux.libc.Clocks;
import org.vipagent.linux.libc.ErrnoException;
import org.vipagent.linux.libc.Libc;
import org.vipagent.linux.libc.Poller;
import org.vipagent.linux.packet.AdvertChannel;
import org.vipagent.linux.process.Scheduling;
import org.vipagent.node.InstanceConfig;
import org.vipagent.node.Node;
import org.vipagent.node.NodeConfig;
import org.vipagent.node.NodeConfigs;
import org.vipagent.node.NodeEvent.Severity;
import org.vipagent.vrrp.RouterKey;

/** Everything that runs, put together. Built before anything starts, so that what cannot work stops the start. */
final class Parts implements AutoCloseable {
    // One answer of the kernel and of each instance's cloud, a stop, a snapshot: far below this.
    private static final int INBOX_LIMIT = 16_384;
    private static final long SNAPSHOT_MILLIS = 2_000;
    private static final long LOG_DRAIN_MILLIS = 1_000;
    /** A turn is a matter of milliseconds; a machine may be busy. */
    private static final long EXCHANGE_MILLIS = 10_000;

    private final Order order;
    private final Lifetime lifetime;
    private final Threads threads;
    private final Scheduling scheduling;
    private final Urgency urgency;
    private final Journal journal;
    private final States states;
    private final ThreadInbox inbox;
    private final EngineLoop engine;
    private final KernelWorker kernel;
    private final Wire wire;
    private final Clouds clouds;
    private final Clouds.Prepared firstClouds;
    private final Reload reload;
    private final EngineQuestions exchanges;
    private final Clocks clocks;
    private final ControlServer control;
    private Thread journalThread;

    /**
     * What has to be there before the parts are built.
     *
     * @param keys that the adapters' providers are given
     */
    record Ground(
            RuntimeDirectory directory, States states, Adapters adapters, CredentialsFiles keys, Journal journal) {}

    private Parts(Order order, Ground ground, Lifetime lifetime) throws IOException, StartException {
        this.order = order;
        this.lifetime = lifetime;
        this.threads = new Threads(lifetime::failed);
        this.journal = ground.journal();
        this.states = ground.states();
        Libc libc = Libc.load();
        this.scheduling = new Scheduling(libc);
        this.urgency = new Urgency(scheduling, order.config().global().priority(), journal);
        Poller poller = new Poller(libc, System::nanoTime);
        this.inbox = new ThreadInbox(INBOX_LIMIT, poller::wake);
        this.clocks = new Clocks(libc);
        this.clouds = new Clouds(ground.adapters(), ground.keys(), inbox::put);
        this.firstClouds = clouds.prepare(order.config().cloudProviders());
        NodeConfig config = nodeConfig(order.config(), firstClouds);
        this.wire = new Wire(libc, poller, channels(config), new Troubles(journal::note));
        this.kernel = new KernelWorker(libc, new KernelWorker.Listeners(wire::links, inbox::put, journal));
        watchGateways(config);
        clouds.exchange(firstClouds);
        Node node = new Node(config, new SplittableRandom(), System.nanoTime());
        Engine.Ports ports = new Engine.Ports(wire, kernel, clouds, journal);
        ReadModeration moderation = new ReadModeration(shortestInterval(config));
        EngineLoop.Manner manner = new EngineLoop.Manner(urgency::turned, moderation);
        this.engine = new EngineLoop(new Engine(node, inbox, ports), poller, clocks, manner);
        this.exchanges = new EngineQuestions(inbox::put, EXCHANGE_MILLIS);
        this.reload = new Reload(order.file(), order.again(), order.config(), this::exchange, journal::note);
        this.control = ControlServer.open(ground.directory().controlSocket(), answers());
        rehearse(config, libc);
    }

    private NodeConfig nodeConfig(AgentConfig config, Clouds.Prepared prepared) {
        return NodeConfigs.of(config, prepared::planner, Duration.ofNanos(clocks.boottime()));
    }

    private void watchGateways(NodeConfig config) {
        if (config.asksGateways()) {
            kernel.watchGateways();
        }
    }

    /** The running parts go on with another configuration; all that takes time is done before the engine's turn. */
    private List<String> exchange(AgentConfig config) throws StartException {
        Clouds.Prepared prepared = clouds.prepare(config.cloudProviders());
        NodeConfig next = nodeConfig(config, prepared);
        clouds.start(prepared, config, (name, body) -> threads.start(name, ordinary(body::run)));
        watchGateways(next);
        Optional<Boolean> taken = exchanges.ask(told -> new Inbound.Reconfigured(next, isTaken -> {
            if (isTaken) {
                clouds.exchange(prepared);
                engine.moderate(new ReadModeration(shortestInterval(next)));
            }
            told.accept(isTaken);
        }));
        if (taken.isEmpty()) {
            throw StartException.trouble("the engine does not answer");
        }
        if (!taken.get()) {
            prepared.discard();
            throw StartException.trouble("the agent is stopping");
        }
        lifetime.longestStop(Lifetime.longestStop(config));
        return prepared.otherKeys();
    }

    private void rehearse(NodeConfig config, Libc libc) throws IOException {
        try {
            DryRun.play(config, libc, wire);
        } catch (RuntimeException e) {
            // It only makes the first takeover quick, and must not stop the agent from taking part.
            journal.note(Severity.WARNING, "node", "the first takeover will be slow, its rehearsal failed: " + e);
        }
    }

    static Parts build(Order order, Ground ground, Lifetime lifetime) throws IOException, StartException {
        return new Parts(order, ground, lifetime);
    }

    private static Set<AdvertChannel> channels(NodeConfig config) {
        Set<AdvertChannel> channels = new LinkedHashSet<>();
        for (InstanceConfig instance : config.instances()) {
            RouterKey key = instance.router().key();
            channels.add(new AdvertChannel(
                    key.interfaceName(), key.family(), instance.router().transport()));
        }
        return channels;
    }

    private static long shortestInterval(NodeConfig config) {
        return config.instances().stream()
                .mapToLong(instance -> instance.router().advertIntervalNanos())
                .min()
                .orElse(0);
    }

    private Requests answers() {
        StatusReport report = new StatusReport(new StatusReport.Identity(
                Version.number(), ProcessHandle.current().pid(), order.file().toString()));
        EngineQuestions questions = new EngineQuestions(inbox::put, SNAPSHOT_MILLIS);
        StatusAnswers status = new StatusAnswers(
                report,
                new StatusAnswers.Sources(
                        new EngineSnapshots(inbox::put, SNAPSHOT_MILLIS),
                        journal::recent,
                        this::troubles,
                        reload::leftInCloud,
                        Parts::clocks));
        return new Requests()
                .add(StatusAnswers.STATUS, status)
                .add(
                        FollowAnswers.FOLLOW,
                        new FollowAnswers(
                                instance -> questions.ask(told -> new Inbound.FollowRequested(instance, told))))
                .add(PlanAnswers.PLAN, new PlanAnswers(() -> questions.ask(Inbound.PlansRequested::new), Parts::clocks))
                .add(ReloadAnswers.RELOAD, new ReloadAnswers(reload::reload));
    }

    private static WallClock clocks() {
        return new WallClock(Instant.now(), System.nanoTime());
    }

    private List<String> troubles() {
        List<String> troubles = new ArrayList<>(kernel.troubles());
        troubles.addAll(wire.troubles());
        troubles.addAll(urgency.troubles());
        troubles.addAll(states.troubles());
        return troubles;
    }

    void start() throws ReflectiveOperationException {
        // First, so that none of the runtime's threads is forgotten and none of ours is among them.
        Signals.handle("XCPU", urgency::overrun);
        urgency.claimRuntime();
        lockMemory();
        journalThread = threads.start("journal", ordinary(journal::run));
        journal.note(
                Severity.INFORMATION,
                "node",
                "vipagent " + Version.number() + " starts, pid "
                        + ProcessHandle.current().pid() + ", " + order.file());
        for (Diagnostic warning : order.warnings()) {
            journal.note(Severity.WARNING, "configuration", warning.position() + ": " + warning.message());
        }
        threads.start("kernel", () -> {
            urgency.join(Urgency.Rank.SECOND);
            kernel.run();
        });
        clouds.start(firstClouds, order.config(), (name, body) -> threads.start(name, ordinary(body::run)));
        Signals.handle("HUP", ordinary(reload::reload));
        threads.start("control", ordinary(control::run));
        threads.start("engine", () -> {
            try (wire) {
                urgency.join(Urgency.Rank.FIRST);
                scheduling.wakePunctually();
                engine.run();
            }
            lifetime.finished();
        });
    }

    /** Even where the whole process was started in real time. */
    private Threads.Body ordinary(Threads.Body body) {
        return () -> {
            if (scheduling.isRealTime()) {
                scheduling.makeOrdinary(0);
            }
            body.run();
        };
    }

    private void lockMemory() {
        try {
            scheduling.lockMemory();
        } catch (ErrnoException e) {
            boolean demanded = order.config().global().priority().memoryLockDemanded();
            journal.note(
                    demanded ? Severity.WARNING : Severity.INFORMATION,
                    "node",
                    "memory is not locked, so a machine that swaps may be late: " + e.getMessage()
                            + " (CAP_IPC_LOCK or LimitMEMLOCK=infinity cures it)");
        }
    }

    void requestStop() {
        journal.note(Severity.INFORMATION, "node", "stopping");
        inbox.put(new Inbound.StopRequested());
    }

    @Override
    public void close() throws IOException {
        control.close();
        clouds.close();
        kernel.close();
        states.close();
        journal.note(Severity.INFORMATION, "node", "stopped");
        journal.end();
        if (journalThread != null) {
            try {
                journalThread.join(LOG_DRAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
