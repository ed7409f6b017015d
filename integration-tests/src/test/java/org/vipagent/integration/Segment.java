package org.vipagent.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.vipagent.daemon.lab.Await;
import org.vipagent.daemon.lab.Command;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.KernelWatch;
import org.vipagent.daemon.lab.Lab;
import org.vipagent.net.IpAddress;

/** Up to three routers on one switch, and a host beside them that only knows the virtual address, as clients do. */
final class Segment implements AutoCloseable {
    private static final List<String> NAMES = List.of("one", "two", "three");

    private static final Duration ALONE = Duration.ofSeconds(10);

    private final Form form;
    private final Lab lab;
    private final Path directory;
    private final List<Host> hosts = new ArrayList<>();
    private final Host observer;
    private final Map<Router, KernelWatch> watches = new LinkedHashMap<>();

    private Segment(Form form, Lab lab, Path directory, int size) {
        this.form = form;
        this.lab = lab;
        this.directory = directory;
        try {
            for (int i = 0; i < size; i++) {
                hosts.add(host(NAMES.get(i), 133 + i));
            }
            observer = host("observer", 199);
            if (form.isIpv6()) {
                // Nothing can be sent from the kernel's own address until it has asked, for a second or two, whether
                // it is alone.
                hosts.forEach(h -> Await.until(h.name() + " may use its address", ALONE, () -> mayUseItsAddresses(h)));
            }
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    private static boolean mayUseItsAddresses(Host host) {
        return host.namespace()
                .ip("-6 addr show dev " + Host.INTERFACE + " tentative")
                .isEmpty();
    }

    /**
     * An empty segment.
     *
     * @param name of its namespaces, different for each that exists at the same time
     * @param size how many routers there will be
     */
    static Segment create(String name, Form form, Path directory, int size) {
        return new Segment(
                form, Lab.create("vipagent-it-" + ProcessHandle.current().pid() + "-" + name), directory, size);
    }

    private Host host(String name, int number) {
        Host host = lab.addHost(
                Host.Settings.of(name, "02:00:00:00:05:%02x".formatted(number), "10.5.0." + number + "/24"));
        host.namespace().ip("addr add 2001:db8:5::" + number + "/64 dev " + Host.INTERFACE + " nodad");
        return host;
    }

    /** One more host, that has no router. */
    Host addHost(String name, IpAddress address) {
        return host(
                name,
                Integer.parseInt(address.toString().substring(address.toString().lastIndexOf('.') + 1)));
    }

    static String ownAddress(Form form, Host host) {
        String ipv4 = host.settings().address().address().toString();
        return form.isIpv6() ? "2001:db8:5::" + ipv4.substring(ipv4.lastIndexOf('.') + 1) : ipv4;
    }

    private List<String> othersThan(int index) {
        return hosts.stream()
                .filter(h -> h != hosts.get(index))
                .map(h -> ownAddress(form, h))
                .toList();
    }

    Lab lab() {
        return lab;
    }

    Host observer() {
        return observer;
    }

    OurRouter ours(int index) {
        Host host = hosts.get(index);
        return watched(new OurRouter(form, host, othersThan(index), fresh(host.name())));
    }

    KeepalivedRouter keepalived(int index) {
        Host host = hosts.get(index);
        Machine machine = new Machine(lab, host);
        return watched(new KeepalivedRouter(form, othersThan(index), machine, fresh(host.name())));
    }

    FrrRouter frr(int index) {
        return watched(new FrrRouter(form, new Machine(lab, hosts.get(index))));
    }

    Router peer(int index) {
        return form.peer() == Form.Peer.FRR ? frr(index) : keepalived(index);
    }

    private <R extends Router> R watched(R router) {
        lab.build(() -> router);
        watches.put(router, lab.build(() -> KernelWatch.start(router.host().namespace(), fresh("watch"))));
        return router;
    }

    /** All that the switch passes on, also from one router to another alone. */
    Capture capture() {
        return lab.build(() -> Capture.start(lab.switchboard(), Lab.MONITOR_PORT, fresh("capture")));
    }

    /** What the observer sees but for what a host sends that sends too much to be looked at. */
    Capture captureWithout(Host loud) {
        String mac = loud.settings().mac().toString();
        return lab.build(() -> Capture.startWithout(mac, observer, fresh("capture")));
    }

    Holdings holdings() {
        return new Holdings(watches.entrySet().stream()
                .flatMap(e -> changes(e.getKey(), e.getValue()))
                .toList());
    }

    private static Stream<Holdings.Change> changes(Router router, KernelWatch watch) {
        return watch.changes().stream()
                .flatMap(c -> router.holds(c).stream().map(holds -> new Holdings.Change(c.at(), router.name(), holds)));
    }

    /** The observer asks who has the virtual address, so that it has something to forget. */
    void makeObserverAsk() {
        observer.namespace()
                .run(Command.of("ping", "-c", "1", "-W", "5", form.vip().toString()));
    }

    /** Takes the virtual address out of the observer's table. */
    void makeObserverForget() {
        observer.namespace().ip("neigh flush to " + form.vip() + " dev " + Host.INTERFACE);
    }

    /** The hardware address that the observer sends to when it means the virtual address; empty if it knows none. */
    String neighbour() {
        String line = observer.namespace().ip("neigh show " + form.vip() + " dev " + Host.INTERFACE);
        int at = line.indexOf("lladdr ");
        return at < 0 ? "" : line.substring(at + 7, at + 24);
    }

    private Path fresh(String name) {
        try {
            return Files.createTempDirectory(directory, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        lab.close();
    }
}
