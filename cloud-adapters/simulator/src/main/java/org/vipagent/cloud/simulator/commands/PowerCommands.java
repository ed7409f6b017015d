package org.vipagent.cloud.simulator.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vipagent.cloud.simulator.ZoneTiming;
import org.vipagent.cloud.simulator.api.Json;
import org.vipagent.cloud.simulator.api.Request;
import org.vipagent.cloud.simulator.jobs.Job;
import org.vipagent.cloud.simulator.jobs.JobBody;
import org.vipagent.cloud.simulator.jobs.JobProgress;
import org.vipagent.cloud.simulator.jobs.Jobs;
import org.vipagent.cloud.simulator.jobs.Reply;
import org.vipagent.cloud.simulator.tables.MachineRow;
import org.vipagent.cloud.simulator.tables.PowerState;
import org.vipagent.cloud.simulator.tables.ZoneTables;

/** Stopping and destroying virtual machines. */
final class PowerCommands {
    private final ZoneTables tables;
    private final ZoneTiming timing;
    private final MachineView view;
    private final Jobs jobs;

    PowerCommands(ZoneTables tables, ZoneTiming timing, MachineView view, Jobs jobs) {
        this.tables = tables;
        this.timing = timing;
        this.view = view;
        this.jobs = jobs;
    }

    Reply start(Request request) {
        MachineRow machine = tables.require(tables.machines, request, "id");
        return reply(machine, (job, part, now) -> {
            if (part == 0) {
                return new JobProgress.Wait(timing.powerMillis());
            }
            if (machine.state != PowerState.STOPPED) {
                return JobProgress.broken("Unable to start a machine that is " + machine.state.apiName());
            }
            machine.state = PowerState.RUNNING;
            return done(job, machine);
        });
    }

    /** The machine keeps its addresses and all that leads to them. */
    Reply stop(Request request) {
        MachineRow machine = tables.require(tables.machines, request, "id");
        return reply(machine, (job, part, now) -> {
            if (part == 0) {
                return new JobProgress.Wait(timing.powerMillis());
            }
            if (!machine.state.isListed()) {
                return JobProgress.broken("Unable to stop a machine that is " + machine.state.apiName());
            }
            machine.state = PowerState.STOPPED;
            return done(job, machine);
        });
    }

    /** The machine is hidden from its user, and holds everything until it is expunged. */
    Reply destroy(Request request) {
        MachineRow machine = tables.require(tables.machines, request, "id");
        return reply(machine, (job, part, now) -> {
            if (part == 0) {
                return new JobProgress.Wait(timing.powerMillis());
            }
            if (machine.state.isListed()) {
                machine.state = PowerState.DESTROYED;
                jobs.houseKeep((none, first, at) -> expunge(machine), now + timing.expungeMillis());
            }
            return done(job, machine);
        });
    }

    private JobProgress expunge(MachineRow machine) {
        tables.expunge(machine);
        return JobProgress.success();
    }

    private static Reply reply(MachineRow machine, JobBody body) {
        return Reply.job(body).about("VirtualMachine", machine.id);
    }

    private JobProgress done(Job job, MachineRow machine) {
        ObjectNode result = Json.object();
        result.set("virtualmachine", view.of(machine).put("jobid", job.id).put("jobstatus", job.status()));
        return new JobProgress.Done(result);
    }
}
