package dev.understudy.otlp;

import com.google.protobuf.ByteString;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.Usage;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.config.VariantConfig;
import dev.understudy.exchange.AnswerFacts;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.RequestId;
import dev.understudy.forward.LiveEnd;
import dev.understudy.judging.EndedQuestion;
import dev.understudy.mirror.EndedCall;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes spans: numbers, names from the configuration, and closed sets of words. Of what clients and providers send there are names of
 * models, if they look like such, and the request's id; never content.
 */
final class SpanWriter {
    private static final double NANOS = 1e9;
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    /** Of the flags of a span: what W3C's sampled flag is, and that something is known of the parent's place. */
    private static final int SAMPLED = 1;

    private static final int PLACE_KNOWN = 0x100;
    private static final int REMOTE = 0x200;

    private SpanWriter() {}

    static Span live(LiveEnd live, SpanPlace place, Times times) {
        String dialect = GenAi.dialect(live);
        String model = GenAi.model(requestModel(live));
        AnswerFacts answer = live.answer();
        ErrorKind error = answer == null ? null : answer.error();
        Attributes attributes = new Attributes();
        operation(attributes, dialect, live.route().upstream(), model);
        attributes
                .put("understudy.arm", Arm.LIVE.label())
                .put("understudy.route", live.route().name());
        ids(attributes, live.id(), live.exchange());
        attributes.put("http.request.method", method(live.method()));
        String type = GenAi.errorType(live.status(), live.ending(), error);
        result(attributes, live.status(), type, answer);
        Span.Builder span = span(place, times, live.startedNanos(), live.endedNanos())
                .setName(dialect == null ? method(live.method()) : name(dialect, model))
                .addAllAttributes(attributes.list())
                .setStatus(status(type));
        Long firstByte = live.firstByteNanos() < 0 ? null : live.firstByteNanos();
        events(span, times, live.startedNanos(), firstByte, answer);
        return span.build();
    }

    static Span arm(EndedCall call, SpanPlace place, Times times) {
        String model = GenAi.model(call.model());
        AnswerFacts answer = call.answer();
        String error = GenAi.errorType(call.status(), call.ending(), answer == null ? null : answer.error());
        Attributes attributes = new Attributes();
        operation(attributes, call.dialect(), call.upstream(), model);
        attributes
                .put("understudy.arm", call.arm().label())
                .put("understudy.shadow", call.shadow())
                .put("understudy.route", call.route());
        ids(attributes, call.exchange(), true);
        attributes.put("understudy.outcome", call.outcome().label());
        result(attributes, call.status(), error, answer);
        cost(attributes, call.costUsd());
        long started = begun(call.startedNanos(), call.endedNanos());
        Span.Builder span = span(place, times, started, call.endedNanos())
                .setName(name(call.dialect(), model))
                .addAllAttributes(attributes.list())
                .setStatus(status(error));
        events(span, times, started, call.firstByteNanos(), answer);
        return span.build();
    }

    static Span judge(EndedQuestion question, SpanPlace place, Times times) {
        String model = GenAi.model(question.model());
        AnswerFacts answer = question.answer();
        String error = GenAi.errorType(question.status(), question.ending(), answer.error());
        Attributes attributes = new Attributes();
        operation(attributes, question.dialect(), question.upstream(), model);
        attributes
                .put("understudy.judged", question.pair().label())
                .put("understudy.shadow", question.shadow())
                .put("understudy.route", question.route());
        ids(attributes, question.exchange(), true);
        result(attributes, question.status(), error, answer);
        cost(attributes, question.costUsd());
        long started = begun(question.startedNanos(), question.endedNanos());
        Span.Builder span = span(place, times, started, question.endedNanos())
                .setName(name(question.dialect(), model))
                .addAllAttributes(attributes.list())
                .setStatus(status(error));
        events(span, times, started, question.firstByteNanos(), answer);
        return span.build();
    }

    /** One that was called off before it began has no start. */
    static long begun(long startedNanos, long endedNanos) {
        return startedNanos == 0 ? endedNanos : startedNanos;
    }

    private static void cost(Attributes attributes, @Nullable BigDecimal usd) {
        if (usd != null) {
            attributes.put("understudy.cost_usd", usd.doubleValue());
        }
    }

    /** The model that live was asked for: the route may have its own. */
    static @Nullable String requestModel(LiveEnd live) {
        VariantConfig variant = live.route().live();
        return variant == null || variant.model() == null ? live.model() : variant.model();
    }

    private static String name(String dialect, @Nullable String model) {
        String operation = GenAi.operation(dialect);
        return model == null ? operation : operation + " " + model;
    }

    private static String method(String sent) {
        return METHODS.contains(sent) ? sent : GenAi.OTHER;
    }

    private static void operation(
            Attributes attributes, @Nullable String dialect, UpstreamConfig upstream, @Nullable String model) {
        if (dialect != null) {
            attributes
                    .put("gen_ai.operation.name", GenAi.operation(dialect))
                    .put("gen_ai.provider.name", GenAi.provider(dialect, upstream.host()))
                    .put("gen_ai.request.model", model);
        }
        attributes.put("server.address", upstream.host()).put("server.port", upstream.port());
    }

    private static void ids(Attributes attributes, @Nullable String id, boolean exchange) {
        if (id != null) {
            attributes.put("understudy.request_id", RequestId.ofExchange(id));
            attributes.put("understudy.exchange", exchange ? id : null);
        }
    }

    private static void result(
            Attributes attributes, int status, @Nullable String error, @Nullable AnswerFacts answer) {
        if (GenAi.answered(status)) {
            attributes.put("http.response.status_code", status);
        }
        attributes.put("error.type", error);
        if (answer != null) {
            answer(attributes, answer);
        }
    }

    private static void answer(Attributes attributes, AnswerFacts answer) {
        attributes
                .put(
                        "understudy.error",
                        answer.error() == null ? null : answer.error().label())
                .put("gen_ai.response.model", GenAi.model(answer.model()))
                .list(
                        "gen_ai.response.finish_reasons",
                        answer.finishReason() == null
                                ? null
                                : answer.finishReason().label());
        if (answer.streamed()) {
            attributes.put("gen_ai.request.stream", true);
        }
        if (answer.firstTokenNanos() != null) {
            attributes.put("gen_ai.response.time_to_first_chunk", answer.firstTokenNanos() / NANOS);
        }
        if (answer.toolCalls() > 0) {
            attributes.put("understudy.tool_calls", answer.toolCalls());
        }
        if (answer.usage() != null) {
            usage(attributes, answer.usage());
        }
    }

    private static void usage(Attributes attributes, Usage usage) {
        attributes
                .count("gen_ai.usage.input_tokens", usage.inputTokens())
                .count("gen_ai.usage.output_tokens", usage.outputTokens())
                .count("gen_ai.usage.cache_read.input_tokens", usage.cachedInputTokens())
                .count("gen_ai.usage.cache_write.input_tokens", usage.cacheWriteTokens())
                .count("gen_ai.usage.reasoning.output_tokens", usage.reasoningTokens());
        if (usage.estimated()) {
            attributes.put("understudy.usage_estimated", true);
        }
    }

    private static Span.Builder span(SpanPlace place, Times times, long startedNanos, long endedNanos) {
        Span.Builder span = Span.newBuilder()
                .setTraceId(bytes(place.traceId()))
                .setSpanId(bytes(place.spanId()))
                .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
                .setStartTimeUnixNano(times.at(startedNanos))
                .setEndTimeUnixNano(times.at(endedNanos));
        if (place.parentId() != null) {
            span.setParentSpanId(bytes(place.parentId()));
        }
        if (place.state() != null) {
            span.setTraceState(place.state());
        }
        return span.setFlags(SAMPLED | PLACE_KNOWN | (place.remote() ? REMOTE : 0));
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }

    private static Status status(@Nullable String error) {
        return error == null
                ? Status.getDefaultInstance()
                : Status.newBuilder()
                        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                        .build();
    }

    private static void events(
            Span.Builder span,
            Times times,
            long startedNanos,
            @Nullable Long firstByteNanos,
            @Nullable AnswerFacts answer) {
        event(span, times, startedNanos, firstByteNanos, "understudy.first_byte");
        event(span, times, startedNanos, answer == null ? null : answer.firstTokenNanos(), "understudy.first_token");
    }

    private static void event(Span.Builder span, Times times, long startedNanos, @Nullable Long after, String name) {
        if (after != null) {
            span.addEvents(Span.Event.newBuilder().setName(name).setTimeUnixNano(times.at(startedNanos + after)));
        }
    }
}
