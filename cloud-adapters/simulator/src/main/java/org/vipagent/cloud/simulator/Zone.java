package org.vipagent.cloud.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A CloudStack zone with its management server. Pure: no clock, no thread, and no randomness but that of its seed; one
 * owner. Times are milliseconds of any clock that does not go backwards; they show up as seconds since 1970 in answers.
 */
public final class Zone {
    /** {@link #nextDueAt} when nothing is under way. */
    public static final long NEVER = Jobs.NEVER;

    private static final String LOOPBACK = "127.0.0.1";

    private final ZoneLayout layout;
    private final ZoneTiming timing;
    private final Faults faults = new Faults();
    private final ZoneTables tables;
    private final Jobs jobs;
    private final Commands commands;
    private final CallLimit limit;

    private Zone(ZoneLayout layout, ZoneTiming timing, long seed) {
        this.layout = layout;
        this.timing = timing;
        SplittableRandom random = new SplittableRandom(seed);
        Ids ids = new Ids(random.split());
        this.tables = new ZoneTables(layout, ids);
        this.jobs = new Jobs(timing, faults);
        ZoneIdentity identity = new ZoneIdentity(ids);
        this.limit = new CallLimit(faults, identity);
        String account = layout.accounts().get(0).name();
        this.commands = new Commands(new Commands.Parts(tables, timing, faults, jobs), identity, account, random);
    }

    /** A zone as the layout says; the same seed gives the same ids and the same course of events. */
    public static Zone of(ZoneLayout layout, ZoneTiming timing, long seed) {
        return new Zone(layout, timing, seed);
    }

    /**
     * Carries out one request and says what is answered when. Advances the zone to {@code nowMillis} first. Never
     * throws for anything that the request holds.
     *
     * @param parameters all parameters, already authenticated; {@code command} is one of them
     */
    public ZoneAnswer handle(Map<String, String> parameters, long nowMillis) {
        advance(nowMillis);
        Optional<Command> known = Command.named(parameters.get("command"));
        if (known.isEmpty()) {
            return denied(parameters, LOOPBACK);
        }
        Command command = known.get();
        Optional<Fault> refused = faults.strike(Fault.Kind.STATUS, command.apiName());
        if (refused.isPresent()) {
            return onPurpose(command, parameters, refused.get().status());
        }
        ZoneAnswer answer;
        try {
            limit.count(accountOf(parameters), nowMillis);
            answer = answer(Request.of(command, parameters, nowMillis));
        } catch (Refusal refusal) {
            answer = refused(command, refusal);
        }
        return faults.strikes(Fault.Kind.ANSWER_LOST, command.apiName()) ? answer.lost() : answer;
    }

    /** The answer to a request that failed authentication; changes nothing. */
    ZoneAnswer denied(Map<String, String> parameters, String clientAddress) {
        return Answers.denied(parameters, clientAddress, timing.callMillis());
    }

    private ZoneAnswer onPurpose(Command command, Map<String, String> parameters, int status) {
        return switch (status) {
            case 401 -> denied(parameters, LOOPBACK);
            case 429 -> refused(command, CallLimit.exceeded(1000));
            default -> refused(command, Refusal.api(status, "Refused on purpose"));
        };
    }

    private ZoneAnswer refused(Command command, Refusal refusal) {
        return new ZoneAnswer(refusal.status(), Answers.refused(command, refusal), timing.callMillis(), true);
    }

    private String accountOf(Map<String, String> parameters) {
        String key = parameters.get("apikey");
        for (ZoneLayout.Account account : layout.accounts()) {
            if (account.apiKey().equals(key)) {
                return account.name();
            }
        }
        return layout.accounts().get(0).name();
    }

    private ZoneAnswer answer(Request request) {
        if (request.command() == Command.GET_API_LIMIT) {
            return answer(request, limit.getApiLimit(accountOf(request.parameters()), request.now()));
        }
        Optional<String> jobId = jobIdWanted(request);
        Reply reply = commands.run(request);
        return answer(request, reply instanceof Reply.Accepted accepted ? accept(request, accepted, jobId) : reply);
    }

    private ZoneAnswer answer(Request request, Reply reply) {
        Reply.Answered answered = (Reply.Answered) reply;
        ObjectNode body = Answers.named(request.command().responseName(), answered.content());
        return new ZoneAnswer(200, body, timing.callMillis() + answered.extraMillis(), true);
    }

    /** A caller may choose a job's id, so that it can ask for the job even if the answer is lost. */
    private Optional<String> jobIdWanted(Request request) {
        Optional<String> wanted = request.command().spec().isAsync() ? request.text("customjobid") : Optional.empty();
        wanted.filter(id -> !Ids.looksLikeOne(id)).ifPresent(id -> {
            throw Refusal.notAnId(request.command(), id);
        });
        wanted.filter(jobs::has).ifPresent(id -> {
            throw Refusal.parameter("Custom Job UUID " + id + " is in use");
        });
        return wanted;
    }

    private Reply accept(Request request, Reply.Accepted accepted, Optional<String> jobId) {
        Job job = new Job(jobId.orElseGet(tables.ids::next), request.command(), accepted.instance(), request.now());
        jobs.start(job, accepted.body(), request.now());
        ObjectNode content = Json.object();
        accepted.createdId().ifPresent(id -> content.put("id", id));
        return Reply.now(content.put("jobid", job.id));
    }

    /** Completes what is due: jobs, parts of jobs, expunges. */
    public void advance(long nowMillis) {
        jobs.advance(nowMillis);
    }

    /** When {@link #advance} will next have something to do; {@link #NEVER} if nothing is under way. */
    public long nextDueAt() {
        return jobs.nextDueAt();
    }

    /**
     * The management server dies and is back at once: jobs that are pending end with code 530 and without a result, and
     * what they were about stays as it is, a new rule in state {@code Add}.
     */
    public void crash(long nowMillis) {
        advance(nowMillis);
        jobs.crash();
    }

    public ZoneSnapshot snapshot() {
        return Snapshots.of(tables, jobs.pending());
    }

    /** What shall go wrong from now on. */
    public Faults faults() {
        return faults;
    }

    /** Who may call the API. */
    public List<ZoneLayout.Account> accounts() {
        return layout.accounts();
    }
}
