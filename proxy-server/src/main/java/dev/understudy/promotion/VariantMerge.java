package dev.understudy.promotion;

import dev.understudy.config.PatchOperation;
import dev.understudy.config.SystemPrompt;
import dev.understudy.config.VariantConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One variant that does what live's and the candidate's do one after the other: the candidate is a patch over live. A variant has one order
 * (model, prompt, set, remove, patch), so not every two can become one; those that cannot are refused.
 */
final class VariantMerge {
    /** Where the dialects keep a prompt: a patch of live that touches these comes before a candidate's prompt, and would come after. */
    private static final Set<String> PROMPT_FIELDS = Set.of(
            "", "messages", "input", "instructions", "system", "systemInstruction", "system_instruction", "prompt");

    private static final Set<String> MODEL_FIELDS = Set.of("", "model");

    private VariantMerge() {}

    /** @throws UnpromotableException where the two cannot be one */
    static VariantConfig of(@Nullable VariantConfig live, VariantConfig candidate) {
        if (live == null || live.changesNothing()) {
            return candidate;
        }
        checkPatch(live, candidate);
        checkSet(live, candidate);
        Map<String, JsonNode> set = new LinkedHashMap<>(live.set());
        candidate.set().forEach((field, value) -> {
            set.keySet().removeIf(other -> within(other, field));
            set.put(field, value);
        });
        List<String> remove = new ArrayList<>(live.remove());
        remove.removeIf(field -> candidate.set().keySet().stream().anyMatch(given -> within(field, given)));
        candidate.remove().stream().filter(field -> !remove.contains(field)).forEach(remove::add);
        List<PatchOperation> patch = new ArrayList<>(live.patch());
        patch.addAll(candidate.patch());
        return new VariantConfig(
                candidate.model() == null ? live.model() : candidate.model(),
                prompt(live.systemPrompt(), candidate.systemPrompt()),
                set,
                remove,
                patch);
    }

    private static @Nullable SystemPrompt prompt(@Nullable SystemPrompt live, @Nullable SystemPrompt candidate) {
        if (candidate == null) {
            return live;
        }
        if (live != null && candidate.mode() != SystemPrompt.Mode.REPLACE) {
            throw new UnpromotableException(
                    "candidate.system_prompt: adds to the prompt that live has already, and both"
                            + " cannot stand in one variant (expected: replace, with the whole prompt)");
        }
        return candidate;
    }

    /** Whether a field is another one or stands in it. */
    static boolean within(String field, String other) {
        return field.equals(other) || field.startsWith(other + ".");
    }

    /** Live removes a field, the candidate sets something in it: in one variant the removing would come last. */
    private static void checkSet(VariantConfig live, VariantConfig candidate) {
        for (String removed : live.remove()) {
            for (String set : candidate.set().keySet()) {
                if (within(set, removed) && !set.equals(removed)) {
                    throw new UnpromotableException("candidate.set." + set + ": live removes " + removed
                            + ", which would come last in one variant (expected: the whole of " + removed + ")");
                }
            }
        }
    }

    /** Live's patch comes before everything of the candidate's, and in one variant would come after. */
    private static void checkPatch(VariantConfig live, VariantConfig candidate) {
        Set<String> patched = new HashSet<>();
        for (PatchOperation operation : live.patch()) {
            patched.add(top(operation.path()));
            if (operation.from() != null) {
                patched.add(top(operation.from()));
            }
        }
        Set<String> touched = new HashSet<>();
        candidate.set().keySet().forEach(field -> touched.add(field.split("\\.")[0]));
        candidate.remove().forEach(field -> touched.add(field.split("\\.")[0]));
        if (candidate.model() != null) {
            touched.addAll(MODEL_FIELDS);
        }
        if (candidate.systemPrompt() != null) {
            touched.addAll(PROMPT_FIELDS);
        }
        boolean whole = patched.contains("") && !touched.isEmpty();
        for (String field : touched) {
            if (whole || patched.contains(field)) {
                throw new UnpromotableException("candidate: changes " + (field.isEmpty() ? "the request" : field)
                        + ", which live's patch changes too and would change last (expected: one of the two)");
            }
        }
    }

    private static String top(String pointer) {
        String first = pointer.isEmpty() ? "" : pointer.substring(1).split("/", 2)[0];
        return first.replace("~1", "/").replace("~0", "~");
    }
}
