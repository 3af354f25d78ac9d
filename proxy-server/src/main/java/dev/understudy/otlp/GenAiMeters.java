package dev.understudy.otlp;

import dev.understudy.canonical.Usage;
import dev.understudy.compare.Pair;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.exchange.AnswerFacts;
import dev.understudy.exchange.Arm;
import dev.understudy.forward.LiveEnd;
import dev.understudy.judging.EndedQuestion;
import dev.understudy.mirror.EndedCall;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of the GenAI semantic conventions, by their names, units, bounds and attributes: each call to a provider counts once,
 * live's too, however many shadows look at it. One thread.
 */
final class GenAiMeters {
    /** Clients name models: as many names as that are told apart. */
    static final int MOST_MODELS = 200;

    /** A provider that thinks of a new name for each answer must not fill the memory; beyond, nothing new is counted apart. */
    static final int MOST_SERIES = 5_000;

    private static final double NANOS = 1e9;
    private static final double[] SECONDS = {
        0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92
    };
    private static final double[] TOKENS = {
        1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864
    };

    private enum Instrument {
        DURATION("gen_ai.client.operation.duration", "s", "GenAI operation duration.", SECONDS),
        FIRST_CHUNK(
                "gen_ai.client.operation.time_to_first_chunk",
                "s",
                "Time from the request to the first piece of output of a streamed answer.",
                SECONDS),
        TOKEN_USAGE(
                "gen_ai.client.token.usage",
                "{token}",
                "Number of input and output tokens used, as the provider reports them.",
                TOKENS);

        private final String title;
        private final String unit;
        private final String description;
        private final double[] bounds;

        Instrument(String title, String unit, String description, double[] bounds) {
            this.title = title;
            this.unit = unit;
            this.description = description;
            this.bounds = bounds;
        }
    }

    private final Map<Instrument, Map<List<KeyValue>, Histogram>> series = new EnumMap<>(Instrument.class);
    private final Set<String> models = new HashSet<>();
    private int count;

    /** What the points of one call have in common. */
    private record Call(
            String dialect,
            UpstreamConfig upstream,
            @Nullable String model,
            @Nullable AnswerFacts answer,
            @Nullable Arm arm,
            @Nullable Pair judged,
            String route,
            @Nullable String shadow) {}

    /** A live request; one to anything but a generation endpoint does not count. */
    void live(LiveEnd live) {
        String dialect = GenAi.dialect(live);
        if (dialect != null) {
            AnswerFacts answer = live.answer();
            Call call = new Call(
                    dialect,
                    live.route().upstream(),
                    SpanWriter.requestModel(live),
                    answer,
                    Arm.LIVE,
                    null,
                    live.route().name(),
                    null);
            String error = GenAi.errorType(live.status(), live.ending(), answer == null ? null : answer.error());
            record(call, live.endedNanos() - live.startedNanos(), error);
        }
    }

    /** A call to candidate or control. */
    void arm(EndedCall ended) {
        AnswerFacts answer = ended.answer();
        Call call = new Call(
                ended.dialect(),
                ended.upstream(),
                ended.model(),
                answer,
                ended.arm(),
                null,
                ended.route(),
                ended.shadow());
        String error = GenAi.errorType(ended.status(), ended.ending(), answer == null ? null : answer.error());
        record(call, ended.endedNanos() - SpanWriter.begun(ended.startedNanos(), ended.endedNanos()), error);
    }

    /** A question to a judge. */
    void judge(EndedQuestion ended) {
        Call call = new Call(
                ended.dialect(),
                ended.upstream(),
                ended.model(),
                ended.answer(),
                null,
                ended.pair(),
                ended.route(),
                ended.shadow());
        String error =
                GenAi.errorType(ended.status(), ended.ending(), ended.answer().error());
        record(call, ended.endedNanos() - SpanWriter.begun(ended.startedNanos(), ended.endedNanos()), error);
    }

    private void record(Call call, long durationNanos, @Nullable String error) {
        add(Instrument.DURATION, attributes(call).put("error.type", error), durationNanos / NANOS);
        AnswerFacts answer = call.answer();
        if (answer == null) {
            return;
        }
        if (answer.firstTokenNanos() != null) {
            add(Instrument.FIRST_CHUNK, attributes(call), answer.firstTokenNanos() / NANOS);
        }
        Usage usage = answer.usage();
        // What we estimated is no number of the provider's, and the conventions want those.
        if (usage != null && !usage.estimated()) {
            tokens(call, "input", usage.billedInputTokens(), usage.inputTokens());
            tokens(call, "output", usage.billedOutputTokens(), usage.outputTokens());
        }
    }

    /** Where a provider tells billed tokens from used ones, the billed ones count. */
    private void tokens(Call call, String type, @Nullable Long billed, @Nullable Long used) {
        Long tokens = billed == null ? used : billed;
        if (tokens != null && tokens >= 0) {
            add(Instrument.TOKEN_USAGE, attributes(call).put("gen_ai.token.type", type), tokens);
        }
    }

    private Attributes attributes(Call call) {
        UpstreamConfig upstream = call.upstream();
        return new Attributes()
                .put("gen_ai.operation.name", GenAi.operation(call.dialect()))
                .put("gen_ai.provider.name", GenAi.provider(call.dialect(), upstream.host()))
                .put("gen_ai.request.model", known(call.model()))
                .put(
                        "gen_ai.response.model",
                        call.answer() == null ? null : known(call.answer().model()))
                .put("server.address", upstream.host())
                .put("server.port", upstream.port())
                .put("understudy.arm", call.arm() == null ? null : call.arm().label())
                .put(
                        "understudy.judged",
                        call.judged() == null ? null : call.judged().label())
                .put("understudy.route", call.route())
                .put("understudy.shadow", call.shadow());
    }

    private @Nullable String known(@Nullable String said) {
        String model = GenAi.model(said);
        if (model == null || models.contains(model)) {
            return model;
        }
        return models.size() < MOST_MODELS && models.add(model) ? model : GenAi.OTHER;
    }

    private void add(Instrument instrument, Attributes attributes, double value) {
        Map<List<KeyValue>, Histogram> all = series.computeIfAbsent(instrument, key -> new HashMap<>());
        List<KeyValue> key = attributes.list();
        Histogram histogram = all.get(key);
        if (histogram == null) {
            boolean room = count < MOST_SERIES;
            count += room ? 1 : 0;
            histogram = all.computeIfAbsent(room ? key : List.of(OVERFLOW), made -> new Histogram(instrument.bounds));
        }
        histogram.record(value);
    }

    /** What the OpenTelemetry SDKs mark the series with that takes what has no room (metrics SDK, cardinality limits). */
    private static final KeyValue OVERFLOW =
            new Attributes().put("otel.metric.overflow", true).list().get(0);

    /** Adds the metrics to those of one export. */
    void write(MetricsWriter into) {
        series.forEach((instrument, all) -> {
            var histogram = io.opentelemetry.proto.metrics.v1.Histogram.newBuilder()
                    .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
            all.forEach((attributes, values) -> histogram.addDataPoints(values.point()
                    .addAllAttributes(attributes)
                    .setStartTimeUnixNano(into.startedEpochNanos())
                    .setTimeUnixNano(into.epochNanos())));
            into.add(Metric.newBuilder()
                    .setName(instrument.title)
                    .setUnit(instrument.unit)
                    .setDescription(instrument.description)
                    .setHistogram(histogram));
        });
    }
}
