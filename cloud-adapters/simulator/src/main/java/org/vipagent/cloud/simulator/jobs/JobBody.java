package org.vipagent.cloud.simulator.jobs;

/** The work of a job, cut at the places where the server waits for something. */
public interface JobBody {
    /**
     * Runs one part.
     *
     * @param part 0 for the first, one more after each {@link JobProgress.Wait}
     * @param now the time at which the part is due, in milliseconds
     */
    JobProgress run(Job job, int part, long now);
}
