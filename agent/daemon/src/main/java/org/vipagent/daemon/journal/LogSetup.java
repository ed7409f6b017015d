package org.vipagent.daemon.journal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/**
 * Logging without a configuration file: one line for each event to standard error, libraries only from warnings on.
 * Found by logback as a service; reading XML instead would take a third of the daemon's start.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    /** The name of the daemon's own logger. */
    private static final String OWN = "vipagent";

    /** With the value {@code debug}: everything is logged, libraries too. */
    private static final String LEVEL_VARIABLE = "VIPAGENT_LOG";

    /** The logger of the HTTP client that writes each byte it sends, signatures among them. */
    private static final String WIRE = "org.apache.hc.client5.http.wire";

    /** The logger that the daemon's events go to. */
    public static org.slf4j.Logger logger() {
        return LoggerFactory.getLogger(OWN);
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        LogLine layout = new LogLine(System.getenv("JOURNAL_STREAM") != null);
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget(ConsoleTarget.SystemErr.getName());
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        boolean debug = "debug".equals(System.getenv(LEVEL_VARIABLE));
        root.setLevel(debug ? Level.DEBUG : Level.WARN);
        root.addAppender(appender);
        context.getLogger(OWN).setLevel(debug ? Level.DEBUG : Level.INFO);
        context.getLogger(WIRE).setLevel(Level.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
