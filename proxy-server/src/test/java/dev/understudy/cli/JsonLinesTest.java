package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonLinesTest {
    private final JsonLines encoder = new JsonLines();
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.understudy.Test");

    JsonLinesTest() {
        encoder.setWithFormattedMessage(true);
        encoder.setContext(logger.getLoggerContext());
        encoder.start();
    }

    private LoggingEvent event(String message, Throwable cause) {
        return new LoggingEvent("x", logger, Level.WARN, message, cause, null);
    }

    private JsonNode json(LoggingEvent event) {
        String line = new String(encoder.encode(event), StandardCharsets.UTF_8);
        assertThat(line).endsWith("}\n").doesNotContain("\n{").hasLineCount(1);
        return JsonMapper.shared().readTree(line);
    }

    @Test
    void line_aboutARequest_hasItsIdAsAField() {
        LoggingEvent event = event("it \"failed\"\nreally", new IllegalStateException("why"));
        event.addKeyValuePair(new KeyValuePair("request_id", "a\"b"));
        event.addKeyValuePair(new KeyValuePair("exchange", 7));
        JsonNode json = json(event);
        assertThat(json.get("request_id").asString()).isEqualTo("a\"b");
        assertThat(json.get("exchange").asString()).isEqualTo("7");
        assertThat(json.get("formattedMessage").asString()).isEqualTo("it \"failed\"\nreally");
        assertThat(json.get("throwable").isObject()).isTrue();
        assertThat(json.get("level").asString()).isEqualTo("WARN");
    }

    @Test
    void line_aboutNoRequest_isAsItWas() {
        JsonNode json = json(event("started", null));
        assertThat(json.has("request_id")).isFalse();
        assertThat(json.get("formattedMessage").asString()).isEqualTo("started");
    }
}
