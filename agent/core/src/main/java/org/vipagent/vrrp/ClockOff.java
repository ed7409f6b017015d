package org.vipagent.vrrp;

/** Words for the difference between a time stamp and our clock. */
final class ClockOff {
    private ClockOff() {}

    /** As in "stamped 3 s ahead of our clock". */
    static String words(int seconds) {
        return Math.abs((long) seconds) + " s " + (seconds < 0 ? "behind" : "ahead of") + " our clock";
    }
}
