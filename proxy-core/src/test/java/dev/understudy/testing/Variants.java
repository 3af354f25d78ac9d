package dev.understudy.testing;

import dev.understudy.config.PatchOperation;
import dev.understudy.config.SystemPrompt;
import dev.understudy.config.VariantConfig;
import java.util.List;
import java.util.Map;

/** Variants that change one thing. */
public final class Variants {
    private Variants() {}

    public static VariantConfig ofModel(String model) {
        return new VariantConfig(model, null, Map.of(), List.of(), List.of());
    }

    /** With this prompt in the place of the request's. */
    public static VariantConfig ofPrompt(String text) {
        SystemPrompt prompt = new SystemPrompt(SystemPrompt.Mode.REPLACE, text);
        return new VariantConfig(null, prompt, Map.of(), List.of(), List.of());
    }

    public static VariantConfig ofPatch(List<PatchOperation> operations) {
        return new VariantConfig(null, null, Map.of(), List.of(), operations);
    }
}
