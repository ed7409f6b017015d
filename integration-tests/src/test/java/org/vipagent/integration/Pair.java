package org.vipagent.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.vipagent.daemon.lab.AgentProcess;
import org.vipagent.daemon.lab.Await;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.Installation;
import org.vipagent.daemon.lab.KeepalivedProcess;
import org.vipagent.daemon.lab.Lab;
import org.vipagent.net.IpAddress;

/** Two machines that share an address, and a third that watches the segment. */
final class Pair implements AutoCloseable {
    static final IpAddress VIP = IpAddress.parse("192.168.1.153");

    private final Lab lab;
    private final Path directory;
    final Host keep1;
    final Host keep2;
    final Host watcher;

    private Pair(Lab lab, Path directory) {
        this.lab = lab;
        this.directory = directory;
        try {
            keep1 = lab.addHost(Host.Settings.of("keep1", "02:00:00:00:01:51", "192.168.1.151/24"));
            keep2 = lab.addHost(Host.Settings.of("keep2", "02:00:00:00:01:52", "192.168.1.152/24"));
            watcher = lab.addHost(Host.Settings.of("watcher", "02:00:00:00:01:99", "192.168.1.199/24"));
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    static Pair create(String name, Path directory) {
        return new Pair(Lab.create("vipagent-it-" + ProcessHandle.current().pid() + "-" + name), directory);
    }

    Lab lab() {
        return lab;
    }

    AgentProcess agent(Host host, String config) {
        AgentProcess.Place place = new AgentProcess.Place(host, fresh(host.name()));
        return lab.build(() -> AgentProcess.start(Installation.running(), place, config));
    }

    KeepalivedProcess keepalived(Host host, String config) {
        return lab.build(() -> KeepalivedProcess.start(host, fresh(host.name()), config));
    }

    Path fresh(String name) {
        try {
            return Files.createTempDirectory(directory, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Capture capture() {
        return lab.build(() -> Capture.start(watcher, fresh("capture")));
    }

    /** A configuration for one of the two, as an operator would write it. */
    static String config(String state, int priority, String... more) {
        return """
                vrrp_instance keepalive_vi {
                    state %s
                    interface eth0
                    virtual_router_id 52
                    priority %d
                    %s
                    virtual_ipaddress {
                        192.168.1.153/24
                    }
                }
                """.formatted(state, priority, String.join("\n    ", more));
    }

    /** Who has the virtual address in its kernel. */
    List<String> holders() {
        return List.of(keep1, keep2).stream()
                .filter(h -> h.has(VIP))
                .map(Host::name)
                .toList();
    }

    void awaitOnly(Host holder, Duration limit) {
        Await.until(holder.name() + " alone has " + VIP, limit, () -> holders().equals(List.of(holder.name())));
    }

    @Override
    public void close() {
        lab.close();
    }
}
