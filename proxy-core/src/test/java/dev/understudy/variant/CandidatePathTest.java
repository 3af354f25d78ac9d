package dev.understudy.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.wire.Json;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class CandidatePathTest {
    private final Dialect dialect = Objects.requireNonNull(Dialects.named("openai-chat"));

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions?a=1, , /v1/chat/completions?a=1",
        "/v1/chat/completions, /own, /own",
        "/v1/chat/completions, /d/{model}/c?v=1, /d/gpt%205%2Fx/c?v=1",
        "/v1beta/models/m:stream?alt=sse, /p/{model}:{action}, /p/gpt%205%2Fx:stream?alt=sse",
    })
    void of_template_isFilled(String target, String template, String expected) throws VariantException {
        ObjectNode body = Json.newObject().put("model", "gpt 5/x");
        assertThat(CandidatePath.of(template, target, body, dialect)).isEqualTo(expected);
    }

    @Test
    void of_modelThatIsNotNamed_isRefused() {
        assertThatThrownBy(() -> CandidatePath.of("/{model}", "/v1/chat/completions", Json.newObject(), dialect))
                .isInstanceOf(VariantException.class)
                .hasMessage("path: the request names no model");
    }
}
