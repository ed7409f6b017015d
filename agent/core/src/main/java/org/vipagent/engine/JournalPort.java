package org.vipagent.engine;

import org.vipagent.node.NodeEvent;

/** Where events are written down. Never blocks. */
public interface JournalPort {
    void record(NodeEvent event);
}
