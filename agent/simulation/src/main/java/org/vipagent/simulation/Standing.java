package org.vipagent.simulation;

import java.util.List;

/** What one process has told the world of itself, instance by instance. */
final class Standing {
    private final List<String> names;
    private final long[] epochs;
    private final long[] leavingSince;
    private boolean stopRequested;
    private boolean oneMore;
    private boolean everOneMore;

    /** @param names what this process calls each instance of the world, in their order; empty where it has not got it */
    Standing(List<String> names) {
        this.names = List.copyOf(names);
        this.epochs = new long[names.size()];
        this.leavingSince = new long[names.size()];
    }

    int indexOf(String instance) {
        return names.indexOf(instance);
    }

    /** The epoch of an instance's mastership; 0 while it is not master. */
    long epoch(int instance) {
        return epochs[instance];
    }

    boolean isMaster(int instance) {
        return epochs[instance] != 0;
    }

    void mastership(String instance, long epoch, long now) {
        int index = indexOf(instance);
        if (epoch == 0 && stopRequested) {
            leavingSince[index] = now;
        }
        epochs[index] = epoch;
    }

    /** Since when an instance gives its mastership away on purpose, by the machine's clock; 0 if it does not. */
    long leavingSince(int instance) {
        return leavingSince[instance];
    }

    /** The file has been taken over anew; it has an address more for each instance, or has not. */
    void reloaded(boolean withOneMore) {
        oneMore = withOneMore;
        everOneMore |= withOneMore;
    }

    boolean hasOneMore() {
        return oneMore;
    }

    /** Whether it has, or had at any time. */
    boolean everHadOneMore() {
        return everOneMore;
    }

    void stopRequested() {
        stopRequested = true;
    }

    boolean isStopping() {
        return stopRequested;
    }
}
