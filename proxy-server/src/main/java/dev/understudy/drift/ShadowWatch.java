package dev.understudy.drift;

import dev.understudy.config.DriftConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.fingerprint.PrintKey;
import dev.understudy.fingerprint.RequestPrint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that is watched of one shadow. Thread-safe: its lock is held for microseconds by workers, and for milliseconds
 * by a scrape, which adds up what was seen lately; never on a live loop.
 */
final class ShadowWatch {
    private static final int MOST_LABELS = 64;
    private static final int LONGEST_LABEL = 80;

    private final String shadow;
    private final String candidate;
    private final PrintKey key;
    private final Thinning requests = new Thinning();
    /** Apart, because arms answer in turn: one that always comes first would take the places of the other. */
    private final Map<Arm, Thinning> answers = new EnumMap<>(Arm.class);

    private final Map<DriftKind, KindWatch> seen = new EnumMap<>(DriftKind.class);
    private final Map<DriftKind, StaticWatch> set = new EnumMap<>(DriftKind.class);
    private final CorpusWatch corpus = new CorpusWatch();
    /** Names of models and of providers' configurations: what they say of themselves, and no content. */
    private final Map<Long, String> labels = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
            return size() > MOST_LABELS;
        }
    };

    private double tolerance;
    private @Nullable Instant approvedAt;
    private @Nullable String approvedBy;
    private boolean unsaved;

    /** @param candidate the hash of the candidate's configuration */
    ShadowWatch(String shadow, String candidate, PrintKey key, DriftConfig config) {
        this.shadow = shadow;
        this.candidate = candidate;
        this.key = key;
        this.tolerance = config.tolerancePercent() / 100;
        for (DriftKind kind : List.of(
                DriftKind.SYSTEM_PROMPT,
                DriftKind.TOOLS,
                DriftKind.PARAMETERS,
                DriftKind.MODEL_VERSION,
                DriftKind.FINGERPRINT,
                DriftKind.DIALECT)) {
            seen.put(kind, new KindWatch(kind, config.baseline()));
        }
        set.put(DriftKind.PRICES, new StaticWatch(DriftKind.PRICES, true));
        set.put(DriftKind.CONFIGURATION, new StaticWatch(DriftKind.CONFIGURATION, false));
    }

    String shadow() {
        return shadow;
    }

    String candidate() {
        return candidate;
    }

    synchronized void tolerance(DriftConfig config) {
        tolerance = config.tolerancePercent() / 100;
    }

    synchronized void set(DriftKind kind, Instant at, Set<Long> elements) {
        unsaved |= part(kind).set(at, elements);
    }

    /** @param stale share of the route's corpus that was recorded under another production; null for no corpus */
    synchronized void corpus(Instant at, @Nullable Double stale) {
        corpus.set(at, stale);
    }

    private StaticWatch part(DriftKind kind) {
        StaticWatch watch = set.get(kind);
        if (watch == null) {
            throw new IllegalArgumentException(kind + " is seen, not set");
        }
        return watch;
    }

    synchronized boolean wants(long nanos) {
        return requests.passes(nanos);
    }

    synchronized void see(Instant at, RequestPrint print) {
        see(DriftKind.SYSTEM_PROMPT, at, print.systemPrompt());
        see(DriftKind.TOOLS, at, print.tools());
        see(DriftKind.PARAMETERS, at, print.parameters());
        see(DriftKind.DIALECT, at, print.dialect());
    }

    private void see(DriftKind kind, Instant at, long... elements) {
        KindWatch watch = seen.get(kind);
        if (watch != null && watch.see(at, elements)) {
            approvedAt = approvedAt == null ? at : approvedAt;
            unsaved = true;
        }
    }

    /** Live's and the candidate's answers are seen apart: each may change its model without the other. */
    synchronized void answered(Instant at, long nanos, Answer answer) {
        boolean counts = answer.arm() != Arm.CONTROL && answer.succeeded();
        if (!counts
                || !answers.computeIfAbsent(answer.arm(), arm -> new Thinning()).passes(nanos)) {
            return;
        }
        String arm = answer.arm() == Arm.LIVE ? "live" : "candidate";
        see(DriftKind.MODEL_VERSION, at, arm, answer.completion().model());
        see(DriftKind.FINGERPRINT, at, arm, answer.completion().systemFingerprint());
    }

    private void see(DriftKind kind, Instant at, String arm, @Nullable String said) {
        if (said != null) {
            String text = said.length() <= LONGEST_LABEL ? said : said.substring(0, LONGEST_LABEL);
            long element = key.of(kind.label(), arm + ' ' + said);
            labels.put(element, arm + ": " + text.replaceAll("[^\\x20-\\x7e]", "?"));
            see(kind, at, element);
        }
    }

    /** Returns what it was that drifted until now, line by line. */
    synchronized List<String> approve(Instant at, String by) {
        List<String> lines = new ArrayList<>();
        findings().stream()
                .filter(finding -> finding.state() == Finding.State.DRIFT)
                .forEach(finding -> lines.add(
                        finding.kind().label() + ": " + percent(finding.share()) + " new since " + finding.since()));
        seen.values().forEach(KindWatch::approve);
        set.values().forEach(StaticWatch::approve);
        approvedAt = at;
        approvedBy = by;
        unsaved = true;
        return lines;
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "?" : Math.round(share * 100) + " %";
    }

    /** In the order of the kinds. */
    synchronized List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (DriftKind kind : DriftKind.values()) {
            KindWatch watch = seen.get(kind);
            if (watch != null) {
                findings.add(watch.finding(tolerance, labels));
            } else {
                findings.add(
                        kind == DriftKind.CORPUS
                                ? corpus.finding(tolerance)
                                : part(kind).finding());
            }
        }
        return findings;
    }

    synchronized double tolerance() {
        return tolerance;
    }

    synchronized @Nullable Instant approvedAt() {
        return approvedAt;
    }

    synchronized @Nullable String approvedBy() {
        return approvedBy;
    }

    // ---- what is kept

    /** The baseline as it should be kept; null where that has been done. */
    synchronized @Nullable Kept unsaved() {
        if (!unsaved || approvedAt == null) {
            return null;
        }
        unsaved = false;
        Map<DriftKind, Baseline> baselines = new EnumMap<>(DriftKind.class);
        seen.forEach((kind, watch) -> {
            Baseline baseline = watch.baseline();
            if (baseline != null) {
                baselines.put(kind, baseline);
            }
        });
        Map<DriftKind, Set<Long>> parts = new EnumMap<>(DriftKind.class);
        set.forEach((kind, watch) -> parts.put(kind, watch.approved()));
        return new Kept(candidate, approvedAt, approvedBy, baselines, parts, Map.copyOf(labels));
    }

    synchronized void stillUnsaved() {
        unsaved = true;
    }

    /** Goes on with what was kept, unless it has been approved anew meanwhile. */
    synchronized void restore(Kept kept, Instant now) {
        if (approvedBy != null || !kept.candidate().equals(candidate)) {
            return;
        }
        approvedAt = kept.at();
        approvedBy = kept.by();
        unsaved = false;
        labels.putAll(kept.labels());
        kept.baselines().forEach((kind, baseline) -> {
            KindWatch watch = seen.get(kind);
            if (watch != null) {
                watch.use(baseline);
            }
        });
        kept.parts().forEach((kind, elements) -> {
            StaticWatch watch = set.get(kind);
            if (watch != null && !elements.isEmpty()) {
                watch.use(now, elements);
            }
        });
    }
}
