package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.BalancerMember;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.FirewallOpening;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.Policy.Interruption;
import org.vipagent.cloud.Policy.SeveralHolders;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.StageOutcome;
import org.vipagent.cloud.StaticNat;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.StepOutcome;
import org.vipagent.cloud.Target;
import org.vipagent.cloud.cloudstack.api.CallBundle;
import org.vipagent.net.IpAddress;
import org.vipagent.net.MacAddress;
import org.vipagent.net.PortRange;
import org.vipagent.net.TransportProtocol;

/** Two load balancers, a web server and a tiny cloud; this node is LB-backup. */
final class Situation {
    static final String VIP = "10.5.0.100";
    static final String PUBLIC = "210.140.68.220";
    static final Deadline NEVER = new Deadline(Long.MAX_VALUE);

    final TinyCloud cloud = new TinyCloud();
    final TinyCloud.Vm lb = cloud.vm("LB", "10.5.0.133", "02:00:56:df:00:0f");
    final TinyCloud.Vm backup = cloud.vm("LB-backup", "10.5.0.134", "02:00:56:df:00:10");
    final TinyCloud.Vm web = cloud.vm("web-1", "10.5.0.135", "02:00:56:df:00:11");
    private final Profile profile;
    CloudStackCalls calls;
    final List<Claim> claims = new ArrayList<>();
    List<String> peers = List.of();

    Situation() {
        this(Profile.CLOUDSTACK);
    }

    Situation(Profile profile) {
        cloud.publicIps.add(PUBLIC);
        this.profile = profile;
        calls = new CloudStackCalls(node(profile, Optional.empty()));
    }

    static NodeSettings node(Profile profile, Optional<String> id) {
        return new NodeSettings(
                id,
                Set.of(MacAddress.parse("02:00:56:df:00:10")),
                profile,
                Duration.ofSeconds(10),
                Duration.ofSeconds(120));
    }

    static SecondaryIp ip(String address) {
        return new SecondaryIp(IpAddress.parse(address));
    }

    static PortForward forward(String ports, String target) {
        PortRange range = PortRange.tryParse(ports).orElseThrow();
        return new PortForward(IpAddress.parse(PUBLIC), TransportProtocol.TCP, range, target(target), range);
    }

    static Target target(String target) {
        return target.equals("primary") ? new Target.Primary() : new Target.Virtual(IpAddress.parse(target));
    }

    static StaticNat nat(String publicIp, String target) {
        return new StaticNat(IpAddress.parse(publicIp), target(target));
    }

    static FirewallOpening opening(String publicIp, int port, String... sources) {
        return new FirewallOpening(
                IpAddress.parse(publicIp),
                Optional.of(TransportProtocol.TCP),
                Optional.of(PortRange.of(port)),
                List.of(sources));
    }

    static BalancerMember member(String publicIp, int port, String target) {
        return new BalancerMember(IpAddress.parse(publicIp), PortRange.of(port), target(target));
    }

    Situation claiming(Claim... more) {
        claims.addAll(List.of(more));
        return this;
    }

    Claims claims() {
        return new Claims("VI_1", claims, peers);
    }

    Observation look() {
        return cloud.run(calls.observe(claims(), NEVER));
    }

    CloudView view() {
        Observation seen = look();
        assertThat(seen).isInstanceOf(Observation.Seen.class);
        return ((Observation.Seen) seen).view();
    }

    Plan plan(Interruption interruption, SeveralHolders severalHolders) {
        return new CloudStackPlanner().plan(claims(), view(), new Policy(interruption, severalHolders));
    }

    Plan plan(Interruption interruption) {
        return plan(interruption, SeveralHolders.MASTER_KEEPS);
    }

    Plan plan(boolean mayInterrupt) {
        return plan(mayInterrupt ? Interruption.ANY : Interruption.NONE);
    }

    static List<List<String>> words(Plan plan) {
        return plan.stages().stream()
                .map(stage -> stage.steps().stream().map(Step::describe).toList())
                .toList();
    }

    List<List<String>> steps(Interruption interruption) {
        return words(plan(interruption));
    }

    List<List<String>> steps(boolean mayInterrupt) {
        return words(plan(mayInterrupt));
    }

    StageOutcome execute(Stage stage) {
        return cloud.run(calls.execute(claims(), stage, () -> true, NEVER));
    }

    /** The agent's process ends without a word, and another one begins with what this one had written down. */
    void restart() {
        restartWith(calls.keepsake());
    }

    /** Carries out a stage; the process ends before it can take notice of any answer, and another one begins. */
    void dieIn(Stage stage) {
        CallBundle<StageOutcome> writes = calls.execute(claims(), stage, () -> true, NEVER);
        Keepsake written = calls.keepsake();
        cloud.run(writes);
        restartWith(written);
    }

    private void restartWith(Keepsake written) {
        try {
            Keepsake read = KeepsakeCodec.read(KeepsakeCodec.write(written));
            assertThat(read).isEqualTo(written);
            calls = new CloudStackCalls(node(profile, Optional.empty()), read);
        } catch (UnusableKeepsakeException e) {
            throw new AssertionError(e);
        }
    }

    StepOutcome execute(Step step) {
        return execute(new Stage(List.of(step))).steps().get(0);
    }

    /** Carries a plan out to its end, demanding that each step is done. */
    void carryOut(Plan plan) {
        for (Stage stage : plan.stages()) {
            assertThat(execute(stage).steps()).as(stage.toString()).allMatch(StepOutcome.Done.class::isInstance);
        }
    }

    /**
     * Carries out what is planned, a stage at a time, and plans again from what was read back after it, until there is
     * nothing more to do.
     *
     * @return how many stages that took
     */
    int follow(Policy policy, int stagesAtMost) {
        CloudView view = view();
        for (int stages = 0; stages <= stagesAtMost; stages++) {
            Plan plan = new CloudStackPlanner().plan(claims(), view, policy);
            if (plan.isEmpty()) {
                return stages;
            }
            Observation after = execute(plan.stages().get(0)).after();
            assertThat(after).isInstanceOf(Observation.Seen.class);
            view = ((Observation.Seen) after).view();
        }
        throw new AssertionError(
                "it never comes to an end: " + words(new CloudStackPlanner().plan(claims(), view, policy)));
    }

    String holding(Claim claim) {
        return view().holding(claim).getClass().getSimpleName() + " "
                + view().holding(claim).describe();
    }
}
