package org.vipagent.cloud.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.vipagent.cloud.simulator.ZoneAnswer.Form;
import org.vipagent.cloud.simulator.api.Answers;
import org.vipagent.cloud.simulator.api.Command;
import org.vipagent.cloud.simulator.api.Ids;
import org.vipagent.cloud.simulator.api.Json;
import org.vipagent.cloud.simulator.api.Owner;
import org.vipagent.cloud.simulator.api.Refusal;
import org.vipagent.cloud.simulator.api.Request;
import org.vipagent.cloud.simulator.api.Scope;
import org.vipagent.cloud.simulator.commands.CallLimit;
import org.vipagent.cloud.simulator.commands.Commands;
import org.vipagent.cloud.simulator.commands.Trail;
import org.vipagent.cloud.simulator.jobs.Job;
import org.vipagent.cloud.simulator.jobs.Jobs;
import org.vipagent.cloud.simulator.jobs.Reply;
import org.vipagent.cloud.simulator.tables.ZoneIdentity;
import org.vipagent.cloud.simulator.tables.ZoneTables;

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
    private final Trail trail;
    private final Jobs jobs;
    private final Commands commands;
    private final CallLimit limit;
    private final CallLog calls = new CallLog();

    private Zone(ZoneLayout layout, ZoneTiming timing, long seed) {
        this.layout = layout;
        this.timing = timing;
        SplittableRandom random = new SplittableRandom(seed);
        Ids ids = new Ids(random.split());
        this.tables = new ZoneTables(layout, ids);
        this.trail = new Trail(tables.events);
        this.jobs = new Jobs(timing, faults, trail);
        this.limit = new CallLimit(faults.habits());
        Commands.Parts parts = new Commands.Parts(tables, timing, faults, jobs);
        this.commands = new Commands(parts, new ZoneIdentity(ids), random);
    }

    /**
     * A zone as the layout says; the same seed gives the same ids and the same course of events.
     *
     * @throws IllegalArgumentException if one part of the layout names another that is not there
     */
    public static Zone of(ZoneLayout layout, ZoneTiming timing, long seed) {
        return new Zone(layout, timing, seed);
    }

    /**
     * Carries out one request and says what is answered when. Advances the zone to {@code nowMillis} first. Never
     * throws for anything that the request holds.
     *
     * @param parameters all parameters, already authenticated; {@code command} is one of them. Without an
     *     {@code apikey} that is known it is a request of the first account
     */
    public ZoneAnswer handle(Map<String, String> parameters, long nowMillis) {
        advance(nowMillis);
        Optional<Command> known = Command.named(parameters.get("command"));
        if (known.isEmpty()) {
            return denied(parameters, LOOPBACK);
        }
        Command command = known.get();
        Map<String, String> named = Request.lowerCaseNames(parameters);
        Faults.OfCall bad = faults.onCall(command.apiName());
        ZoneAnswer answer = bad.instead().isPresent()
                ? instead(command, parameters, bad.instead().get())
                : carryOut(command, named, nowMillis);
        answer = answer.later(faults.habits().extraCallMillis() + bad.slowMillis());
        if (bad.after().isPresent()) {
            answer = spoilt(answer, bad.after().get());
        }
        calls.add(nowMillis, tables.owners.caller(named), named, answer);
        return answer;
    }

    /** The answer to a request that failed authentication; changes nothing. */
    public ZoneAnswer denied(Map<String, String> parameters, String clientAddress) {
        return Answers.denied(parameters, clientAddress, timing.callMillis());
    }

    /** What a fault answers although nothing was carried out. */
    private ZoneAnswer instead(Command command, Map<String, String> parameters, Fault fault) {
        return switch (fault.kind()) {
            case HTTP_RESET -> onPurpose(command, 503).as(Form.CUT);
            case HTTP_HANG -> onPurpose(command, 503).as(Form.HANGING);
            case HTML_ERROR -> onPurpose(command, fault.status()).as(Form.HTML);
            default -> fault.status() == 401 ? denied(parameters, LOOPBACK) : onPurpose(command, fault.status());
        };
    }

    private ZoneAnswer onPurpose(Command command, int status) {
        return refused(command, status == 429 ? CallLimit.exceeded(1000) : Refusal.api(status, "Refused on purpose"));
    }

    /** What a fault makes of the answer to a call that was carried out. */
    private ZoneAnswer spoilt(ZoneAnswer answer, Fault fault) {
        ZoneAnswer other = fault.status() == 0 ? answer : answer.with(fault.status());
        return switch (fault.kind()) {
            case ANSWER_HTML -> other.as(Form.HTML);
            case ANSWER_EMPTY -> other.as(Form.EMPTY);
            case ANSWER_GARBLED -> other.as(Form.GARBLED);
            case SERVER_CRASHES -> {
                jobs.crash();
                yield answer.as(Form.CUT);
            }
            default -> answer.as(Form.CUT);
        };
    }

    private ZoneAnswer refused(Command command, Refusal refusal) {
        return ZoneAnswer.whole(refusal.status(), Answers.refused(command, refusal), timing.callMillis());
    }

    private ZoneAnswer carryOut(Command command, Map<String, String> parameters, long now) {
        Owner caller = tables.owners.caller(parameters);
        try {
            limit.count(caller, now);
            Scope scope = tables.owners.scope(command, parameters);
            Request request = Request.of(command, parameters, commands.checkedParametersOf(command), scope, now);
            return answer(request, reply(request));
        } catch (Refusal refusal) {
            return refused(command, refusal);
        }
    }

    private ZoneAnswer answer(Request request, Reply.Answered answered) {
        ObjectNode body = Answers.named(request.command().responseName(), answered.content());
        return ZoneAnswer.whole(200, body, timing.callMillis() + answered.extraMillis());
    }

    private Reply.Answered reply(Request request) {
        if (request.command() == Command.GET_API_LIMIT) {
            return limit.getApiLimit(request.scope().caller(), request.now());
        }
        boolean async = request.command().spec().isAsync();
        if (async && faults.habits().maintenance()) {
            throw Refusal.api(
                    503,
                    "Maintenance or shutdown has been initiated on this management server. Can not accept new jobs");
        }
        Optional<String> jobId = async ? jobIdWanted(request) : Optional.empty();
        Reply reply = run(request);
        if (reply instanceof Reply.Accepted accepted) {
            return accept(request, accepted, jobId);
        }
        trail.done(request.command(), request.scope().asked(), request.now());
        return (Reply.Answered) reply;
    }

    /** What was refused before this leaves no trace, as it did not get as far as the command. */
    private Reply run(Request request) {
        try {
            return commands.run(request);
        } catch (Refusal refusal) {
            trail.refused(request.command(), request.scope().asked(), request.now());
            throw refusal;
        }
    }

    /** A caller may choose a job's id, so that it can ask for the job even if the answer is lost. */
    private static Optional<String> jobIdWanted(Request request) {
        Optional<String> wanted = request.text("customjobid");
        wanted.filter(id -> !Ids.looksLikeOne(id)).ifPresent(id -> {
            throw Refusal.notAnId(request.command(), id);
        });
        return wanted;
    }

    /** That a chosen id is in use shows only after the call has made what it makes, which then stays without a job. */
    private Reply.Answered accept(Request request, Reply.Accepted accepted, Optional<String> jobId) {
        jobId.filter(jobs::has).ifPresent(id -> {
            throw Refusal.parameter("Custom Job UUID " + id + " is in use");
        });
        Job job = new Job(
                jobId.orElseGet(tables.ids::next),
                request.scope().asked(),
                request.command(),
                accepted.instance(),
                request.now());
        trail.accepted(job, request.now());
        jobs.start(job, accepted, request.now());
        ObjectNode content = Json.object();
        accepted.createdId().ifPresent(id -> content.put("id", id));
        return new Reply.Answered(content.put("jobid", job.id), 0);
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

    /** Whether a job has begun and not ended; false for one that is not known. */
    public boolean isPending(String jobId) {
        return jobs.find(jobId).filter(Job::isPending).isPresent();
    }

    public ZoneSnapshot snapshot() {
        return Snapshots.of(tables, jobs.pending());
    }

    /** What shall go wrong from now on, and how the zone behaves else. */
    public Faults faults() {
        return faults;
    }

    /** Who may call the API. */
    public List<ZoneLayout.Account> accounts() {
        return layout.accounts();
    }

    /** The last 500 calls that named a command, oldest first. */
    public List<Call> calls() {
        return calls.oldestFirst();
    }
}
