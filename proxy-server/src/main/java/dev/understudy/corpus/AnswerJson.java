package dev.understudy.corpus;

import dev.understudy.canonical.Citation;
import dev.understudy.canonical.Completion;
import dev.understudy.canonical.Embeddings;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ProviderError;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.Usage;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Cost;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Timing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An {@link Answer} as JSON, whole: what is read is equal to what was written. Absent things are left out. */
public final class AnswerJson {
    private static final long[] NO_GAPS = {};

    private AnswerJson() {}

    /** All of it. */
    public static ObjectNode of(Answer answer) {
        ObjectNode json = Json.newObject();
        json.put("status", answer.status());
        json.put("streamed", answer.streamed());
        json.put("ending", answer.ending().label());
        json.set("timing", timing(answer.timing()));
        json.set("completion", completion(answer.completion()));
        Cost cost = answer.cost();
        if (!cost.equals(Cost.UNKNOWN)) {
            ObjectNode costs = json.putObject("cost");
            if (cost.billedUsd() != null) {
                costs.put("billed_usd", cost.billedUsd());
            }
            if (cost.cacheNeutralUsd() != null) {
                costs.put("cache_neutral_usd", cost.cacheNeutralUsd());
            }
            costs.put("estimated", cost.estimated());
        }
        return json;
    }

    private static ObjectNode timing(Timing timing) {
        ObjectNode json = Json.newObject();
        json.put("total_ns", timing.durationNanos());
        number(json, "first_byte_ns", timing.firstByteNanos());
        number(json, "first_token_ns", timing.firstTokenNanos());
        if (timing.gapsNanos().length > 0) {
            ArrayNode gaps = json.putArray("gaps_ns");
            for (long gap : timing.gapsNanos()) {
                gaps.add(gap);
            }
        }
        return json;
    }

    private static ObjectNode completion(Completion said) {
        ObjectNode json = Json.newObject();
        text(json, "text", said.text());
        text(json, "reasoning", said.reasoning());
        text(json, "refusal", said.refusal());
        if (!said.toolCalls().isEmpty()) {
            ArrayNode calls = json.putArray("tool_calls");
            for (ToolCall call : said.toolCalls()) {
                ObjectNode one = calls.addObject();
                text(one, "id", call.id());
                one.put("name", call.name()).put("arguments", call.arguments());
            }
        }
        text(json, "finish_reason", said.finishReason() == null ? null : label(said.finishReason()));
        text(json, "model", said.model());
        text(json, "system_fingerprint", said.systemFingerprint());
        if (said.usage() != null) {
            json.set("usage", usage(said.usage()));
        }
        if (said.error() != null) {
            json.putObject("error")
                    .put("kind", label(said.error().kind()))
                    .put("message", said.error().message());
        }
        json.put("events", said.events());
        json.put("unknown_events", said.unknownEvents());
        if (said.embeddings() != null) {
            json.set("embeddings", embeddings(said.embeddings()));
        }
        if (!said.citations().isEmpty()) {
            ArrayNode citations = json.putArray("citations");
            for (Citation citation : said.citations()) {
                ObjectNode one = citations.addObject();
                text(one, "source", citation.source());
                text(one, "title", citation.title());
                text(one, "quote", citation.quote());
            }
        }
        return json;
    }

    private static ObjectNode usage(Usage usage) {
        ObjectNode json = Json.newObject();
        number(json, "input_tokens", usage.inputTokens());
        number(json, "cached_input_tokens", usage.cachedInputTokens());
        number(json, "output_tokens", usage.outputTokens());
        number(json, "reasoning_tokens", usage.reasoningTokens());
        json.put("estimated", usage.estimated());
        number(json, "cache_write_tokens", usage.cacheWriteTokens());
        text(json, "service_tier", usage.serviceTier());
        if (usage.statedCostUsd() != null) {
            json.put("stated_cost_usd", usage.statedCostUsd());
        }
        number(json, "billed_input_tokens", usage.billedInputTokens());
        number(json, "billed_output_tokens", usage.billedOutputTokens());
        return json;
    }

    /** Vectors as the bytes of their numbers: little-endian float32, base64. */
    private static ObjectNode embeddings(Embeddings embeddings) {
        ObjectNode json = Json.newObject().put("count", embeddings.count()).put("dimensions", embeddings.dimensions());
        ArrayNode vectors = json.putArray("vectors");
        for (float[] vector : embeddings.vectors()) {
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * vector.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(vector);
            vectors.add(Base64.getEncoder().encodeToString(bytes.array()));
        }
        return json;
    }

    private static void text(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static void number(ObjectNode json, String name, @Nullable Long value) {
        if (value != null) {
            json.put(name, value.longValue());
        }
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads it back, as that arm's.
     *
     * @throws CorpusException for what {@link #of} did not write
     */
    public static Answer read(JsonNode json, Arm arm) {
        Fields answer = new Fields("answer", json);
        Fields costs = answer.object("cost");
        return new Answer(
                arm,
                answer.integer("status"),
                answer.flag("streamed"),
                completion(answer.object("completion")),
                timing(answer.object("timing")),
                answer.choice("ending", Ending.class),
                costs.isAbsent()
                        ? Cost.UNKNOWN
                        : new Cost(
                                costs.decimal("billed_usd"),
                                costs.decimal("cache_neutral_usd"),
                                costs.flag("estimated")));
    }

    private static Timing timing(Fields json) {
        List<JsonNode> gaps = json.list("gaps_ns");
        long[] nanos = gaps.isEmpty() ? NO_GAPS : new long[gaps.size()];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = gaps.get(i).asLong(0);
        }
        Long total = json.number("total_ns");
        return new Timing(
                total == null ? -1 : total, json.number("first_byte_ns"), json.number("first_token_ns"), nanos);
    }

    private static Completion completion(Fields json) {
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode each : json.list("tool_calls")) {
            Fields call = new Fields("tool_calls", each);
            calls.add(new ToolCall(call.text("id"), call.required("name"), call.required("arguments")));
        }
        List<Citation> citations = new ArrayList<>();
        for (JsonNode each : json.list("citations")) {
            Fields citation = new Fields("citations", each);
            citations.add(new Citation(citation.text("source"), citation.text("title"), citation.text("quote")));
        }
        Fields error = json.object("error");
        return new Completion(
                json.text("text"),
                json.text("reasoning"),
                json.text("refusal"),
                calls,
                json.optional("finish_reason", FinishReason.class),
                json.text("model"),
                usage(json.object("usage")),
                error.isAbsent()
                        ? null
                        : new ProviderError(error.choice("kind", ErrorKind.class), error.required("message")),
                json.integer("events"),
                json.integer("unknown_events"),
                embeddings(json.object("embeddings")),
                citations,
                json.text("system_fingerprint"));
    }

    private static @Nullable Usage usage(Fields json) {
        return json.isAbsent()
                ? null
                : new Usage(
                        json.number("input_tokens"),
                        json.number("cached_input_tokens"),
                        json.number("output_tokens"),
                        json.number("reasoning_tokens"),
                        json.flag("estimated"),
                        json.number("cache_write_tokens"),
                        json.text("service_tier"),
                        json.decimal("stated_cost_usd"),
                        json.number("billed_input_tokens"),
                        json.number("billed_output_tokens"));
    }

    private static @Nullable Embeddings embeddings(Fields json) {
        if (json.isAbsent()) {
            return null;
        }
        List<float[]> vectors = new ArrayList<>();
        for (JsonNode each : json.list("vectors")) {
            vectors.add(vector(each.asString("")));
        }
        return new Embeddings(json.integer("count"), json.integer("dimensions"), vectors);
    }

    private static float[] vector(String base64) {
        try {
            ByteBuffer bytes =
                    ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
            float[] vector = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(vector);
            return vector;
        } catch (IllegalArgumentException notBase64) {
            throw new CorpusException("vectors: not base64 (expected: what was recorded)", notBase64);
        }
    }
}
