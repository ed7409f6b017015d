package org.vipagent.cloud.simulator.jobs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.vipagent.cloud.simulator.Faults;
import org.vipagent.cloud.simulator.ZoneTiming;

/**
 * The jobs of the management server, and what is due when. Jobs of one network run side by side, as they did on the
 * recorded server, unless the zone's habits say that they wait for each other.
 */
public final class Jobs {
    public static final long NEVER = Long.MAX_VALUE;

    private final ZoneTiming timing;
    private final Faults faults;
    private final JobWatch watch;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final NetworkQueues queues = new NetworkQueues();
    private final PriorityQueue<Due> schedule =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private long ordered;

    public Jobs(ZoneTiming timing, Faults faults, JobWatch watch) {
        this.timing = timing;
        this.faults = faults;
        this.watch = watch;
    }

    /**
     * The next part of something.
     *
     * @param job absent for the server's own housekeeping, which survives a crash
     * @param queue the network queue that waits for the job's end; empty for none
     */
    private record Due(long at, long order, Optional<Job> job, String queue, JobBody body, int part) {}

    /** Takes a job on. It starts once the call that brought it has been answered. */
    public void start(Job job, Reply.Accepted accepted, long now) {
        jobs.put(job.id, job);
        Faults.OfJob bad = faults.onJob(job.command.apiName());
        JobBody body = bad.fault()
                .<JobBody>map(fault -> new SpoiltBody(fault, accepted.body()))
                .orElseGet(accepted::body);
        long millis = timing.jobMillis() + faults.habits().extraJobMillis() + bad.slowMillis();
        long answeredAt = now + timing.callMillis();
        if (faults.habits().jobsQueue() && accepted.queue().isPresent()) {
            String queue = accepted.queue().get();
            queues.add(queue, new NetworkQueues.Turn(job, body, millis));
            long sweepAt = NetworkQueues.nextSweepAfter(answeredAt);
            houseKeep((none, part, at) -> sweep(queue, at), sweepAt);
        } else {
            schedule.add(new Due(answeredAt + millis, ordered++, Optional.of(job), "", body, 0));
        }
    }

    private JobProgress sweep(String queue, long at) {
        queues.next(queue)
                .ifPresent(turn -> schedule.add(
                        new Due(at + turn.millis(), ordered++, Optional.of(turn.job()), queue, turn.body(), 0)));
        return JobProgress.success();
    }

    /** Has the server do something on its own account. */
    public void houseKeep(JobBody body, long at) {
        schedule.add(new Due(at, ordered++, Optional.empty(), "", body, 0));
    }

    public void advance(long now) {
        while (!schedule.isEmpty() && schedule.peek().at() <= now) {
            run(schedule.poll());
        }
    }

    private void run(Due due) {
        if (due.part() == 0) {
            due.job().ifPresent(job -> watch.started(job, due.at()));
        }
        JobProgress progress = due.body().run(due.job().orElse(null), due.part(), due.at());
        if (progress instanceof JobProgress.Wait wait) {
            long at = due.at() + wait.millis();
            schedule.add(new Due(at, ordered++, due.job(), due.queue(), due.body(), due.part() + 1));
        } else if (progress instanceof JobProgress.Done done) {
            due.job().ifPresent(job -> job.succeed(done.result()));
            ended(due);
        } else if (progress instanceof JobProgress.Failed failed) {
            due.job().ifPresent(job -> job.fail(failed.text()));
            ended(due);
        }
    }

    private void ended(Due due) {
        due.job().ifPresent(job -> watch.ended(job, due.at()));
        if (!due.queue().isEmpty()) {
            queues.ended(due.queue());
            sweep(due.queue(), due.at());
        }
    }

    /** When {@link #advance} will have something to do; {@link #NEVER} if nothing is under way. */
    public long nextDueAt() {
        return schedule.isEmpty() ? NEVER : schedule.peek().at();
    }

    /** The server dies and comes back: what was pending is given up half-way, with no result. */
    public void crash() {
        schedule.removeIf(due -> due.job().isPresent());
        queues.clear();
        jobs.values().stream().filter(Job::isPending).forEach(Job::orphan);
    }

    public Optional<Job> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    public boolean has(String id) {
        return jobs.containsKey(id);
    }

    public List<Job> all() {
        return new ArrayList<>(jobs.values());
    }

    public int pending() {
        Collection<Job> all = jobs.values();
        int pending = 0;
        for (Job job : all) {
            pending += job.isPending() ? 1 : 0;
        }
        return pending;
    }
}
