package org.vipagent.daemon;

/**
 * Tells of packets that the kernel threw away since the socket's buffer was full: when it begins, and when it has been
 * over for a minute. In between the count is kept true once a second.
 */
final class OverflowWatch {
    private static final long SECOND = 1_000_000_000L;
    private static final long QUIET_NANOS = 60 * SECOND;

    private final Troubles.Topic topic;
    private final String channel;
    private long known;
    private long told;
    private long grewAt;
    private long toldAt;

    /** @param channel which packets, for the operator */
    OverflowWatch(Troubles.Topic topic, String channel) {
        this.topic = topic;
        this.channel = channel;
    }

    /**
     * Looks at the count.
     *
     * @param overflow packets lost since the socket was opened
     * @param now monotonic nanoseconds
     */
    void look(long overflow, long now) {
        if (overflow != known) {
            known = overflow;
            grewAt = now;
            if (!topic.isWrong()) {
                tell(now);
                topic.begins(text());
            }
        }
        if (known != told && now - toldAt >= SECOND) {
            tell(now);
            topic.continues(text());
        }
        if (topic.isWrong() && now - grewAt >= QUIET_NANOS) {
            topic.ends("no more packets of " + channel + " are lost; " + known + " were");
        }
    }

    /** The socket is closed. */
    void forget() {
        topic.forget();
    }

    private void tell(long now) {
        told = known;
        toldAt = now;
    }

    private String text() {
        return known + " packets of " + channel + " were lost, since they came faster than they could be read";
    }
}
