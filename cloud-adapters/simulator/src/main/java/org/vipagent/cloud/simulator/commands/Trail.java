package org.vipagent.cloud.simulator.commands;

import java.util.Optional;
import org.vipagent.cloud.simulator.api.Command;
import org.vipagent.cloud.simulator.api.CommandSpec;
import org.vipagent.cloud.simulator.api.Owner;
import org.vipagent.cloud.simulator.jobs.Job;
import org.vipagent.cloud.simulator.jobs.JobWatch;
import org.vipagent.cloud.simulator.tables.EventLog;

/** Writes the audit trail, with the levels, states and parents that the recorded server wrote. */
public final class Trail implements JobWatch {
    private static final String INFO = "INFO";
    private static final String ERROR = "ERROR";

    private final EventLog log;

    public Trail(EventLog log) {
        this.log = log;
    }

    /** A call was refused that would have made something. */
    public void refused(Command command, Owner owner, long now) {
        command.spec().event().filter(event -> !event.making().isEmpty()).ifPresent(event -> {
            String text = "Error while creating entity for " + event.making();
            log.write(owner, new EventLog.Text(event.type(), ERROR, text, "Created"), Optional.empty(), now);
        });
    }

    /** A call was accepted and has become a job. */
    public void accepted(Job job, long now) {
        job.command.spec().event().ifPresent(event -> {
            Optional<Long> parent = Optional.empty();
            if (!event.making().isEmpty()) {
                String text = "Successfully created entity for " + event.making();
                job.event = write(job.owner, event, INFO, text, "Created", parent, now);
                parent = Optional.of(job.event);
            }
            String doing = event.doing().isEmpty() ? event.making() : event.doing();
            long scheduled = write(job.owner, event, INFO, doing, "Scheduled", parent, now);
            if (parent.isEmpty()) {
                job.event = scheduled;
            }
        });
    }

    /** A synchronous command was carried out. */
    public void done(Command command, Owner owner, long now) {
        command.spec().event().ifPresent(event -> {
            long started = write(owner, event, INFO, event.doing(), "Started", Optional.empty(), now);
            String text = "Successfully completed " + event.doing();
            write(owner, event, INFO, text, "Completed", Optional.of(started), now);
        });
    }

    @Override
    public void started(Job job, long now) {
        of(job).ifPresent(event -> write(job.owner, event, INFO, event.doing(), "Started", parent(job), now));
    }

    @Override
    public void ended(Job job, long now) {
        boolean well = job.status() == Job.SUCCEEDED;
        of(job).ifPresent(event -> write(
                job.owner,
                event,
                well ? INFO : ERROR,
                (well ? "Successfully completed " : "Error while ") + event.doing(),
                "Completed",
                parent(job),
                now));
    }

    private static Optional<CommandSpec.Event> of(Job job) {
        return job.command.spec().event().filter(event -> !event.doing().isEmpty());
    }

    private static Optional<Long> parent(Job job) {
        return Optional.of(job.event).filter(number -> number > 0);
    }

    private long write(
            Owner owner,
            CommandSpec.Event event,
            String level,
            String text,
            String state,
            Optional<Long> parent,
            long now) {
        return log.write(owner, new EventLog.Text(event.type(), level, text, state), parent, now);
    }
}
