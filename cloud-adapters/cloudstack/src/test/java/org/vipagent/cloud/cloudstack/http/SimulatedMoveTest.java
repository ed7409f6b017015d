package org.vipagent.cloud.cloudstack.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudAdapter;
import org.vipagent.cloud.CloudFailure.Kind;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Credentials;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Policy.Interruption;
import org.vipagent.cloud.Policy.SeveralHolders;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.ProviderSettings;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.cloud.Target;
import org.vipagent.cloud.cloudstack.CloudStackStep;
import org.vipagent.cloud.simulator.Fault;
import org.vipagent.cloud.simulator.SimulatorServer;
import org.vipagent.cloud.simulator.Zone;
import org.vipagent.cloud.simulator.ZoneLayout;
import org.vipagent.cloud.simulator.ZoneSnapshot;
import org.vipagent.cloud.simulator.ZoneTiming;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/** Whole moves over HTTP, against the zone of the how-to; this node is LB-backup. */
class SimulatedMoveTest {
    private static final IpAddress VIP = IpAddress.parse("10.5.0.100");
    private static final String PUBLIC = "210.140.68.220";
    private static final String LB = "a2fa6425-aacc-4aba-bb84-e486a41e1c9e";
    private static final Policy ANYTHING = new Policy(Interruption.ANY, SeveralHolders.MASTER_KEEPS);
    private static final Policy NOTHING_THAT_WORKS = new Policy(Interruption.NONE, SeveralHolders.MASTER_KEEPS);

    private static final List<Claim> FEW = List.of(new SecondaryIp(VIP), forward(80), forward(443));
    /** More rules than move by update. */
    private static final List<Claim> MANY =
            List.of(new SecondaryIp(VIP), forward(80), forward(443), forward(8080), forward(8443));

    private Claims claims = new Claims("VI_1", FEW, List.of(LB));
    private SimulatorServer server = start(443);
    private final List<CloudAdapter> adapters = new ArrayList<>();
    private CloudAdapter backup = adapter("02:00:0a:30:00:10", "cloudstack");

    /** The zone of the how-to, which has a rule for port 80, with rules for more ports. */
    private static SimulatorServer start(int... ports) {
        ZoneLayout.Builder layout = ZoneLayout.howTo().toBuilder();
        for (int port : ports) {
            layout.portForward(ZoneLayout.PortForward.tcp(PUBLIC, port, "LB", VIP.toString()));
        }
        try {
            return SimulatorServer.start(Zone.of(layout.build(), new ZoneTiming(5, 20, 20, 20, 86_400_000), 1));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private CloudAdapter adapter(String mac, String profile) {
        CloudAdapter adapter = new CloudStackAdapterFactory()
                .create(new ProviderSettings(
                        "sim",
                        profile,
                        server.endpoint(),
                        new Credentials("demo-api-key", "demo-secret-key"),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(2),
                        1000,
                        Optional.empty(),
                        Set.of(MacAddress.parse(mac))));
        adapters.add(adapter);
        return adapter;
    }

    private static PortForward forward(int port) {
        PortRange ports = PortRange.of(port);
        return new PortForward(IpAddress.parse(PUBLIC), TransportProtocol.TCP, ports, new Target.Virtual(VIP), ports);
    }

    @AfterEach
    void stop() {
        adapters.forEach(CloudAdapter::close);
        server.close();
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20).toNanos(), System.nanoTime());
    }

    private CloudView view() {
        Observation observation = backup.observe(claims, soon());
        assertThat(observation).isInstanceOf(Observation.Seen.class);
        return ((Observation.Seen) observation).view();
    }

    /** Looks, plans and carries out until a plan is empty or a step is not done; says how many plans it took. */
    private int follow(List<StepOutcome> outcomes) {
        for (int plans = 0; plans < 8; plans++) {
            Plan plan = backup.plan(claims, view(), ANYTHING);
            if (plan.isEmpty()) {
                return plans;
            }
            carryOut(plan, outcomes);
        }
        throw new AssertionError("it does not come to an end: " + outcomes);
    }

    private void carryOut(Plan plan, List<StepOutcome> outcomes) {
        for (Stage stage : plan.stages()) {
            StageOutcome outcome = execute(backup, stage);
            outcomes.addAll(outcome.steps());
            if (!outcome.allDone()) {
                return;
            }
        }
    }

    private StageOutcome execute(CloudAdapter adapter, Stage stage) {
        return adapter.execute(claims, stage, () -> true, soon());
    }

    private void assertEverythingIsAtLbBackup() {
        ZoneSnapshot snapshot = server.snapshot();
        assertThat(snapshot.holders(VIP)).containsExactly("LB-backup");
        assertThat(snapshot.portForwards()).hasSize(claims.claims().size() - 1).allSatisfy(r -> {
            assertThat(r.machine()).isEqualTo("LB-backup");
            assertThat(r.target()).isEqualTo(VIP);
            assertThat(r.isActive()).isTrue();
        });
        CloudView view = view();
        for (Claim claim : claims.claims()) {
            assertThat(view.holding(claim)).isEqualTo(new Holding.Ours());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloudstack", "idcf"})
    void everythingFollowsInOnePlan(String profile) {
        backup = adapter("02:00:0a:30:00:10", profile);
        assertThat(view().holding(new SecondaryIp(VIP))).isEqualTo(new Holding.Other("LB"));
        List<StepOutcome> outcomes = new ArrayList<>();

        assertThat(follow(outcomes)).isEqualTo(1);

        assertThat(outcomes).hasSize(6).allMatch(o -> o instanceof StepOutcome.Done);
        assertEverythingIsAtLbBackup();
    }

    @Test
    void aWorkingPathIsLeftAloneAtFirst() {
        Plan plan = backup.plan(claims, view(), NOTHING_THAT_WORKS);

        assertThat(plan.stages()).isEmpty();
        assertThat(plan.why()).contains("would interrupt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"removeIpFromNic", "addIpToNic", "deletePortForwardingRule", "createPortForwardingRule"})
    void aRequestThatNeverArrivedIsFollowedByAFreshPlan(String command) {
        claimAllRulesFor(command);
        arm(Fault.Kind.HTTP_RESET, command);
        List<StepOutcome> outcomes = new ArrayList<>();

        follow(outcomes);

        assertThat(outcomes).anyMatch(o -> failsWith(o, Kind.UNREACHABLE));
        assertEverythingIsAtLbBackup();
    }

    // One update has to be answered first. Of a server that was never seen to take the names of jobs nothing can be
    // learned about a request that was lost, and the next update would be held back for a while.
    @Test
    void anUpdateThatNeverArrivedIsFollowedByAFreshPlan() {
        String command = "updatePortForwardingRule";
        claimAllRulesFor(command);
        Step first =
                backup.plan(claims, view(), ANYTHING).stages().get(0).steps().get(0);
        assertThat(execute(backup, new Stage(List.of(first))).allDone()).isTrue();
        arm(Fault.Kind.HTTP_RESET, command);
        List<StepOutcome> outcomes = new ArrayList<>();

        follow(outcomes);

        assertThat(outcomes).anyMatch(o -> failsWith(o, Kind.UNREACHABLE));
        assertEverythingIsAtLbBackup();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "updatePortForwardingRule",
                "removeIpFromNic",
                "addIpToNic",
                "deletePortForwardingRule",
                "createPortForwardingRule"
            })
    void aLostAnswerIsFoundOutByTheNameOfTheJob(String command) {
        claimAllRulesFor(command);
        arm(Fault.Kind.ANSWER_LOST, command);
        List<StepOutcome> outcomes = new ArrayList<>();

        assertThat(follow(outcomes)).isEqualTo(1);

        assertThat(outcomes).isNotEmpty().allMatch(o -> o instanceof StepOutcome.Done);
        assertEverythingIsAtLbBackup();
    }

    private void claimAllRulesFor(String command) {
        if (!command.startsWith("update")) {
            server.close();
            server = start(443, 8080, 8443);
            claims = new Claims("VI_1", MANY, List.of(LB));
            backup = adapter("02:00:0a:30:00:10", "cloudstack");
        }
    }

    private void arm(Fault.Kind kind, String command) {
        server.zone(zone -> {
            zone.faults().arm(new Fault(kind, command, 1, 0));
            return null;
        });
    }

    private static boolean failsWith(StepOutcome outcome, Kind kind) {
        return (outcome instanceof StepOutcome.Refused refused
                        && refused.failure().kind() == kind)
                || (outcome instanceof StepOutcome.Unknown unknown
                        && unknown.failure().kind() == kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"updatePortForwardingRule", "createPortForwardingRule"})
    void aRouterThatRefusesIsFollowedByARepair(String command) {
        claimAllRulesFor(command);
        server.zone(zone -> {
            zone.faults().failRouter(command, 1);
            return null;
        });
        List<StepOutcome> outcomes = new ArrayList<>();

        follow(outcomes);

        assertThat(outcomes).anyMatch(o -> failsWith(o, Kind.JOB_FAILED));
        assertEverythingIsAtLbBackup();
    }

    // The router is told all rules of the public address at once, so the next delete makes up for the one that failed.
    @Test
    void aDeleteThatTheRouterRefusedIsDoneByTheNextOne() {
        claimAllRulesFor("deletePortForwardingRule");
        server.zone(zone -> {
            zone.faults().failRouter("deletePortForwardingRule", 1);
            return null;
        });

        follow(new ArrayList<>());

        assertEverythingIsAtLbBackup();
    }

    @Test
    void aJobThatHangsIsUnknown() {
        server.zone(zone -> {
            zone.faults().hangJobs("removeIpFromNic", 1);
            return null;
        });
        List<StepOutcome> outcomes = new ArrayList<>();

        carryOut(backup.plan(claims, view(), ANYTHING), outcomes);

        assertThat(outcomes).anyMatch(o -> failsWith(o, Kind.JOB_TIMEOUT));
    }

    @Test
    void theAddressesOfADestroyedMachineAreTakenAtOnce() {
        view();
        server.zone(zone -> zone.handle(
                Map.of("command", "destroyVirtualMachine", "id", LB, "apikey", "demo-api-key"), server.now()));
        while (server.snapshot().jobsPending() > 0) {
            Thread.onSpinWait();
        }

        Plan plan = backup.plan(claims, view(), NOTHING_THAT_WORKS);
        carryOut(plan, new ArrayList<>());

        assertThat(plan.stages()).hasSize(4);
        assertEverythingIsAtLbBackup();
    }

    @Test
    void twoHoldersAfterARaceAreReducedToTheOneThatFollows() {
        CloudAdapter lb = adapter("02:00:56:df:00:0f", "cloudstack");
        List<StepOutcome> outcomes = new ArrayList<>();
        follow(outcomes);
        server.zone(zone -> {
            zone.faults().addRaceMillis(60_000);
            return null;
        });
        Claims address = new Claims("VI_1", List.of(new SecondaryIp(VIP)), List.of());
        Observation.Seen seen = (Observation.Seen) lb.observe(address, soon());
        Step add = new CloudStackStep.AddAddress(
                "d555c213-3ede-4bb4-96bd-d1ce6c475852", VIP, seen.view().ownVirtualMachine(), false);
        assertThat(execute(lb, new Stage(List.of(add))).allDone()).isTrue();
        assertThat(view().holding(new SecondaryIp(VIP))).isInstanceOf(Holding.Broken.class);

        follow(outcomes);

        assertEverythingIsAtLbBackup();
    }
}
