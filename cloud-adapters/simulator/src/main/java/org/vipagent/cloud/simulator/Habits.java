package org.vipagent.cloud.simulator;

import org.vipagent.cloud.simulator.Faults.Throttle;

/** How a zone behaves while nothing goes wrong on purpose; the odd ways of real servers. Changed by the zone's owner. */
public final class Habits {
    private static final int LARGEST_PAGE = 500;

    private long addRaceMillis;
    private boolean racesAsMeasured;
    private boolean updatesLoseRules = true;
    private boolean oldServer;
    private boolean jobsQueue;
    private boolean maintenance;
    private long extraCallMillis;
    private long extraJobMillis;
    private int largestPage = LARGEST_PAGE;
    private Throttle throttle = Throttle.OFF;

    /**
     * Within so many milliseconds after an {@code addIpToNic}, one for the same address and another NIC succeeds too:
     * the server checks and inserts without a lock. 0 means that two at the very same millisecond do not race either;
     * that is the default.
     */
    public void addRaceMillis(long millis) {
        addRaceMillis = millis;
    }

    public long addRaceMillis() {
        return addRaceMillis;
    }

    /**
     * Whether calls race as often as on a live server: of two {@code addIpToNic} for one address both succeed always
     * within a millisecond, in 3 of 7 cases up to 5 ms apart, in 1 of 7 up to 40 ms apart, never later; drawn from the
     * zone's seed. Two {@code createPortForwardingRule} for one public port at the same millisecond both succeed. Off
     * by default; {@link #addRaceMillis(long)} holds beside it.
     */
    public void racesAsMeasured(boolean race) {
        racesAsMeasured = race;
    }

    public boolean racesAsMeasured() {
        return racesAsMeasured;
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
     * succeeds and changes nothing; {@code listApis} shows old parameters, and later ones are ignored (no
     * {@code networkid} of {@code listNics} and {@code listPortForwardingRules}, no {@code vmidipmap}, no
     * {@code lbvmips}); {@code listVirtualMachines} leaves secondary addresses out, and {@code listNics} shows a single
     * one as an object instead of a list. Not recorded: from that line's published documentation and how-to.
     */
    public void oldServer(boolean old) {
        oldServer = old;
    }

    public boolean oldServer() {
        return oldServer;
    }

    /**
     * Whether the jobs that concern one network's router wait for each other, as on upstream's servers: first in, first
     * out, one at a time, the next one started when one ends, an idle queue looked at every two seconds. Off by default:
     * the recorded server ran them side by side. Secondary addresses are never queued.
     */
    public void jobsQueue(boolean queue) {
        jobsQueue = queue;
    }

    public boolean jobsQueue() {
        return jobsQueue;
    }

    /** Whether the server prepares for maintenance: it answers, and refuses every asynchronous command with 503. */
    public void maintenance(boolean on) {
        maintenance = on;
    }

    public boolean maintenance() {
        return maintenance;
    }

    /** Makes every answer so much slower. */
    public void extraCallMillis(long millis) {
        extraCallMillis = millis;
    }

    public long extraCallMillis() {
        return extraCallMillis;
    }

    /** Makes every job that starts from now on so much slower. */
    public void extraJobMillis(long millis) {
        extraJobMillis = millis;
    }

    public long extraJobMillis() {
        return extraJobMillis;
    }

    /**
     * The server's {@code default.page.size}: a list holds no more, and a larger {@code pagesize} is refused. 500 by
     * default; at least 1.
     */
    public void largestPage(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a page has at least one entry, not " + size);
        }
        largestPage = size;
    }

    public int largestPage() {
        return largestPage;
    }

    /** How many calls an account may make. */
    public void throttle(Throttle limit) {
        throttle = limit;
    }

    public Throttle throttle() {
        return throttle;
    }
}
