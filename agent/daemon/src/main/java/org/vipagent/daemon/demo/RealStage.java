package org.vipagent.daemon.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vipagent.cloud.simulator.Zone;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.cloud.simulator.ZoneTiming;
import org.vipagent.daemon.lab.AgentProcess;
import org.vipagent.daemon.lab.Attempt;
import org.vipagent.daemon.lab.Await;
import org.vipagent.daemon.lab.Host;
import org.vipagent.daemon.lab.Installation;
import org.vipagent.daemon.lab.Lab;
import org.vipagent.daemon.lab.LabException;
import org.vipagent.daemon.lab.NetworkNamespace;
import org.vipagent.daemon.lab.Outage;
import org.vipagent.daemon.lab.Probe;
import org.vipagent.daemon.lab.Responder;
import org.vipagent.daemon.lab.ScratchDirectory;
import org.vipagent.daemon.lab.SimulatedCloud;
import org.vipagent.daemon.lab.VirtualRouter;
import org.vipagent.net.Cidr;
import org.vipagent.net.IpAddress;

/** Network namespaces of this machine: real agents, real packets, a real client; only the cloud is simulated. */
final class RealStage implements Stage {
    private static final List<String> DESCRIPTION = List.of(
            "vipagent demo: real agents and real packets in network namespaces of this machine; the cloud is simulated",
            "",
            "  client ---- 210.140.68.220:80, virtual router, 10.5.0.1 ----+---- LB         10.5.0.133, priority 200",
            "              does what the cloud's rules say,                 |",
            "              finds machines by ARP                            +---- LB-backup  10.5.0.195, priority 100",
            "",
            "The virtual IP 10.5.0.100 belongs to the VRRP master, in its kernel; the cloud's secondary IP and rule",
            "should name it too. The client opens a new connection to the public address 50 times a second.");

    private static final IpAddress VIP = IpAddress.parse("10.5.0.100");
    private static final IpAddress GATEWAY = IpAddress.parse("10.5.0.1");
    private static final IpAddress PUBLIC_IP = IpAddress.parse("210.140.68.220");
    private static final String INSTANCE = "VI_1";
    private static final int PORT = 80;
    private static final Duration QUESTION_EVERY = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final long ZONE_SEED = 1;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(40);
    private static final Duration TO_LAST_WORDS = Duration.ofMillis(400);
    private static final int LAST_WORDS = 8;

    private final Lab lab;
    private final Path directory;
    private final Installation installation;
    private final Map<Balancer, AgentProcess.Place> places = new EnumMap<>(Balancer.class);
    private final Map<Balancer, AgentProcess> agents = new EnumMap<>(Balancer.class);
    private final SimulatedCloud cloud;
    private final Probe probe;
    private final Configuration configuration;

    private RealStage(Lab lab, Installation installation) {
        this.lab = lab;
        this.installation = installation;
        this.directory = lab.build(ScratchDirectory::create).path();
        VirtualRouter router =
                VirtualRouter.on(lab.addHost(Host.Settings.of("router", "02:00:00:00:00:01", GATEWAY + "/21")));
        this.cloud = lab.build(
                () -> SimulatedCloud.start(router, Zone.of(ZoneLayout.howTo(), ZoneTiming.slowRouter(), ZONE_SEED)));
        for (Balancer balancer : Balancer.values()) {
            places.put(balancer, new AgentProcess.Place(machine(balancer), directory.resolve(balancer.displayName())));
        }
        this.configuration = new Configuration(writeCredentials(), cloud.endpoint());
        this.probe = startClient(router);
    }

    /**
     * Builds everything but the agents.
     *
     * @param lab empty; closing it removes all that is made here
     * @throws LabException if this machine does not let us
     */
    static RealStage build(Lab lab) {
        return new RealStage(lab, Installation.running());
    }

    @Override
    public List<String> description() {
        return DESCRIPTION;
    }

    private Host machine(Balancer balancer) {
        Host host = lab.addHost(balancer.host());
        host.routeBy(GATEWAY);
        lab.build(() -> Responder.start(host, PORT, balancer.displayName()));
        return host;
    }

    private Probe startClient(VirtualRouter router) {
        NetworkNamespace client = lab.addNamespace("client");
        router.connectWorld(lab, client, Cidr.parse("203.0.113.10/24"), Cidr.parse("203.0.113.1/24"));
        router.addPublicIp(PUBLIC_IP);
        InetSocketAddress target = new InetSocketAddress(PUBLIC_IP.toString(), PORT);
        return lab.build(() -> Probe.start(client, new Probe.Settings(target, QUESTION_EVERY, PATIENCE)));
    }

    private Path writeCredentials() {
        ZoneLayout.Account account = cloud.zone(zone -> zone.accounts().get(0));
        return ScratchDirectory.writeSecret(
                directory.resolve("idcf.credentials"),
                "api_key = " + account.apiKey() + "\nsecret_key = " + account.secretKey() + "\n");
    }

    @Override
    public void perform(Act act) {
        if (act instanceof Act.Start start) {
            start(start.who(), start.follow());
        } else if (act instanceof Act.Stop stop) {
            agents.get(stop.who()).terminate();
        } else if (act instanceof Act.Kill kill) {
            agents.get(kill.who()).kill();
        } else if (act instanceof Act.PowerOff off) {
            lab.cut(places.get(off.who()).host());
            agents.get(off.who()).kill();
        } else if (act instanceof Act.PowerOn on) {
            lab.restore(places.get(on.who()).host());
        } else {
            throw new IllegalArgumentException("not to be performed: " + act);
        }
    }

    private void start(Balancer who, Follow follow) {
        agents.put(
                who,
                lab.build(() -> AgentProcess.start(installation, places.get(who), configuration.text(who, follow))));
    }

    @Override
    public Scene look() {
        ZoneSnapshot zone = cloud.snapshot();
        return new Scene(
                state(Balancer.LB),
                state(Balancer.BACKUP),
                Scene.joined(Arrays.stream(Balancer.values())
                        .filter(balancer -> places.get(balancer).host().has(VIP))
                        .map(Balancer::displayName)
                        .toList()),
                Scene.joined(zone.holders(VIP)),
                Scene.joined(zone.portForwards().stream().map(RealStage::words).toList()),
                probe.log()
                        .last()
                        .filter(Attempt::succeeded)
                        .map(Attempt::answeredBy)
                        .orElse(Scene.NONE));
    }

    private static String words(ZoneSnapshot.PortForward rule) {
        return rule.isActive() ? rule.machine() : rule.state().toLowerCase(Locale.ROOT);
    }

    private String state(Balancer balancer) {
        AgentProcess agent = agents.get(balancer);
        if (agent == null || !agent.isAlive()) {
            return Scene.NONE;
        }
        return agent.state(INSTANCE).orElse(Scene.NONE);
    }

    @Override
    public void pass() {
        Await.pause(BETWEEN_LOOKS);
    }

    @Override
    public long now() {
        return System.nanoTime();
    }

    @Override
    public List<Outage> outages(long from, long to) {
        return probe.log().outages(from, to);
    }

    @Override
    public List<String> lastWords() {
        // They may have more to write. And a Ctrl-C reaches the commands that we run before it reaches us: what fails
        // by that is no part of the story, which is over a moment later.
        Await.pause(TO_LAST_WORDS);
        List<String> words = new ArrayList<>();
        places.forEach((balancer, place) -> {
            words.add(balancer.displayName() + " wrote last:");
            try {
                List<String> log = Files.exists(place.log()) ? Files.readAllLines(place.log()) : List.of();
                log.subList(Math.max(0, log.size() - LAST_WORDS), log.size()).forEach(line -> words.add("  " + line));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return words;
    }
}
