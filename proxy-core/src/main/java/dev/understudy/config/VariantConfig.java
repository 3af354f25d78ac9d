package dev.understudy.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What turns a request into another arm's request, applied in this order: model, system prompt, set, remove, patch.
 *
 * @param set top-level (or dotted) body fields and their new values, in order
 * @param remove top-level (or dotted) body fields that go
 * @param patch RFC 6902, last
 */
public record VariantConfig(
        @Nullable String model,
        @Nullable SystemPrompt systemPrompt,
        Map<String, JsonNode> set,
        List<String> remove,
        List<PatchOperation> patch) {

    public static final VariantConfig NONE = new VariantConfig(null, null, Map.of(), List.of(), List.of());

    public VariantConfig {
        ConfigException.check(model == null || !model.isBlank(), "model", model, "a model name");
        set = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(set));
        remove = List.copyOf(remove);
        patch = List.copyOf(patch);
    }

    public boolean changesNothing() {
        return model == null && systemPrompt == null && set.isEmpty() && remove.isEmpty() && patch.isEmpty();
    }

    /** The same in every version: evidence and baselines are found by it. */
    @Override
    public String toString() {
        return VariantText.of(this);
    }
}
