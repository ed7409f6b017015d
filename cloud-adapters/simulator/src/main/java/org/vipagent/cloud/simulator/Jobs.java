package org.vipagent.cloud.simulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The jobs of the management server, and what is due when. Jobs of one network run side by side, as they did on the
 * recorded server.
 */
final class Jobs {
    static final long NEVER = Long.MAX_VALUE;

    private final ZoneTiming timing;
    private final Faults faults;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final PriorityQueue<Due> schedule =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private long ordered;

    Jobs(ZoneTiming timing, Faults faults) {
        this.timing = timing;
        this.faults = faults;
    }

    /** The next part of a job; without a job it is the server's own housekeeping, which survives a crash. */
    private record Due(long at, long order, Optional<Job> job, JobBody body, int part) {}

    /** Takes a job on. It starts once the call that brought it has been answered. */
    void start(Job job, JobBody body, long now) {
        jobs.put(job.id, job);
        if (faults.strikes(Fault.Kind.JOB_HANGS, job.command.apiName())) {
            return;
        }
        boolean fails = faults.strikes(Fault.Kind.JOB_FAILS, job.command.apiName());
        JobBody work = fails ? (own, part, at) -> JobProgress.refused("Failed on purpose") : body;
        long startAt = now + timing.callMillis() + timing.jobMillis() + faults.extraJobMillis();
        schedule.add(new Due(startAt, ordered++, Optional.of(job), work, 0));
    }

    /** Has the server do something on its own account. */
    void houseKeep(JobBody body, long at) {
        schedule.add(new Due(at, ordered++, Optional.empty(), body, 0));
    }

    void advance(long now) {
        while (!schedule.isEmpty() && schedule.peek().at() <= now) {
            run(schedule.poll());
        }
    }

    private void run(Due due) {
        JobProgress progress = due.body().run(due.job().orElse(null), due.part(), due.at());
        if (progress instanceof JobProgress.Wait wait) {
            long at = due.at() + wait.millis();
            schedule.add(new Due(at, ordered++, due.job(), due.body(), due.part() + 1));
        } else if (progress instanceof JobProgress.Done done) {
            due.job().ifPresent(job -> job.succeed(done.result()));
        } else if (progress instanceof JobProgress.Failed failed) {
            due.job().ifPresent(job -> job.fail(failed.text()));
        }
    }

    /** When {@link #advance} will have something to do; {@link #NEVER} if nothing is under way. */
    long nextDueAt() {
        return schedule.isEmpty() ? NEVER : schedule.peek().at();
    }

    /** The server dies and comes back: what was pending is given up half-way, with no result. */
    void crash() {
        schedule.removeIf(due -> due.job().isPresent());
        jobs.values().stream().filter(Job::isPending).forEach(Job::orphan);
    }

    Optional<Job> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    boolean has(String id) {
        return jobs.containsKey(id);
    }

    List<Job> all() {
        return new ArrayList<>(jobs.values());
    }

    int pending() {
        Collection<Job> all = jobs.values();
        int pending = 0;
        for (Job job : all) {
            pending += job.isPending() ? 1 : 0;
        }
        return pending;
    }
}
