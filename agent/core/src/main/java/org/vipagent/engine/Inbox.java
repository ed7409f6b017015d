package org.vipagent.engine;

/** Messages of other threads for the engine. */
public interface Inbox {
    /** The next message, or null when there is none. Called by the engine thread only; never blocks. */
    Inbound poll();
}
