package org.vipagent.daemon.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.vipagent.net.AddressFamily;
import org.vipagent.net.IpAddress;

/**
 * FRR's zebra and vrrpd on a host: a peer that is not ours and that uses the RFC's virtual MAC. Its sockets, process
 * files and logs are in a directory of its own, so that several run beside each other and beside the machine's own.
 *
 * <p>vrrpd wants a macvlan device with the virtual MAC and the virtual addresses before it starts ("vrrpd" in FRR's
 * manual). It never touches the addresses: while it is not master it tells zebra to hold that device down ({@code
 * protodown}).
 */
public final class FrrProcess implements Daemon {
    private static final Path DAEMONS = Path.of("/usr/lib/frr");
    /** Where FRR's daemons leave crash logs; those that are killed leave an empty directory with their id there. */
    private static final Path TRACES = Path.of("/var/tmp/frr");

    /** What the others' {@code vrrp_rt_priority 50} is. */
    private static final List<String> REAL_TIME = List.of("chrt", "--fifo", "50");

    private static final Duration ZEBRA_LISTENS_WITHIN = Duration.ofSeconds(10);

    private final Belongings belongings = new Belongings();
    private final Child zebra;
    private final Child vrrpd;

    private FrrProcess(Host host, String config, List<String> before) {
        try {
            // FRR works as its own user, who cannot enter a directory of ours.
            Path directory = belongings.add(ScratchDirectory.ownedBy("frr")).path();
            zebra = daemon(host, directory, "zebra", "", before);
            // vrrpd tries again only after ten seconds.
            Await.until("zebra listens", ZEBRA_LISTENS_WITHIN, () -> Files.exists(directory.resolve("zserv.api")));
            vrrpd = daemon(host, directory, "vrrpd", config, before);
        } catch (RuntimeException e) {
            Belongings.closeBecauseOf(e, belongings);
            throw e;
        }
    }

    /**
     * A virtual router of one address family.
     *
     * @param version 2 or 3
     * @param vrid 1 to 255
     * @param priority 1 to 254
     * @param intervalMillis 10 to 40,950; whole seconds in version 2
     * @param preempt whether it takes over from a master of lower priority
     * @param addresses all of one family
     */
    public record Router(
            int version, int vrid, int priority, int intervalMillis, boolean preempt, List<IpAddress> addresses) {
        public Router {
            addresses = List.copyOf(addresses);
        }

        private boolean isIpv4() {
            return addresses.get(0).family() == AddressFamily.INET;
        }

        /** The name of its macvlan device. */
        public String device() {
            return isIpv4() ? "vrrp4" : "vrrp6";
        }

        /** RFC 9568 §7.3: 00:00:5e:00:01:VRID, over IPv6 02. */
        public String mac() {
            return String.format("00:00:5e:00:%s:%02x", isIpv4() ? "01" : "02", vrid);
        }

        private String config() {
            StringBuilder lines = new StringBuilder("interface " + Host.INTERFACE + "\n");
            String router = " vrrp " + vrid + " ";
            lines.append(router).append("version ").append(version).append('\n');
            lines.append(router).append("priority ").append(priority).append('\n');
            lines.append(router)
                    .append("advertisement-interval ")
                    .append(intervalMillis)
                    .append('\n');
            lines.append(preempt ? "" : " no" + router + "preempt\n");
            for (IpAddress address : addresses) {
                lines.append(router)
                        .append(isIpv4() ? "ip " : "ipv6 ")
                        .append(address)
                        .append('\n');
            }
            return lines.toString();
        }
    }

    /**
     * Makes the macvlan device that the manual asks for, held down until vrrpd wants it up, and the system settings
     * that let it alone answer for its addresses.
     */
    public static void prepare(Host host, Router router) {
        NetworkNamespace namespace = host.namespace();
        String parent = "ipv4/conf/" + Host.INTERFACE + "/";
        namespace.sysctl(parent + "arp_ignore", "1");
        namespace.sysctl(parent + "arp_announce", "2");
        namespace.sysctl(parent + "ignore_routes_with_linkdown", "1");
        namespace.sysctl("ipv6/conf/" + Host.INTERFACE + "/ignore_routes_with_linkdown", "1");
        String device = router.device();
        namespace.ip("link add " + device + " link " + Host.INTERFACE + " address " + router.mac()
                + " type macvlan mode bridge");
        // Routers of one VRID have one MAC, and would make the same link-local address of it.
        namespace.ip("link set dev " + device + " addrgenmode none protodown on");
        if (!router.isIpv4()) {
            String own = host.settings().mac().toString().substring(12).replace(":", "");
            namespace.ip("addr add fe80::5e:" + own + "/64 dev " + device + " nodad");
        }
        String length = router.isIpv4() ? "/32" : "/128";
        for (IpAddress address : router.addresses()) {
            namespace.ip("addr add " + address + length + " dev " + device + (router.isIpv4() ? "" : " nodad"));
        }
        namespace.ip("link set dev " + device + " up");
    }

    /** Holds the device down, as it is when a machine starts anew. */
    public static void holdDown(Host host, Router router) {
        host.namespace().ip("link set dev " + router.device() + " protodown on");
    }

    /** Starts both daemons on a host that was {@linkplain #prepare prepared}. */
    public static FrrProcess start(Host host, Router router) {
        return start(host, router.config());
    }

    /** The same with real-time priority, for which its configuration has no word. */
    public static FrrProcess startInRealTime(Host host, Router router) {
        return new FrrProcess(host, router.config(), REAL_TIME);
    }

    /** Starts both daemons with a configuration of vrrpd's, whose devices are there already. */
    public static FrrProcess start(Host host, String config) {
        return new FrrProcess(host, config, List.of());
    }

    private Child daemon(Host host, Path directory, String name, String config, List<String> before) {
        try {
            Path file = Files.writeString(directory.resolve(name + ".conf"), config);
            List<String> words = new ArrayList<>(before);
            words.addAll(List.of(DAEMONS.resolve(name).toString(), "-f", file.toString(), "-P", "0"));
            words.addAll(List.of("--log", "stdout"));
            words.addAll(List.of("-i", directory.resolve(name + ".pid").toString()));
            words.addAll(List.of("-z", directory.resolve("zserv.api").toString()));
            words.addAll(List.of("--vty_socket", directory.toString()));
            Child daemon = Child.start(host.namespace(), words, directory.resolve(name + ".log"));
            belongings.add(() -> {
                daemon.close();
                ScratchDirectory.removeTree(TRACES.resolve(name + "." + daemon.pid()));
            });
            return daemon;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process ids of vrrpd and zebra. */
    public List<Long> pids() {
        return List.of(vrrpd.pid(), zebra.pid());
    }

    /** The file that vrrpd writes to. */
    public Path logFile() {
        return vrrpd.output();
    }

    /** What vrrpd has written. */
    public String log() {
        try {
            return Files.readString(vrrpd.output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it has seen its devices and stands by. */
    public boolean hasBecomeBackup() {
        return log().contains("Initialize -> Backup");
    }

    @Override
    public boolean isAlive() {
        return zebra.isAlive() && vrrpd.isAlive();
    }

    /** SIGTERM, as its init script does: vrrpd first, for it needs zebra to leave in order. */
    @Override
    public int stop() {
        int exitCode = vrrpd.stop();
        zebra.stop();
        return exitCode;
    }

    /** SIGKILL to both: the device stays as it is. */
    @Override
    public void kill() {
        vrrpd.kill();
        zebra.kill();
    }

    /** SIGSTOP to both. */
    public void pause() {
        vrrpd.pause();
        zebra.pause();
    }

    /** SIGCONT to both. */
    public void resume() {
        zebra.resume();
        vrrpd.resume();
    }

    @Override
    public void close() {
        belongings.close();
    }
}
