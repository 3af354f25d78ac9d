package dev.understudy.dialect;

import dev.understudy.canonical.Citation;
import dev.understudy.canonical.Completion;
import dev.understudy.canonical.Embeddings;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.ProviderError;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.Usage;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.exchange.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Understudy understood of one recorded message, as the JSON that {@code parse} prints. Absent things are null.
 *
 * @param json the object to print; shares nothing, may be changed
 * @param malformed whether it could not be read at all
 */
public record ParseReport(ObjectNode json, boolean malformed) {

    /**
     * Of a response body alone, without its status and headers: what it says of itself decides.
     *
     * @param body content bytes, content-encoding removed
     */
    public static ParseReport response(Dialect dialect, byte[] body) {
        ParsedResponse parsed = dialect.response(200, Headers.EMPTY, body);
        ProviderError error = parsed.completion().error();
        ErrorKind kind = error == null ? null : error.kind();
        boolean cutDocument = kind == ErrorKind.TRUNCATED && !parsed.streamed();
        return new ParseReport(json(parsed.completion()), kind == ErrorKind.MALFORMED || cutDocument);
    }

    /** Of a request body. */
    public static ParseReport request(Dialect dialect, byte[] body) {
        ObjectNode request = Json.object(body);
        ObjectNode json = Json.newObject();
        if (request == null) {
            putError(json, new ProviderError(ErrorKind.MALFORMED, "not a JSON object"));
            return new ParseReport(json, true);
        }
        Dialect.RequestFacts facts = dialect.facts("/", request);
        json.put("model", facts.model());
        json.put("streamed", facts.streamed());
        json.put("user", facts.user());
        json.put("conversation_text", facts.conversationText());
        putContainment(json, dialect.contain(request, false));
        putError(json, null);
        return new ParseReport(json, false);
    }

    /** The contract's object for a completion. */
    public static ObjectNode json(Completion completion) {
        ObjectNode json = Json.newObject();
        json.put("text", completion.text());
        json.put("reasoning", completion.reasoning());
        json.put("refusal", completion.refusal());
        ArrayNode calls = json.putArray("tool_calls");
        for (ToolCall call : completion.toolCalls()) {
            calls.addObject().put("id", call.id()).put("name", call.name()).put("arguments", call.arguments());
        }
        json.put(
                "finish_reason",
                completion.finishReason() == null
                        ? null
                        : completion.finishReason().label());
        json.put("model", completion.model());
        json.set("usage", usage(completion.usage()));
        putError(json, completion.error());
        Embeddings embeddings = completion.embeddings();
        if (embeddings != null) {
            json.putObject("embeddings").put("count", embeddings.count()).put("dimensions", embeddings.dimensions());
        }
        for (Citation citation : completion.citations()) {
            json.withArray("citations")
                    .addObject()
                    .put("source", citation.source())
                    .put("title", citation.title())
                    .put("quote", citation.quote());
        }
        json.put("events", completion.events());
        json.put("unknown_events", completion.unknownEvents());
        return json;
    }

    private static JsonNode usage(@Nullable Usage usage) {
        ObjectNode json = Json.newObject();
        if (usage == null) {
            return json.nullNode();
        }
        json.put("input_tokens", usage.inputTokens())
                .put("cached_input_tokens", usage.cachedInputTokens())
                .put("output_tokens", usage.outputTokens())
                .put("reasoning_tokens", usage.reasoningTokens())
                .put("estimated", usage.estimated());
        // Beyond the contract, where a provider says so.
        if (usage.cacheWriteTokens() != null) {
            json.put("cache_write_tokens", usage.cacheWriteTokens());
        }
        if (usage.serviceTier() != null) {
            json.put("service_tier", usage.serviceTier());
        }
        if (usage.statedCostUsd() != null) {
            json.put("stated_cost_usd", usage.statedCostUsd());
        }
        if (usage.billedInputTokens() != null || usage.billedOutputTokens() != null) {
            json.put("billed_input_tokens", usage.billedInputTokens())
                    .put("billed_output_tokens", usage.billedOutputTokens());
        }
        return json;
    }

    private static void putError(ObjectNode json, @Nullable ProviderError error) {
        if (error == null) {
            json.putNull("error");
        } else {
            json.putObject("error").put("kind", error.kind().label()).put("message", error.message());
        }
    }

    private static void putContainment(ObjectNode json, Dialect.Containment containment) {
        ArrayNode removed = json.putArray("removed");
        json.putNull("needs_provider_state");
        if (containment instanceof Dialect.Containment.Contained contained) {
            contained.removed().forEach(removed::add);
        } else if (containment instanceof Dialect.Containment.NeedsProviderState state) {
            json.put("needs_provider_state", state.field());
        }
    }
}
