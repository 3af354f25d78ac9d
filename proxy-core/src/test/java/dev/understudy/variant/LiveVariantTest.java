package dev.understudy.variant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.VariantConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.testing.Variants;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveVariantTest {
    private static final VariantConfig PROMPT = Variants.ofPrompt("NEW");

    private final Dialect dialect = Dialects.named("openai-chat");

    @Test
    void apply_prompt_changesNothingElse() {
        byte[] body = ("{\"store\":true,\"stream\":true,\"n\":1.10,\"tools\":[{\"type\":\"web_search\"}],"
                        + "\"messages\":[{\"role\":\"system\",\"content\":\"old\"}]}")
                .getBytes(UTF_8);

        LiveVariant.Rewritten rewritten = LiveVariant.apply("/v1/chat/completions", body, PROMPT, dialect);

        assertThat(rewritten.problem()).isNull();
        assertThat(rewritten.body()).asString(UTF_8).isEqualTo(new String(body, UTF_8).replace("\"old\"", "\"NEW\""));
    }

    @Test
    void apply_nothingToChange_sameBytes() {
        byte[] body = "{ \"a\" : 1 }".getBytes(UTF_8);

        assertThat(LiveVariant.apply("/v1/chat/completions", body, VariantConfig.NONE, dialect)
                        .body())
                .isSameAs(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "not json", "{\"a\":"})
    void apply_unreadableBody_forwardedAsItIsWithTheProblem(String text) {
        byte[] body = text.getBytes(UTF_8);

        LiveVariant.Rewritten rewritten = LiveVariant.apply("/v1/chat/completions", body, PROMPT, dialect);

        assertThat(rewritten.body()).isSameAs(body);
        assertThat(rewritten.problem()).isEqualTo("the body is not a JSON object");
    }

    @Test
    void apply_patchThatFails_forwardedAsItIsWithTheProblem() {
        byte[] body = "{}".getBytes(UTF_8);
        VariantConfig variant = new VariantConfig(
                "m", null, Map.of(), List.of(), JsonPatchTest.operations("[{'op':'remove','path':'/a'}]"));

        LiveVariant.Rewritten rewritten = LiveVariant.apply("/v1/chat/completions", body, variant, dialect);

        assertThat(rewritten.body()).isSameAs(body);
        assertThat(rewritten.problem()).isEqualTo("patch[0] remove /a: nothing is there");
    }
}
