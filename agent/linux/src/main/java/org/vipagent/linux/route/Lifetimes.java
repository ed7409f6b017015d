package org.vipagent.linux.route;

/** When an address with a lifetime is to be renewed. */
final class Lifetimes {
    private Lifetimes() {}

    /**
     * Whether two thirds of the wanted lifetime are left, or less; or the address lives by another one.
     *
     * @param wantedSeconds 0 for ever
     * @param leftSeconds what the kernel says is left, rounded up; {@link ObservedAddress#FOREVER}
     */
    static boolean needsRenewal(long wantedSeconds, long leftSeconds) {
        if (wantedSeconds == 0 || leftSeconds == ObservedAddress.FOREVER) {
            return (wantedSeconds == 0) != (leftSeconds == ObservedAddress.FOREVER);
        }
        // What the kernel calls 4 s may be 3 and a bit: without this a look at one third would often miss the renewal.
        long surelyLeft = leftSeconds - 1;
        return leftSeconds > wantedSeconds || surelyLeft * 3 <= wantedSeconds * 2;
    }
}
