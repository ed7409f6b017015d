package org.vipagent.cloud.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What goes wrong in a zone, and its odd habits. Changed by the zone's owner at any time; pure data, no randomness: a
 * fault strikes the next calls or jobs that it meets.
 */
public final class Faults {
    private final List<Fault> armed = new ArrayList<>();
    private long addRaceMillis;
    private boolean updatesLoseRules = true;
    private boolean oldServer;
    private long extraJobMillis;
    private Throttle throttle = Throttle.OFF;

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

    /** Lets a fault strike from now on, after those armed before it. */
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

    /** Disarms all faults; the habits (race, lost rules, old server, throttle, slow jobs) stay as set. */
    public void clear() {
        armed.clear();
    }

    /** What is armed, in the order in which it strikes. */
    public List<Fault> armed() {
        return List.copyOf(armed);
    }

    /**
     * Within so many milliseconds after an {@code addIpToNic}, one for the same address and another NIC succeeds too:
     * the server checks and inserts without a lock. A live server did so always at the same instant, in 3 of 7 tries at
     * 5 ms, in 1 of 7 at 40 ms. 0 means that two at the very same millisecond do not race either; that is the default.
     */
    public void addRaceMillis(long millis) {
        addRaceMillis = millis;
    }

    public long addRaceMillis() {
        return addRaceMillis;
    }

    /**
     * Whether {@code updatePortForwardingRule} calls of one public address that run at the same time lose rules, as on
     * a live server (7 of 7 tries). On by default.
     */
    public void updatesLoseRules(boolean lose) {
        updatesLoseRules = lose;
    }

    public boolean updatesLoseRules() {
        return updatesLoseRules;
    }

    /**
     * Whether the server behaves like one of the 4.3 line, as IDCF Cloud runs it: {@code updatePortForwardingRule}
     * succeeds and changes nothing, {@code listApis} shows its old parameters, {@code listVirtualMachines} leaves
     * secondary addresses out, and {@code listNics} shows a single one as an object instead of a list. Not recorded:
     * from that cloud's published documentation and how-to.
     */
    public void oldServer(boolean old) {
        oldServer = old;
    }

    public boolean oldServer() {
        return oldServer;
    }

    /** Makes every job that starts from now on so much slower. */
    public void extraJobMillis(long millis) {
        extraJobMillis = millis;
    }

    public long extraJobMillis() {
        return extraJobMillis;
    }

    public void throttle(Throttle limit) {
        throttle = limit;
    }

    public Throttle throttle() {
        return throttle;
    }

    /** The first fault of a kind that meets a command; it has struck once more. */
    Optional<Fault> strike(Fault.Kind kind, String command) {
        for (int i = 0; i < armed.size(); i++) {
            Fault fault = armed.get(i);
            if (fault.meets(kind, command)) {
                if (fault.times() == 1) {
                    armed.remove(i);
                } else {
                    armed.set(i, fault.struck());
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    boolean strikes(Fault.Kind kind, String command) {
        return !armed.isEmpty() && strike(kind, command).isPresent();
    }
}
