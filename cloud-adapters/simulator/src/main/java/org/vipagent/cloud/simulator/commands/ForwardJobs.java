package org.vipagent.cloud.simulator.commands;

import java.util.Optional;
import java.util.SplittableRandom;
import org.vipagent.cloud.simulator.api.Refusal;
import org.vipagent.cloud.simulator.commands.ForwardCommands.ForwardTarget;
import org.vipagent.cloud.simulator.jobs.Job;
import org.vipagent.cloud.simulator.jobs.JobBody;
import org.vipagent.cloud.simulator.jobs.JobProgress;
import org.vipagent.cloud.simulator.tables.ForwardRow;
import org.vipagent.cloud.simulator.tables.MachineRow;
import org.vipagent.cloud.simulator.tables.RuleState;
import org.vipagent.cloud.simulator.tables.ZoneTables;
import org.vipagent.net.IpAddress;
import org.vipagent.net.PortRange;

/** What happens to port-forwarding rules in jobs. */
final class ForwardJobs {
    /** Of the three updates in a recorded race whose rules were lost, one failed and two said success. */
    private static final int LOST_UPDATES_PER_FAILURE = 3;

    private final ZoneTables tables;
    private final Router router;
    private final SplittableRandom random;
    private final RuleView view;

    ForwardJobs(ZoneTables tables, Router router, SplittableRandom random) {
        this.tables = tables;
        this.router = router;
        this.random = random;
        this.view = new RuleView(tables);
    }

    /**
     * What an update asks for.
     *
     * @param guestIp as given; checked when the job runs
     */
    record Change(Optional<MachineRow> machine, Optional<String> guestIp, Optional<PortRange> privatePorts) {}

    JobBody creation(ForwardRow rule) {
        return new Creation(rule);
    }

    JobBody update(ForwardRow rule, Change change) {
        return new Update(rule, change);
    }

    JobBody deletion(ForwardRow rule) {
        return new Deletion(rule);
    }

    /** A firewall rule that belongs to a forwarding rule costs a router command of its own. */
    private JobProgress sendFirewallOf(ForwardRow rule) {
        return rule.opened().isPresent() ? router.send() : new JobProgress.Wait(0);
    }

    private final class Creation implements JobBody {
        private final ForwardRow rule;
        private Router.Carried carried;

        private Creation(ForwardRow rule) {
            this.rule = rule;
        }

        @Override
        public JobProgress run(Job job, int part, long now) {
            return switch (part) {
                case 0 -> sendFirewallOf(rule);
                case 1 -> send();
                default -> finish(job);
            };
        }

        private JobProgress send() {
            rule.opened().ifPresent(opened -> opened.state = RuleState.ACTIVE);
            carried = router.carry(rule);
            return router.send();
        }

        private JobProgress finish(Job job) {
            if (router.refuses(job.command)) {
                // The server tries to take the rule back, fails at the same router, and leaves it so.
                rule.state = RuleState.DELETING;
                return JobProgress.refused("Failed to apply port forwarding rule");
            }
            router.taken(carried);
            return tables.isThere(rule)
                    ? new JobProgress.Done(view.result(rule))
                    : JobProgress.refused("Failed to apply port forwarding rule");
        }
    }

    /** Revokes the rule at the router, changes it, and adds it again: two commands and a gap in between. */
    private final class Update implements JobBody {
        private final ForwardRow rule;
        private final Change change;
        private Router.Carried carried;

        private Update(ForwardRow rule, Change change) {
            this.rule = rule;
            this.change = change;
        }

        @Override
        public JobProgress run(Job job, int part, long now) {
            return switch (part) {
                case 0 -> revoke();
                case 1 -> change(job);
                default -> finish(job);
            };
        }

        private JobProgress revoke() {
            try {
                target();
            } catch (Refusal refusal) {
                return JobProgress.refused(refusal.withoutPrefix());
            }
            if (!tables.isThere(rule)) {
                return notRevoked();
            }
            rule.state = RuleState.DELETING;
            return router.send();
        }

        private ForwardTarget target() {
            if (change.machine().isPresent()) {
                return ForwardTarget.of(change.machine().get(), rule.network, change.guestIp());
            }
            if (change.guestIp().isPresent()) {
                throw Refusal.parameter("vmguestip should be set along with virtualmachineid");
            }
            return new ForwardTarget(rule.machine, rule.target);
        }

        private JobProgress change(Job job) {
            if (router.refuses(job.command) || !tables.isThere(rule)) {
                return notRevoked();
            }
            IpAddress own = change.machine()
                    .flatMap(machine -> machine.nicIn(rule.network))
                    .map(nic -> nic.address)
                    .orElse(rule.target);
            IpAddress wanted = change.guestIp().map(IpAddress::parse).orElse(own);
            rule.leadTo(change.machine().orElse(rule.machine), wanted);
            change.privatePorts().ifPresent(ports -> rule.privatePorts = ports);
            rule.state = RuleState.ADD;
            carried = router.carry(rule);
            return router.send();
        }

        private JobProgress notRevoked() {
            return JobProgress.broken("Failed to revoke the existing port forwarding rule:" + rule.number);
        }

        private JobProgress finish(Job job) {
            if (router.refuses(job.command)) {
                return JobProgress.broken("Failed to apply the new port forwarding rule:" + rule.number);
            }
            router.taken(carried);
            if (!tables.isThere(rule) && random.nextInt(LOST_UPDATES_PER_FAILURE) == 0) {
                return JobProgress.broken("Failed to apply the new port forwarding rule:" + rule.number);
            }
            return new JobProgress.Done(view.result(rule));
        }
    }

    private final class Deletion implements JobBody {
        private final ForwardRow rule;
        private Router.Carried carried;

        private Deletion(ForwardRow rule) {
            this.rule = rule;
        }

        @Override
        public JobProgress run(Job job, int part, long now) {
            return switch (part) {
                case 0 -> revoke();
                case 1 -> send();
                default -> finish(job);
            };
        }

        private JobProgress revoke() {
            rule.state = RuleState.DELETING;
            rule.opened().ifPresent(opened -> opened.state = RuleState.DELETING);
            return sendFirewallOf(rule);
        }

        private JobProgress send() {
            rule.opened().ifPresent(tables::remove);
            carried = router.carry(rule);
            return router.send();
        }

        private JobProgress finish(Job job) {
            if (router.refuses(job.command)) {
                return JobProgress.broken("Failed to delete port forwarding rule");
            }
            router.taken(carried);
            return JobProgress.success();
        }
    }
}
