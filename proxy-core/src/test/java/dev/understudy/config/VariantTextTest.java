package dev.understudy.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.dialect.wire.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class VariantTextTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Test
    void of_everything_isTheTextThatEvidenceWasKeptUnder() {
        Map<String, JsonNode> set = new LinkedHashMap<>();
        set.put("temperature", JSON.numberNode(new BigDecimal("0.20")));
        set.put("stop", JSON.arrayNode().add("a\"b"));
        VariantConfig variant = new VariantConfig(
                "gpt-5-mini",
                new SystemPrompt(SystemPrompt.Mode.REPLACE, "Be kind, [brief]."),
                set,
                List.of("logit_bias", "top_p"),
                List.of(
                        new PatchOperation(
                                PatchOperation.Kind.ADD,
                                "/metadata",
                                null,
                                JSON.objectNode().put("shadow", "1")),
                        new PatchOperation(PatchOperation.Kind.MOVE, "/a", "/b", null)));

        assertThat(VariantText.of(variant))
                .isEqualTo(
                        "VariantConfig[model=gpt-5-mini, systemPrompt=SystemPrompt[mode=REPLACE, text=Be kind, [brief].],"
                                + " set={temperature=0.20, stop=[\"a\\\"b\"]}, remove=[logit_bias, top_p],"
                                + " patch=[PatchOperation[op=ADD, path=/metadata, from=null, value={\"shadow\":\"1\"}],"
                                + " PatchOperation[op=MOVE, path=/a, from=/b, value=null]]]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "0",
                "-7",
                "123456789012345678901234567890",
                "0.20",
                "1E+30",
                "2.5e-8",
                "\"\"",
                "\"a\\\"b\\\\/\\n\\u0001é\\u2028😀\"",
                "\"\\ud83d\"",
                "[]",
                "{}",
                "[1,[null,{}],\"x\"]",
                "{\"b\":{\"a\":[false]},\"a\":1.0}"
            })
    void of_value_isAsJacksonPrintsIt(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        JsonNode value = Json.tree(bytes, 0, bytes.length);
        Map<String, JsonNode> set = new LinkedHashMap<>();
        set.put("x", value);

        assertThat(VariantText.of(new VariantConfig(null, null, set, List.of(), List.of())))
                .contains(", set={x=" + value + "}, ");
    }

    @Test
    void price_asText_isWhatItAlwaysWas() {
        assertThat(new Price(new BigDecimal("2.50"), null, new BigDecimal("10")))
                .hasToString("Price[input=2.50, cachedInput=null, cacheWrite=null, output=10]");
    }

    @Test
    void containment_asText_isWhatItAlwaysWas() {
        assertThat(ContainmentConfig.DEFAULT)
                .hasToString("ContainmentConfig[store=FORCE, controlStore=FORCE, serverTools=REMOVE]");
    }

    @Test
    void of_littleOrNothing_isWhatItAlwaysWas() {
        assertThat(VariantText.of(VariantConfig.NONE))
                .isEqualTo("VariantConfig[model=null, systemPrompt=null, set={}, remove=[], patch=[]]");
    }
}
