package dev.understudy.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * What {@link Logs} chose, for logback, which finds this by {@link java.util.ServiceLoader}. In code and not in logback's XML,
 * whose reader is hundreds of classes that every command would load before its first word. Where nothing was chosen, logback
 * goes on to look for a file, as ever: with {@code -Dlogback.configurationFile}, and in tests.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class LogConfigurator extends ContextAwareBase implements Configurator {
    private static final String FOR_PEOPLE = "%d{HH:mm:ss.SSS} %-5level %msg %kvp{NONE} [%logger{0}]%n%ex";

    private final @Nullable Logs chosen;

    /** For logback only. */
    public LogConfigurator() {
        this(Logs.chosen());
    }

    LogConfigurator(@Nullable Logs chosen) {
        this.chosen = chosen;
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (chosen == null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        context.getLogger("io.netty").setLevel(Level.WARN);
        // It quotes schemas and patterns, which are the application's; what it has to say comes as a result.
        context.getLogger("com.networknt").setLevel(Level.OFF);
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(chosen.level()));
        root.addAppender(standardError(context, chosen.json() ? lines(context) : text(context)));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** So that what a command prints stays clean. */
    private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context, Encoder<ILoggingEvent> encoder) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("standard-error");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(FOR_PEOPLE);
        encoder.start();
        return encoder;
    }

    /** For whatever gathers logs: an object a line. */
    private static Encoder<ILoggingEvent> lines(LoggerContext context) {
        JsonLines encoder = new JsonLines();
        encoder.setContext(context);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        return encoder;
    }
}
