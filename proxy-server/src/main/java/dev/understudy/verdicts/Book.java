package dev.understudy.verdicts;

import dev.understudy.config.ShadowConfig;
import dev.understudy.config.ShadowConfig.GateConfig;
import dev.understudy.exchange.Outcome;
import dev.understudy.verdict.Coverage;
import dev.understudy.verdict.Estimands;
import dev.understudy.verdict.Evidence;
import dev.understudy.verdict.EvidenceJson;
import dev.understudy.verdict.Gate;
import dev.understudy.verdict.Turn;
import dev.understudy.verdict.Verdict;
import dev.understudy.verdict.rule.Estimand;
import dev.understudy.verdict.rule.MetricTable;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One candidate's evidence, and what its gate makes of it. Thread-safe: guarded by itself, held for microseconds while an exchange is added;
 * a verdict is worked out on a copy. Outcomes are counted without a lock, because live event loops do it.
 */
final class Book {
    /** A verdict is worked out anew at most so often: scrapes and pages ask more often than it changes. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final String fingerprint;
    private final Instant opened;
    private final AtomicLongArray outcomes = new AtomicLongArray(Outcome.values().length);
    private ShadowConfig config;
    private Gate gate;
    private Evidence evidence;
    private Instant since;
    private @Nullable Instant changed;
    private boolean unsaved;
    private @Nullable Verdict latest;
    private Instant latestAt = Instant.MIN;

    Book(ShadowConfig config, String fingerprint, Instant since) {
        this.config = config;
        this.fingerprint = fingerprint;
        this.since = since;
        this.opened = since;
        this.gate = gate(config);
        this.evidence = new Evidence(estimands(config, gate));
    }

    private static Gate gate(ShadowConfig config) {
        return Gate.of(config.gate(), MetricTable.ofBuild());
    }

    private static List<Estimand> estimands(ShadowConfig config, Gate gate) {
        List<String> comparators =
                config.compare().stream().map(each -> each.name()).toList();
        return Estimands.of(gate, comparators, config.controlPercent() > 0, MetricTable.ofBuild());
    }

    String shadow() {
        return config.name();
    }

    String fingerprint() {
        return fingerprint;
    }

    /** An empty one of the same candidate. */
    synchronized Book anew(Instant now) {
        return new Book(config, fingerprint, now);
    }

    /** Takes over a configuration of the same candidate: other rules, perhaps. */
    synchronized void configure(ShadowConfig changedConfig) {
        Gate changedGate = gate(changedConfig);
        List<Estimand> estimands = estimands(changedConfig, changedGate);
        if (!estimands.equals(evidence.estimands())) {
            evidence = EvidenceJson.read(EvidenceJson.write(evidence), estimands);
        }
        config = changedConfig;
        gate = changedGate;
        latest = null;
    }

    /** Remembers that there was another candidate before. */
    synchronized void changed(Instant at) {
        changed = at;
    }

    /** What was asked before this book was opened was asked of the candidate before. */
    synchronized void add(Turn turn) {
        if (!turn.at().isBefore(opened)) {
            evidence.add(turn);
            unsaved = true;
        }
    }

    void ended(Outcome outcome) {
        outcomes.incrementAndGet(outcome.ordinal());
    }

    /** What can be said now, or could a moment ago. */
    Verdict verdict(Instant now) {
        Evidence counted;
        Gate asked;
        synchronized (this) {
            Verdict known = latest;
            if (known != null && !now.isAfter(latestAt.plus(FRESH))) {
                return known;
            }
            GateConfig rules = config.gate();
            evidence.closeSilent(now, rules == null ? GateConfig.SILENCE : rules.silence());
            counted = evidence.counted();
            asked = gate;
        }
        Verdict verdict = Verdict.of(asked, counted, coverage());
        synchronized (this) {
            if (asked == gate) {
                latest = verdict;
                latestAt = now;
            }
        }
        return verdict;
    }

    private Coverage coverage() {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, outcomes.get(outcome.ordinal()));
        }
        return new Coverage(counts);
    }

    synchronized Instant since() {
        return since;
    }

    synchronized @Nullable Instant changed() {
        return changed;
    }

    /** What to keep; null when nothing has happened since it was last asked for. */
    synchronized @Nullable String unsaved() {
        if (!unsaved) {
            return null;
        }
        unsaved = false;
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("since", since.toString());
        ObjectNode counts = json.putObject("outcomes");
        coverage().outcomes().forEach((outcome, count) -> counts.put(outcome.label(), count));
        json.set("evidence", EvidenceJson.write(evidence));
        return json.toString();
    }

    /** It could not be kept: try again. */
    synchronized void stillUnsaved() {
        unsaved = true;
    }

    /**
     * Adds what was kept of the same candidate before.
     *
     * @throws IllegalArgumentException for what {@link #unsaved} did not write
     */
    void absorb(String kept) {
        JsonNode json;
        Evidence earlier;
        Instant began;
        try {
            json = JsonMapper.shared().readTree(kept);
            began = Instant.parse(json.path("since").asString(""));
            earlier = EvidenceJson.read(json.path("evidence"), evidence.estimands());
        } catch (JacksonException | DateTimeParseException malformed) {
            throw new IllegalArgumentException(malformed.getMessage(), malformed);
        }
        synchronized (this) {
            evidence.merge(earlier);
            since = began.isBefore(since) ? began : since;
            latest = null;
        }
        for (Outcome outcome : Outcome.values()) {
            outcomes.addAndGet(
                    outcome.ordinal(),
                    json.path("outcomes").path(outcome.label()).asLong(0));
        }
    }
}
