package org.vipagent.daemon;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vipagent.node.NodeEvent.Severity;

/** Remembers what the journal would be told. */
final class Notes implements Troubles.Notebook {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void note(Severity severity, String subject, String text) {
        lines.add(severity + " " + subject + ": " + text);
    }

    List<String> lines() {
        return lines;
    }
}
