package dev.understudy.dialect;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.ReasoningOptions;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.ToolChoice;
import dev.understudy.canonical.request.Turn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A canonical request laid out field by field, in the words that losses use, so that two of them can be held against each
 * other. What no provider could tell apart is made the same: neighbouring turns of one role are one, texts in a row are one.
 */
final class Canonical {
    private Canonical() {}

    static Map<String, Object> fields(GenerationRequest request) {
        Map<String, Object> fields = new TreeMap<>();
        put(fields, "model", request.model());
        put(fields, "streamed", request.streamed());
        put(fields, "turns", turns(request.turns()));
        put(fields, "tools", request.tools().stream().map(Canonical::tool).toList());
        // What every provider does when it is told nothing is the same as nothing.
        put(fields, "tool_choice", request.toolChoice() instanceof ToolChoice.Auto ? null : request.toolChoice());
        put(fields, "parallel_tool_calls", parallel(request));
        put(fields, "output_format", format(request.outputFormat()));
        put(fields, "reasoning", request.reasoning() == null ? null : reasoning(request.reasoning()));
        put(fields, "user", request.user());
        Sampling sampling = request.sampling();
        put(fields, "sampling.temperature", number(sampling.temperature()));
        put(fields, "sampling.top_p", number(sampling.topP()));
        put(fields, "sampling.top_k", number(sampling.topK()));
        put(fields, "sampling.max_output_tokens", sampling.maxOutputTokens());
        put(fields, "sampling.stop", sampling.stop());
        put(fields, "sampling.frequency_penalty", penalty(sampling.frequencyPenalty()));
        put(fields, "sampling.presence_penalty", penalty(sampling.presencePenalty()));
        put(fields, "sampling.seed", sampling.seed());
        put(fields, "sampling.answers", sampling.answers());
        put(fields, "sampling.top_logprobs", sampling.topLogprobs());
        return fields;
    }

    /** Names of the fields in which two requests differ. */
    static List<String> differences(GenerationRequest before, GenerationRequest after) {
        Map<String, Object> left = fields(before);
        Map<String, Object> right = fields(after);
        return left.keySet().stream()
                .filter(name -> !Objects.equals(left.get(name), right.get(name)))
                .toList();
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        fields.put(name, value == null ? "absent" : value);
    }

    /** None and a penalty of nothing are the same everywhere. */
    private static @Nullable BigDecimal penalty(@Nullable BigDecimal number) {
        return number == null || number.signum() == 0 ? null : number.stripTrailingZeros();
    }

    private static @Nullable BigDecimal number(@Nullable BigDecimal number) {
        return number == null ? null : number.stripTrailingZeros();
    }

    private static Object reasoning(ReasoningOptions options) {
        return options.enabled()
                ? Arrays.asList(options.effort(), options.budgetTokens(), options.summary())
                : "off"; // with or without an effort of none
    }

    /** A name is a label; a schema that is kept to is closed with or without saying so; descriptions move inside. */
    private static @Nullable Object format(@Nullable OutputFormat format) {
        if (format instanceof OutputFormat.JsonSchema schema) {
            String description = schema.description() != null
                    ? schema.description()
                    : schema.schema().path("description").asString("");
            return List.of(description, schema(schema.schema()));
        }
        return format instanceof OutputFormat.Text ? null : format;
    }

    /** Whether calls may come together means nothing where none may come. */
    private static @Nullable Boolean parallel(GenerationRequest request) {
        boolean silent = Boolean.TRUE.equals(request.parallelToolCalls())
                || request.toolChoice() instanceof ToolChoice.None
                || request.tools().isEmpty();
        return silent ? null : request.parallelToolCalls();
    }

    private static JsonNode schema(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.remove(List.of("additionalProperties", "description"));
        }
        return copy;
    }

    private static Object tool(Tool tool) {
        return tool instanceof Tool.Function function
                ? List.of(
                        function.name(),
                        String.valueOf(function.description()),
                        function.parameters() == null ? "none" : schema(function.parameters()),
                        Boolean.TRUE.equals(function.strict()))
                : tool;
    }

    private static List<List<Object>> turns(List<Turn> turns) {
        List<List<Object>> merged = new ArrayList<>();
        for (Turn turn : turns) {
            boolean continues =
                    !merged.isEmpty() && merged.get(merged.size() - 1).get(0).equals(turn.role());
            List<Object> target = continues ? merged.get(merged.size() - 1) : new ArrayList<>(List.of(turn.role()));
            if (!continues) {
                merged.add(target);
            }
            // Some wires insist on a text, and nothing said is nothing said.
            turn.parts().stream()
                    .map(Canonical::plain)
                    .filter(part -> !part.equals(""))
                    .forEach(part -> add(target, part));
        }
        return merged;
    }

    private static void add(List<Object> target, Object part) {
        Object last = target.get(target.size() - 1);
        if (part instanceof String text && last instanceof String before) {
            target.set(target.size() - 1, before + "\n" + text);
        } else {
            target.add(part);
        }
    }

    /** What a part says, without what only its dialect knows. */
    private static Object plain(Part part) {
        if (part instanceof Part.Text text) {
            return text.text();
        }
        if (part instanceof Part.ToolUse use) {
            return List.of("use", use.call().name(), json(use.call().arguments()));
        }
        if (part instanceof Part.ToolResult result) {
            return List.of(
                    "result",
                    result.error(),
                    result.content().stream().map(Canonical::plain).toList());
        }
        if (part instanceof Part.Media media) {
            // A writer that must say what is behind a URL guesses it from its end.
            return List.of(
                    media.kind(), media.source() instanceof Part.Media.Source.Url url ? url.url() : media.source());
        }
        if (part instanceof Part.Reasoning reasoning) {
            return List.of("reasoning", String.valueOf(reasoning.text()));
        }
        return part;
    }

    private static Object json(String text) {
        JsonNode tree = dev.understudy.dialect.wire.Json.object(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return tree == null ? text : tree;
    }
}
