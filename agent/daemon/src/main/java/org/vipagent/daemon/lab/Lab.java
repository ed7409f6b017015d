package org.vipagent.daemon.lab;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.vipagent.linux.libc.NamespaceEntry;

/**
 * Hosts on a switch, each in a namespace of its own, and everything else that has to go when the laboratory closes. It
 * closes by itself when the process is told to end, by a shutdown hook, even while another thread still builds.
 */
public final class Lab implements AutoCloseable {
    /** The interface of {@link #switchboard()} to listen at, promiscuously. */
    public static final String MONITOR_PORT = "br0";

    private static final Duration PLUGGED_IN = Duration.ofSeconds(10);

    private final String prefix;
    private final NamespaceEntry entry = NamespaceEntry.load();
    private final Belongings owned = new Belongings();
    private final Set<String> mutes = new HashSet<>();
    private final Thread atExit;
    private NetworkNamespace wires;
    private boolean closed;

    /**
     * An empty laboratory. Nothing is made in the kernel before the first namespace or host.
     *
     * @param prefix of its namespaces' names, different for each that exists at the same time
     */
    public static Lab create(String prefix) {
        return create(prefix, () -> {});
    }

    /**
     * The same, with something to be done first when the process is told to end before the laboratory was closed.
     *
     * @param beforeExit done on a thread of its own
     */
    public static Lab create(String prefix, Runnable beforeExit) {
        Lab lab = new Lab(prefix, beforeExit);
        Runtime.getRuntime().addShutdownHook(lab.atExit);
        return lab;
    }

    private Lab(String prefix, Runnable beforeExit) {
        this.prefix = prefix;
        this.atExit = new Thread(
                () -> {
                    beforeExit.run();
                    close();
                },
                "close-" + prefix);
    }

    /** The switch, made when the first host is plugged in. */
    private NetworkNamespace wires() {
        synchronized (owned) {
            if (wires == null) {
                wires = addNamespace("switch");
                wires.ip("link add name " + MONITOR_PORT + " type bridge mcast_snooping 0");
                wires.ip("link set dev " + MONITOR_PORT + " up");
            }
            return wires;
        }
    }

    /** A namespace with nothing but its loopback. */
    public NetworkNamespace addNamespace(String name) {
        return build(() -> createdNamespace(prefix + "-" + name));
    }

    private NetworkNamespace createdNamespace(String name) {
        NetworkNamespace namespace = new NetworkNamespace(name, entry);
        try {
            namespace.create();
            return namespace;
        } catch (RuntimeException e) {
            Belongings.closeBecauseOf(e, namespace);
            throw e;
        }
    }

    /** A host that is up and plugged in, and whose frames pass the switch. */
    public Host addHost(Host.Settings settings) {
        NetworkNamespace namespace = addNamespace(settings.name());
        String port = settings.name();
        wires().ip("link add name " + port + " type veth peer name " + Host.INTERFACE + " address " + settings.mac()
                + " netns " + namespace.name());
        wires().ip("link set dev " + port + " master " + MONITOR_PORT + " up");
        namespace.ip("addr add " + settings.address() + " dev " + Host.INTERFACE);
        namespace.ip("link set dev " + Host.INTERFACE + " up");
        // The kernel opens both ends a moment after they are up, on a busy machine a second, and drops frames until
        // then.
        Await.until(settings.name() + " is plugged in", PLUGGED_IN, () -> isOpen(namespace, port));
        return new Host(settings, namespace);
    }

    private boolean isOpen(NetworkNamespace host, String port) {
        return Command.of("bridge", "-n", wires().name(), "link", "show", "dev", port)
                        .run()
                        .contains("state forwarding")
                && host.ip("link show dev " + Host.INTERFACE).contains("state UP");
    }

    /** Where everything that the switch passes on can be seen, at {@link #MONITOR_PORT}; needs a host. */
    public NetworkNamespace switchboard() {
        return wires();
    }

    /** A cable between two namespaces, apart from the switch. */
    public void connect(NetworkNamespace one, String oneInterface, NetworkNamespace other, String otherInterface) {
        one.ip("link add name " + oneInterface + " type veth peer name " + otherInterface + " netns " + other.name());
        one.ip("link set dev " + oneInterface + " up");
        other.ip("link set dev " + otherInterface + " up");
    }

    /** Loses all frames from and to a host, while its interface keeps its carrier: what a broken switch does. */
    public void cut(Host host) {
        portState(host, "0");
    }

    /** Ends what {@link #cut} began. */
    public void restore(Host host) {
        portState(host, "3");
    }

    private void portState(Host host, String state) {
        Command.of("bridge", "-n", wires().name(), "link", "set", "dev", host.name(), "state", state)
                .run();
    }

    /** Pulls the cable: the host sees its carrier go. */
    public void unplug(Host host) {
        wires().ip("link set dev " + host.name() + " down");
    }

    /** Ends what {@link #unplug} began. */
    public void plug(Host host) {
        wires().ip("link set dev " + host.name() + " up");
    }

    /** Loses the frames that come from a host; those to it pass: half of a partition. Needs nftables for bridges. */
    public void mute(Host host) {
        mutes.add(host.name());
        programMutes();
    }

    /** Ends what {@link #mute} began. */
    public void unmute(Host host) {
        mutes.remove(host.name());
        programMutes();
    }

    private void programMutes() {
        StringBuilder rules = new StringBuilder();
        mutes.forEach(port -> rules.append("    iifname \"").append(port).append("\" drop\n"));
        wires().run(Command.of("nft", "-f", "-")
                .withInput("table bridge mutes\ndelete table bridge mutes\ntable bridge mutes {\n"
                        + "  chain forward {\n    type filter hook forward priority 0\n" + rules + "  }\n}\n"));
    }

    /**
     * Makes something that the laboratory closes with itself, the newest first. The laboratory cannot be closed while
     * it is being made, so that nothing is forgotten: it should not take long.
     *
     * @throws LabException if the laboratory is closed
     */
    public <T extends AutoCloseable> T build(Supplier<T> maker) {
        synchronized (owned) {
            if (closed) {
                throw new LabException("the laboratory is closed");
            }
            return owned.add(maker.get());
        }
    }

    /** Removes everything. May be called again, and by several threads: all return when all is gone. */
    @Override
    public void close() {
        synchronized (owned) {
            closed = true;
            try {
                owned.close();
            } finally {
                forgetExit();
            }
        }
    }

    private void forgetExit() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process ends already, and this may be its hook.
        }
    }
}
