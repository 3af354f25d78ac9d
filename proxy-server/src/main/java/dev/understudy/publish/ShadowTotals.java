package dev.understudy.publish;

import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.request.Loss;
import dev.understudy.compare.Pair;
import dev.understudy.config.SamplesConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Stratum;
import dev.understudy.exchange.Translation;
import dev.understudy.publish.ShadowSummary.ArmSummary;
import dev.understudy.publish.ShadowSummary.ComparatorSummary;
import dev.understudy.publish.ShadowSummary.LossSummary;
import dev.understudy.publish.ShadowSummary.ToolSummary;
import dev.understudy.publish.ShadowSummary.TranslationSummary;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One shadow's running totals. Guarded by itself; held for microseconds. */
final class ShadowTotals {
    private static final class Pairs {
        private final PairTotals candidate = new PairTotals();
        private final PairTotals control = new PairTotals();

        PairTotals of(Pair pair) {
            return switch (pair) {
                case CANDIDATE -> candidate;
                case CONTROL -> control;
            };
        }
    }

    private final ShadowConfig config;
    private final Instant since;
    /** Exchanges that began before do not count. */
    private final Instant from;

    private final Map<String, Pairs> comparators = new LinkedHashMap<>();
    private final Map<Arm, ArmTotals> arms = new EnumMap<>(Arm.class);
    private final NamedCounts tools = new NamedCounts(Arm.values().length);
    private final NamedCounts losses = new NamedCounts(Loss.Kind.values().length);
    private long exchanges;
    private long translated;
    private long liveFailed;
    private long liveFailedCandidateSucceeded;

    ShadowTotals(ShadowConfig config, Instant since) {
        this(config, since, Instant.MIN);
    }

    private ShadowTotals(ShadowConfig config, Instant since, Instant from) {
        this.config = config;
        this.since = since;
        this.from = from;
    }

    /** Nothing yet, and nothing to come of what began before. */
    ShadowTotals reset(Instant now) {
        return new ShadowTotals(config, now, now);
    }

    /** Whether the shadow is still the same one, whether it is on or off, and however much of it is sampled and kept. */
    boolean belongsTo(ShadowConfig other) {
        return essence(config).equals(essence(other));
    }

    private static ShadowConfig essence(ShadowConfig shadow) {
        return shadow.but()
                .enabled(true)
                .sample(shadow.sample().withPercent(100))
                .samples(SamplesConfig.DEFAULT)
                .build();
    }

    synchronized void answered(Answer answer, @Nullable BigDecimal costUsd) {
        arms.computeIfAbsent(answer.arm(), arm -> new ArmTotals()).add(answer, costUsd);
    }

    synchronized void add(Exchange exchange, List<ComparisonEntry> entries) {
        if (exchange.at().isBefore(from)) {
            return;
        }
        if (exchange.stratum() == Stratum.LIVE_FAILED) {
            liveFailed++;
            liveFailedCandidateSucceeded += exchange.candidate().succeeded() ? 1 : 0;
            return;
        }
        exchanges++;
        for (ComparisonEntry entry : entries) {
            comparators
                    .computeIfAbsent(entry.comparator(), name -> new Pairs())
                    .of(entry.pair())
                    .add(entry.comparison());
        }
        tools(exchange.live());
        tools(exchange.candidate());
        if (exchange.control() != null) {
            tools(exchange.control());
        }
        if (exchange.translation() != null) {
            losses(exchange.translation());
        }
    }

    private void tools(Answer answer) {
        for (ToolCall call : answer.completion().toolCalls()) {
            tools.add(call.name(), answer.arm().ordinal());
        }
    }

    private void losses(Translation translation) {
        translated++;
        for (Loss loss : translation.losses()) {
            losses.add(loss.metricName(), loss.kind().ordinal());
        }
    }

    synchronized ShadowSummary summary() {
        List<ComparatorSummary> summaries = new ArrayList<>();
        comparators.forEach((name, pairs) ->
                summaries.add(new ComparatorSummary(name, pairs.candidate.summary(), pairs.control.summary())));
        Map<Arm, ArmSummary> armSummaries = new EnumMap<>(Arm.class);
        arms.forEach((arm, totals) -> armSummaries.put(arm, totals.summary()));
        return new ShadowSummary(
                config.name(),
                since,
                exchanges,
                liveFailed,
                liveFailedCandidateSucceeded,
                summaries,
                armSummaries,
                toolSummaries(),
                translation());
    }

    private List<ToolSummary> toolSummaries() {
        List<ToolSummary> named = new ArrayList<>();
        tools.counts()
                .forEach((name, counts) -> named.add(new ToolSummary(
                        name,
                        counts[Arm.LIVE.ordinal()],
                        counts[Arm.CANDIDATE.ordinal()],
                        counts[Arm.CONTROL.ordinal()])));
        named.sort(Comparator.comparingLong(ToolSummary::sum).reversed().thenComparing(ToolSummary::name));
        return named;
    }

    private TranslationSummary translation() {
        List<LossSummary> named = new ArrayList<>();
        losses.counts().forEach((field, counts) -> {
            for (Loss.Kind kind : Loss.Kind.values()) {
                if (counts[kind.ordinal()] > 0) {
                    named.add(new LossSummary(field, kind.label(), counts[kind.ordinal()]));
                }
            }
        });
        named.sort(Comparator.comparingLong(LossSummary::count).reversed().thenComparing(LossSummary::field));
        return new TranslationSummary(translated, named);
    }
}
