package org.vipagent.cloud.simulator.jobs;

import org.vipagent.cloud.simulator.Fault;
import org.vipagent.cloud.simulator.api.Json;

/** The work of a job that meets a fault. */
final class SpoiltBody implements JobBody {
    private static final String TEXT = "Failed on purpose";

    private final Fault fault;
    private final JobBody body;

    SpoiltBody(Fault fault, JobBody body) {
        this.fault = fault;
        this.body = body;
    }

    @Override
    public JobProgress run(Job job, int part, long now) {
        return switch (fault.kind()) {
            case JOB_FAILS ->
                part == 0 && fault.millis() > 0 ? new JobProgress.Wait(fault.millis()) : JobProgress.refused(TEXT);
            case JOB_DOES_NOTHING -> new JobProgress.Done(Json.object().put("success", true));
            case JOB_HANGS -> new JobProgress.Hang();
            case JOB_FAILS_DONE -> atTheEnd(body.run(job, part, now), JobProgress.refused(TEXT));
            case JOB_HANGS_DONE -> atTheEnd(body.run(job, part, now), new JobProgress.Hang());
            default -> throw new IllegalStateException("no fault of a job: " + fault.kind());
        };
    }

    private static JobProgress atTheEnd(JobProgress progress, JobProgress instead) {
        return progress instanceof JobProgress.Wait ? progress : instead;
    }
}
