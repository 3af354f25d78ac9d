package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogConfiguratorTest {
    private final LoggerContext context = new LoggerContext();
    private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    LogConfiguratorTest() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Encoder<ILoggingEvent> encoder(boolean json, String level) {
        assertThat(new LogConfigurator(new Logs(json, level)).configure(context))
                .isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
        ConsoleAppender<ILoggingEvent> appender =
                (ConsoleAppender<ILoggingEvent>) root.iteratorForAppenders().next();
        assertThat(appender.isStarted()).isTrue();
        assertThat(appender.getTarget()).isEqualTo("System.err");
        return appender.getEncoder();
    }

    private String line(Encoder<ILoggingEvent> encoder) {
        LoggingEvent event =
                new LoggingEvent("x", context.getLogger("dev.understudy.Door"), Level.WARN, "shut {}", null, null);
        event.setArgumentArray(new Object[] {"now"});
        event.addKeyValuePair(new KeyValuePair("request_id", "r1"));
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    @Test
    void configure_nothingChosen_leavesItToLogback() {
        assertThat(new LogConfigurator(null).configure(context)).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
        assertThat(root.iteratorForAppenders()).isExhausted();
    }

    @Test
    void configure_text_isALineForPeople() {
        Encoder<ILoggingEvent> encoder = encoder(false, "info");

        assertThat(encoder).isInstanceOf(PatternLayoutEncoder.class);
        assertThat(line(encoder)).matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  shut now request_id=r1 \\[Door]\\R");
    }

    @Test
    void configure_json_isAnObjectWithWhatIsDocumented() {
        JsonNode line = JsonMapper.shared().readTree(line(encoder(true, "info")));

        assertThat(line.propertyNames())
                .containsExactlyInAnyOrder(
                        "timestamp",
                        "level",
                        "threadName",
                        "loggerName",
                        "formattedMessage",
                        "mdc",
                        "throwable",
                        "kvpList",
                        "request_id");
        assertThat(line.get("formattedMessage").asString()).isEqualTo("shut now");
    }

    @Test
    void configure_level_isOursAndLibrariesAreQuieter() {
        var unused = encoder(true, "debug");

        assertThat(context.getLogger("dev.understudy.Door").getEffectiveLevel()).isEqualTo(Level.DEBUG);
        assertThat(context.getLogger("io.netty.Door").getEffectiveLevel()).isEqualTo(Level.WARN);
        assertThat(context.getLogger("com.networknt.Door").getEffectiveLevel()).isEqualTo(Level.OFF);
    }

    @Test
    void of_environment_isReadStrictly() {
        assertThat(Logs.of(Map.of("UNDERSTUDY_LOG", "Debug", "UNDERSTUDY_LOG_FORMAT", "json")))
                .isEqualTo(new Logs(true, "debug"));
        assertThat(Logs.of(Map.of("UNDERSTUDY_LOG_FORMAT", "text"))).isEqualTo(new Logs(false, "info"));
        assertThatThrownBy(() -> Logs.of(Map.of("UNDERSTUDY_LOG", "loud")))
                .hasMessage("UNDERSTUDY_LOG: loud (expected: one of trace, debug, info, warn, error, off)");
        assertThatThrownBy(() -> Logs.of(Map.of("UNDERSTUDY_LOG_FORMAT", "xml")))
                .hasMessage("UNDERSTUDY_LOG_FORMAT: xml (expected: text or json)");
    }
}
