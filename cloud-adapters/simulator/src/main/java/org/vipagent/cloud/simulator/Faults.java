package org.vipagent.cloud.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vipagent.cloud.simulator.Fault.Counts;

/**
 * What goes wrong in a zone: a script of faults, each aimed at a command and an occurrence of it. Changed by the zone's
 * owner at any time; pure data, no randomness. How the zone behaves when nothing is wrong is its {@link Habits}, of which
 * the ones most asked for have a short cut here.
 */
public final class Faults {
    private static final int REMEMBERED = 1000;

    private final List<Fault> armed = new ArrayList<>();
    private final List<Strike> struck = new ArrayList<>();
    private final Habits habits = new Habits();

    /**
     * A limit of calls per account.
     *
     * @param calls how many calls an interval allows; 0 means no limit
     * @param intervalMillis counted from the first call of an interval
     */
    public record Throttle(int calls, long intervalMillis) {
        /** No limit, as a server has it by default. */
        public static final Throttle OFF = new Throttle(0, 1000);

        public boolean isOff() {
            return calls == 0;
        }
    }

    /** A fault that has struck, and the command that it met. */
    public record Strike(Fault.Kind kind, String command) {}

    /**
     * What meets one call.
     *
     * @param instead strikes instead of the call
     * @param slowMillis how much later its answer comes
     * @param after strikes the answer
     */
    public record OfCall(Optional<Fault> instead, long slowMillis, Optional<Fault> after) {
        static final OfCall NONE = new OfCall(Optional.empty(), 0, Optional.empty());
    }

    /**
     * What meets one job.
     *
     * @param slowMillis how much later it starts
     * @param fault what becomes of it
     */
    public record OfJob(long slowMillis, Optional<Fault> fault) {
        static final OfJob NONE = new OfJob(0, Optional.empty());
    }

    /** Lets a fault strike from now on. Of two that meet the same thing the one armed first strikes, the other waits. */
    public void arm(Fault fault) {
        armed.add(fault);
    }

    /** The next calls of a command are refused with a status: 429, 503, 401, 530 … */
    public void failNext(String command, int calls, int status) {
        arm(new Fault(Fault.Kind.STATUS, command, calls, status));
    }

    /** The next jobs of a command fail. */
    public void failJobs(String command, int jobs) {
        arm(new Fault(Fault.Kind.JOB_FAILS, command, jobs, 0));
    }

    /** The next jobs of a command never end. */
    public void hangJobs(String command, int jobs) {
        arm(new Fault(Fault.Kind.JOB_HANGS, command, jobs, 0));
    }

    /** The next answers to a command are lost after the command was carried out. */
    public void loseAnswers(String command, int answers) {
        arm(new Fault(Fault.Kind.ANSWER_LOST, command, answers, 0));
    }

    /** The virtual router refuses its next commands that come from an API command. */
    public void failRouter(String command, int routerCommands) {
        arm(new Fault(Fault.Kind.ROUTER_FAILS, command, routerCommands, 0));
    }

    /** Disarms all faults and forgets which have struck; the habits stay as set. */
    public void clear() {
        armed.clear();
        struck.clear();
    }

    /** What is armed, in the order in which it strikes, counted down to where it stands. */
    public List<Fault> armed() {
        return List.copyOf(armed);
    }

    /** What has struck since the last {@link #clear}, oldest first; the last {@value #REMEMBERED}. */
    public List<Strike> struck() {
        return List.copyOf(struck);
    }

    /** How the zone behaves while nothing goes wrong on purpose. */
    public Habits habits() {
        return habits;
    }

    /** See {@link Habits#addRaceMillis(long)}. */
    public void addRaceMillis(long millis) {
        habits.addRaceMillis(millis);
    }

    /** See {@link Habits#updatesLoseRules(boolean)}. */
    public void updatesLoseRules(boolean lose) {
        habits.updatesLoseRules(lose);
    }

    /** See {@link Habits#oldServer(boolean)}. */
    public void oldServer(boolean old) {
        habits.oldServer(old);
    }

    /** See {@link Habits#extraJobMillis(long)}. */
    public void extraJobMillis(long millis) {
        habits.extraJobMillis(millis);
    }

    /** See {@link Habits#throttle(Throttle)}. */
    public void throttle(Throttle limit) {
        habits.throttle(limit);
    }

    /** Counts one call of a command and says what meets it. */
    OfCall onCall(String command) {
        if (armed.isEmpty()) {
            return OfCall.NONE;
        }
        Optional<Fault> instead = strike(Counts.CALLS, command);
        if (instead.isPresent()) {
            // The call counts for the others, too, but an answer that does not come cannot be spoilt.
            pass(Counts.ANSWERS, command);
            pass(Counts.DELAYS, command);
            return new OfCall(instead, 0, Optional.empty());
        }
        long slow = strike(Counts.DELAYS, command).map(Fault::millis).orElse(0L);
        return new OfCall(Optional.empty(), slow, strike(Counts.ANSWERS, command));
    }

    /** Counts one job of a command and says what meets it. */
    public OfJob onJob(String command) {
        if (armed.isEmpty()) {
            return OfJob.NONE;
        }
        long slow = strike(Counts.JOB_DELAYS, command).map(Fault::millis).orElse(0L);
        return new OfJob(slow, strike(Counts.JOBS, command));
    }

    /** Counts one router command and says whether it is refused. */
    public boolean refusesRouterCommand(String command) {
        return !armed.isEmpty() && strike(Counts.ROUTER_COMMANDS, command).isPresent();
    }

    /** Whether nobody shall listen on the API's port. */
    boolean refusesConnections() {
        return armed.stream().anyMatch(fault -> fault.kind() == Fault.Kind.HTTP_REFUSE);
    }

    /** Of those that count this, the first that waits for no later occurrence strikes; all that wait count one down. */
    private Optional<Fault> strike(Counts counted, String command) {
        int striking = -1;
        for (int i = 0; i < armed.size(); i++) {
            Fault fault = armed.get(i);
            if (!fault.meets(counted, command)) {
                continue;
            }
            if (fault.first() > 1) {
                armed.set(i, fault.passed());
            } else if (striking < 0) {
                striking = i;
            }
        }
        return striking < 0 ? Optional.empty() : Optional.of(struck(striking, command));
    }

    private Fault struck(int index, String command) {
        Fault fault = armed.get(index);
        if (fault.isLast()) {
            armed.remove(index);
        } else {
            armed.set(index, fault.struck());
        }
        if (struck.size() == REMEMBERED) {
            struck.remove(0);
        }
        struck.add(new Strike(fault.kind(), command));
        return fault;
    }

    private void pass(Counts counted, String command) {
        for (int i = 0; i < armed.size(); i++) {
            Fault fault = armed.get(i);
            if (fault.meets(counted, command) && fault.first() > 1) {
                armed.set(i, fault.passed());
            }
        }
    }
}
