package org.vipagent.daemon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vipagent.cloud.Claim;
import org.vipagent.cloud.Claims;
import org.vipagent.cloud.CloudAdapter;
import org.vipagent.cloud.CloudAdapterFactory;
import org.vipagent.cloud.CloudView;
import org.vipagent.cloud.Deadline;
import org.vipagent.cloud.Holding;
import org.vipagent.cloud.Observation;
import org.vipagent.cloud.Plan;
import org.vipagent.cloud.Policy;
import org.vipagent.config.AgentConfig;
import org.vipagent.config.CloudFollowing;
import org.vipagent.config.CloudProvider;
import org.vipagent.config.VrrpInstance;
import org.vipagent.daemon.cli.CloudLook;
import org.vipagent.daemon.control.PlanReport;
import org.vipagent.daemon.control.WallClock;
import org.vipagent.follow.FollowerPlans;
import org.vipagent.follow.FollowerStatus;
import org.vipagent.node.CloudPlans;

/** Looks at the clouds of a configuration once, with adapters of its own, and plans as the master would. */
final class DryLook implements CloudLook {
    private static final int REQUESTS_OF_A_LOOK = 6;

    private final Map<String, String> environment;
    private final Iterable<CloudAdapterFactory> factories;

    DryLook(Map<String, String> environment, Iterable<CloudAdapterFactory> factories) {
        this.environment = Map.copyOf(environment);
        this.factories = factories;
    }

    @Override
    public String plan(AgentConfig config) throws Unable {
        List<String> used = config.vrrpInstances().stream()
                .flatMap(i -> i.cloud().stream())
                .map(CloudFollowing::provider)
                .toList();
        List<CloudProvider> providers = config.cloudProviders().stream()
                .filter(p -> used.contains(p.name()))
                .toList();
        Map<String, CloudAdapter> adapters;
        try {
            adapters = new Adapters(factories, new CredentialsFiles(environment)).make(providers);
        } catch (StartException e) {
            throw new Unable(e.getMessage(), e.exitCode());
        }
        try {
            List<CloudPlans> plans = new ArrayList<>();
            for (VrrpInstance instance : config.vrrpInstances()) {
                instance.cloud()
                        .ifPresent(cloud -> plans.add(look(
                                instance.name(), cloud, provider(providers, cloud), adapters.get(cloud.provider()))));
            }
            return PlanReport.write(plans, new WallClock(Instant.now(), System.nanoTime()));
        } finally {
            adapters.values().forEach(CloudAdapter::close);
        }
    }

    private static CloudProvider provider(List<CloudProvider> providers, CloudFollowing cloud) {
        return providers.stream()
                .filter(p -> p.name().equals(cloud.provider()))
                .findFirst()
                .orElseThrow();
    }

    private static CloudPlans look(
            String instance, CloudFollowing cloud, CloudProvider provider, CloudAdapter adapter) {
        Claims claims = new Claims(instance, cloud.claims(), cloud.peers());
        long patience =
                provider.requestTimeout().multipliedBy(REQUESTS_OF_A_LOOK).toNanos();
        Observation observation = adapter.observe(claims, Deadline.after(patience, System.nanoTime()));
        if (observation instanceof Observation.Seen seen) {
            long now = System.nanoTime();
            Policy policy = new Policy(Policy.Interruption.ANY, Policy.SeveralHolders.LESSER_ID_KEEPS);
            Plan plan = adapter.plan(claims, seen.view(), policy);
            return new CloudPlans(
                    instance,
                    provider.name(),
                    Optional.empty(),
                    status(
                            holdings(claims, Optional.of(seen.view())),
                            seen.view().remarks(),
                            Optional.empty(),
                            now),
                    Optional.of(new FollowerPlans(now, plan, plan)));
        }
        FollowerStatus.Trouble trouble = new FollowerStatus.Trouble(((Observation.Unseen) observation).failure(), 1);
        return new CloudPlans(
                instance,
                provider.name(),
                Optional.empty(),
                status(holdings(claims, Optional.empty()), List.of(), Optional.of(trouble), -1),
                Optional.empty());
    }

    private static List<FollowerStatus.ClaimHolding> holdings(Claims claims, Optional<CloudView> view) {
        List<FollowerStatus.ClaimHolding> holdings = new ArrayList<>();
        for (Claim claim : claims.claims()) {
            Optional<Holding> holding = view.map(v -> v.holding(claim));
            holdings.add(new FollowerStatus.ClaimHolding(
                    claim.describe(),
                    holding.map(Holding::describe).orElse("not seen"),
                    holding.map(Holding::isAsClaimed).orElse(false)));
        }
        return holdings;
    }

    private static FollowerStatus status(
            List<FollowerStatus.ClaimHolding> holdings,
            List<String> remarks,
            Optional<FollowerStatus.Trouble> trouble,
            long seenAt) {
        return new FollowerStatus(
                "a dry look", holdings, remarks, trouble, Optional.empty(), Optional.empty(), seenAt, -1);
    }
}
