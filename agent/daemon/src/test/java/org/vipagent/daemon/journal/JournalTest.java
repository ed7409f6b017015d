package org.vipagent.daemon.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vipagent.node.NodeEvent;
import org.vipagent.node.NodeEvent.Severity;

class JournalTest {
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    private Logger logger;
    private Journal journal;

    @BeforeEach
    void makeJournal() {
        LoggerContext context = new LoggerContext();
        logger = context.getLogger("vipagent");
        written.start();
        logger.addAppender(written);
        journal = new Journal(logger, () -> 7);
    }

    private List<String> lines() {
        return written.list.stream()
                .map(e -> e.getLevel() + " " + e.getFormattedMessage())
                .toList();
    }

    @Test
    void writesEachEventByItsSeverityAndKeepsIt() {
        journal.record(new NodeEvent(1, Severity.INFORMATION, "VI_1", "one"));
        journal.note(Severity.WARNING, "eth0", "two");
        journal.record(new NodeEvent(3, Severity.TROUBLE, "VI_1", "three"));
        journal.end();
        journal.run();

        assertThat(lines()).containsExactly("INFO VI_1: one", "WARN eth0: two", "ERROR VI_1: three");
        assertThat(journal.recent()).extracting(NodeEvent::at).containsExactly(1L, 7L, 3L);
    }

    @Test
    void losesEventsRatherThanToBlockAndSaysHowMany() {
        for (int i = 0; i < 5000; i++) {
            journal.record(new NodeEvent(i, Severity.INFORMATION, "VI_1", "event " + i));
        }
        journal.end();
        journal.run();

        assertThat(lines()).contains("WARN journal: 904 events lost, the log is too slow");
        assertThat(journal.recent()).hasSize(100);
    }

    private LoggingEvent event(Level level, Throwable thrown) {
        LoggingEvent event = new LoggingEvent("", logger, level, "first\nsecond", thrown, null);
        event.setTimeStamp(1_770_091_506_007L);
        return event;
    }

    @Test
    void writesOneLineWithTheTime() {
        assertThat(new LogLine(false).doLayout(event(Level.INFO, null)))
                .isEqualTo("2026-02-03T04:05:06.007Z first second\n");
        assertThat(new LogLine(false).doLayout(event(Level.WARN, null)))
                .isEqualTo("2026-02-03T04:05:06.007Z warning first second\n");
    }

    @Test
    void givesJournaldThePriorityInsteadOfATime() {
        assertThat(new LogLine(true).doLayout(event(Level.INFO, null))).isEqualTo("<6>first second\n");
        assertThat(new LogLine(true).doLayout(event(Level.ERROR, null))).isEqualTo("<3>first second\n");
    }

    @Test
    void showsAThrowableWithoutItsStack() {
        assertThat(new LogLine(true).doLayout(event(Level.WARN, new IOException("no route"))))
                .isEqualTo("<4>first second: java.io.IOException: no route\n");
    }
}
