package org.vipagent.cloud.cloudstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.cloud.PortForward;
import org.vipagent.cloud.SecondaryIp;
import org.vipagent.cloud.Stage;
import org.vipagent.cloud.Step;
import org.vipagent.cloud.StepOutcome;
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
    final CloudStackCalls calls;
    final List<Claim> claims = new ArrayList<>();
    List<String> peers = List.of();

    Situation() {
        this(Profile.CLOUDSTACK);
    }

    Situation(Profile profile) {
        cloud.publicIps.add(PUBLIC);
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
        return new PortForward(IpAddress.parse(PUBLIC), TransportProtocol.TCP, range, IpAddress.parse(target), range);
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

    Plan plan(boolean mayInterrupt) {
        return new CloudStackPlanner().plan(claims(), view(), new Policy(mayInterrupt));
    }

    List<List<String>> steps(boolean mayInterrupt) {
        return plan(mayInterrupt).stages().stream()
                .map(stage -> stage.steps().stream().map(Step::describe).toList())
                .toList();
    }

    StepOutcome execute(Step step) {
        return cloud.run(calls.execute(step, NEVER));
    }

    /** Carries a plan out, demanding that each step is done. */
    void carryOut(Plan plan) {
        for (Stage stage : plan.stages()) {
            for (Step step : stage.steps()) {
                assertThat(execute(step)).as(step.describe()).isInstanceOf(StepOutcome.Done.class);
            }
        }
    }

    String holding(Claim claim) {
        return view().holding(claim).getClass().getSimpleName() + " "
                + view().holding(claim).describe();
    }
}
