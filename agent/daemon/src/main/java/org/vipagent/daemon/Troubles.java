package org.vipagent.daemon;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vipagent.node.NodeEvent.Severity;

/**
 * What is wrong now, by topic. Written down when it begins and when it ends, not for each packet that it befalls: at an
 * interval of 10 ms a log of every lost advert would be the next failure.
 *
 * <p>Topics belong to one thread; {@link #lines} is for all.
 */
final class Troubles {
    private final Notebook journal;
    private final Map<Topic, String> present = new LinkedHashMap<>();
    private volatile List<String> lines = List.of();

    /** Where it is written down. */
    interface Notebook {
        void note(Severity severity, String subject, String text);
    }

    Troubles(Notebook journal) {
        this.journal = journal;
    }

    /** One line for each thing that is wrong. */
    List<String> lines() {
        return lines;
    }

    /** @param subject the interface that it is about */
    Topic topic(String subject) {
        return new Topic(subject);
    }

    private void publish() {
        lines = List.copyOf(present.values());
    }

    /** Something that can be wrong in one way at a time. */
    final class Topic {
        private final String subject;

        private Topic(String subject) {
            this.subject = subject;
        }

        boolean isWrong() {
            return present.containsKey(this);
        }

        /** Something is wrong until {@link #ends}; what is known to be wrong is not told again. */
        void begins(String text) {
            if (!isWrong()) {
                journal.note(Severity.TROUBLE, subject, text);
                continues(text);
            }
        }

        /** It is still wrong, in other words; for those who ask, not for the journal. */
        void continues(String text) {
            present.put(this, subject + ": " + text);
            publish();
        }

        /** It is right again. */
        void ends(String text) {
            if (isWrong()) {
                journal.note(Severity.INFORMATION, subject, text);
                forget();
            }
        }

        /** What was wrong may be so no longer; if it is, it will be told again. */
        void forget() {
            if (present.remove(this) != null) {
                publish();
            }
        }

        /** Something that is over already. */
        void warning(String text) {
            journal.note(Severity.WARNING, subject, text);
        }
    }
}
