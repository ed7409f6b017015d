package org.vipagent.daemon.journal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One event as one line: with the time, or with the priority that journald understands (sd-daemon(3)) and no time,
 * since journald has its own. A throwable shows as its message; nobody at three in the morning wants a stack.
 */
final class LogLine extends LayoutBase<ILoggingEvent> {
    private static final int ERROR = 3;
    private static final int WARNING = 4;
    private static final int INFORMATION = 6;

    private final boolean forJournald;

    LogLine(boolean forJournald) {
        this.forJournald = forJournald;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder();
        if (forJournald) {
            line.append('<').append(priority(event.getLevel())).append('>');
        } else {
            // Always three digits, so that columns stay in line.
            Instant time = Instant.ofEpochMilli(event.getTimeStamp());
            line.append(time.truncatedTo(ChronoUnit.SECONDS).toString(), 0, "yyyy-mm-ddThh:mm:ss".length())
                    .append('.')
                    .append(String.valueOf(1000 + event.getTimeStamp() % 1000), 1, 4)
                    .append("Z ")
                    .append(word(event.getLevel()));
        }
        line.append(event.getFormattedMessage().replace('\n', ' '));
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            line.append(": ").append(thrown.getClassName()).append(": ").append(thrown.getMessage());
        }
        return line.append('\n').toString();
    }

    private static int priority(Level level) {
        if (level.isGreaterOrEqual(Level.ERROR)) {
            return ERROR;
        }
        return level.isGreaterOrEqual(Level.WARN) ? WARNING : INFORMATION;
    }

    private static String word(Level level) {
        if (level.isGreaterOrEqual(Level.ERROR)) {
            return "trouble ";
        }
        return level.isGreaterOrEqual(Level.WARN) ? "warning " : "";
    }
}
