package dev.understudy.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.ContainmentConfig;
import dev.understudy.config.PatchOperation;
import dev.understudy.config.SystemPrompt;
import dev.understudy.config.VariantConfig;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class FingerprintTextTest {
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

        assertThat(FingerprintText.of(variant))
                .isEqualTo(
                        "VariantConfig[model=gpt-5-mini, systemPrompt=SystemPrompt[mode=REPLACE, text=Be kind, [brief].],"
                                + " set={temperature=0.20, stop=[\"a\\\"b\"]}, remove=[logit_bias, top_p],"
                                + " patch=[PatchOperation[op=ADD, path=/metadata, from=null, value={\"shadow\":\"1\"}],"
                                + " PatchOperation[op=MOVE, path=/a, from=/b, value=null]]]");
    }

    @Test
    void of_containment_isWhatItAlwaysWas() {
        assertThat(FingerprintText.of(ContainmentConfig.DEFAULT))
                .isEqualTo("ContainmentConfig[store=FORCE, controlStore=FORCE, serverTools=REMOVE]");
    }

    @Test
    void of_littleOrNothing_isWhatItAlwaysWas() {
        assertThat(FingerprintText.of(VariantConfig.NONE))
                .isEqualTo("VariantConfig[model=null, systemPrompt=null, set={}, remove=[], patch=[]]");
    }
}
