package dev.understudy.offline;

import dev.understudy.canonical.Citation;
import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ProviderError;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An answer in the words that {@code parse} prints, as far as they are there; also a single message as chat APIs hand it on
 * ({@code role}, {@code content}, {@code tool_calls} with a {@code function} in each).
 */
final class PlainForm {
    private static final Set<String> TELLING =
            Set.of("text", "tool_calls", "refusal", "reasoning", "content", "error", "finish_reason");

    private PlainForm() {}

    static boolean is(JsonNode output) {
        return output.isObject()
                && output.propertyNames().stream().anyMatch(TELLING::contains)
                && isText(output.path("text"))
                && !output.path("content").isObject()
                && (output.path("tool_calls").isArray() || isNothing(output.path("tool_calls")));
    }

    private static boolean isText(JsonNode value) {
        return value.isString() || isNothing(value);
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    static Completion read(JsonNode output) {
        List<ToolCall> calls = calls(output.path("tool_calls"));
        Completion read = new Completion(
                visible(output),
                text(output, "reasoning"),
                text(output, "refusal"),
                calls,
                finishReason(output, !calls.isEmpty()),
                text(output, "model"),
                usage(output.path("usage")),
                error(output.path("error")),
                0,
                0);
        return read.withCitations(citations(output.path("citations")));
    }

    /** Sources as {@code parse} prints them, or plain addresses. */
    private static List<Citation> citations(JsonNode list) {
        List<Citation> citations = new ArrayList<>();
        for (JsonNode source : list) {
            citations.add(
                    source.isString()
                            ? new Citation(source.stringValue(), null, null)
                            : new Citation(text(source, "source"), text(source, "title"), text(source, "quote")));
        }
        return citations;
    }

    private static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isString() ? value.stringValue() : null;
    }

    private static @Nullable String visible(JsonNode output) {
        String text = text(output, "text");
        if (text != null || output.has("text")) {
            return text;
        }
        JsonNode content = output.path("content");
        if (!content.isArray()) {
            return text(output, "content");
        }
        StringBuilder parts = new StringBuilder();
        content.forEach(part -> parts.append(part.path("text").asString("")));
        return parts.toString();
    }

    private static List<ToolCall> calls(JsonNode list) {
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode call : list) {
            JsonNode named = call.path("function").isObject() ? call.path("function") : call;
            JsonNode arguments = named.path("arguments");
            String said =
                    arguments.isString() ? arguments.stringValue() : isNothing(arguments) ? "" : arguments.toString();
            calls.add(new ToolCall(text(call, "id"), named.path("name").asString(""), said));
        }
        return calls;
    }

    /** What says nothing of its end is taken for whole. */
    private static @Nullable FinishReason finishReason(JsonNode output, boolean calls) {
        String said = text(output, "finish_reason");
        if (said == null) {
            return output.has("finish_reason") ? null : calls ? FinishReason.TOOL_CALLS : FinishReason.STOP;
        }
        try {
            return FinishReason.valueOf(said.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException another) {
            return FinishReason.OTHER;
        }
    }

    private static @Nullable Usage usage(JsonNode usage) {
        return usage.isObject()
                ? new Usage(
                        count(usage, "input_tokens"),
                        count(usage, "cached_input_tokens"),
                        count(usage, "output_tokens"),
                        count(usage, "reasoning_tokens"),
                        usage.path("estimated").asBoolean(false))
                : null;
    }

    private static @Nullable Long count(JsonNode usage, String field) {
        JsonNode value = usage.path(field);
        return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0
                ? value.longValue()
                : null;
    }

    private static @Nullable ProviderError error(JsonNode error) {
        if (isNothing(error)) {
            return null;
        }
        String kind = error.path("kind").asString("").toUpperCase(Locale.ROOT);
        String message =
                error.isString() ? error.stringValue() : error.path("message").asString("");
        try {
            return new ProviderError(ErrorKind.valueOf(kind), message);
        } catch (IllegalArgumentException unknown) {
            return new ProviderError(ErrorKind.OTHER, message);
        }
    }
}
