package org.vipagent.cloud.simulator.commands;

import java.util.List;
import org.vipagent.cloud.simulator.Faults;
import org.vipagent.cloud.simulator.ZoneTiming;
import org.vipagent.cloud.simulator.api.Command;
import org.vipagent.cloud.simulator.jobs.JobProgress;
import org.vipagent.cloud.simulator.tables.ForwardRow;
import org.vipagent.cloud.simulator.tables.RuleState;
import org.vipagent.cloud.simulator.tables.ZoneTables;

/** The virtual router, as the management server's jobs use it. */
final class Router {
    private final ZoneTables tables;
    private final ZoneTiming timing;
    private final Faults faults;

    Router(ZoneTables tables, ZoneTiming timing, Faults faults) {
        this.tables = tables;
        this.timing = timing;
        this.faults = faults;
    }

    /**
     * The rules that one command carries.
     *
     * @param adding become active when the router has taken the command
     * @param deleting leave the database then, whatever has become of them in the meantime
     */
    record Carried(List<ForwardRow> adding, List<ForwardRow> deleting) {}

    /** A command is on its way. */
    JobProgress send() {
        return new JobProgress.Wait(timing.routerMillis());
    }

    long millis() {
        return timing.routerMillis();
    }

    boolean refuses(Command command) {
        return faults.refusesRouterCommand(command.apiName());
    }

    /**
     * What a command for a rule's public address carries: all rules of that address, as they are now. That is how
     * concurrent updates lose rules: one that is between its revocation and its new target is carried as deleted.
     */
    Carried carry(ForwardRow rule) {
        List<ForwardRow> all = tables.forwardsOf(rule.publicIp).toList();
        return new Carried(
                all.stream().filter(other -> other.state == RuleState.ADD).toList(),
                all.stream()
                        .filter(other -> other.state == RuleState.DELETING)
                        .filter(other -> other == rule || faults.habits().updatesLoseRules())
                        .toList());
    }

    /** The router has taken a command. */
    void taken(Carried carried) {
        for (ForwardRow rule : carried.deleting()) {
            if (tables.isThere(rule)) {
                tables.remove(rule);
            }
        }
        for (ForwardRow rule : carried.adding()) {
            if (rule.state == RuleState.ADD) {
                rule.state = RuleState.ACTIVE;
            }
        }
    }
}
