package org.vipagent.cloud.simulator.jobs;

/** Is told when jobs begin and end. */
public interface JobWatch {
    void started(Job job, long now);

    /** The job has succeeded or failed; not called for one that hangs or is lost in a crash. */
    void ended(Job job, long now);
}
