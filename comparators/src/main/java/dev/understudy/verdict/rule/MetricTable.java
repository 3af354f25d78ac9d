package dev.understudy.verdict.rule;

import dev.understudy.compare.ComparatorMetric;
import dev.understudy.compare.Comparators;
import dev.understudy.compare.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the names in rules mean. A name is a base and a statistic: {@code latency.ttft.p95} is the 0.95-quantile of what {@code
 * latency.ttft} stands for. Some bases have names of their own in {@link #STANDARD}; every other is a comparator and one of
 * its qualities ({@code usage.reasoning_tokens.mean}), or its divergence ({@code text.distance}) or share of mismatches
 * ({@code tools.mismatch.rate}). So a comparator that comes later, or from others, needs no entry here. Immutable.
 */
public final class MetricTable {
    /**
     * A name with a meaning of its own.
     *
     * @param base without a statistic
     * @param usual the statistic meant where none is named; null where one has to be
     */
    public record Entry(
            String base,
            String comparator,
            Measure measure,
            @Nullable Statistic usual,
            String unit,
            boolean ofFailures) {}

    private static final Statistic RATE = new Statistic.Rate();
    private static final Statistic COUNT = new Statistic.Count();
    private static final int LONGEST_NAME = 100;

    /** The documented names; see docs/VERDICT.md. */
    public static final List<Entry> STANDARD = List.of(
            new Entry("error", "status", new Measure.Quality("error"), RATE, "", true),
            new Entry("cut", "status", new Measure.Quality("cut_at_length"), RATE, "", false),
            new Entry("filtered", "status", new Measure.Quality("content_filtered"), RATE, "", false),
            new Entry("json.valid", "json", new Measure.Quality("valid"), RATE, "", false),
            new Entry("schema.valid", "schema", new Measure.Quality("valid"), RATE, "", false),
            new Entry("refusal", "refusal", new Measure.Quality("refused"), RATE, "", false),
            new Entry("judge.win", "judge", new Measure.Quality("win"), RATE, "", false),
            new Entry("judge.win_rate", "judge", new Measure.Quality("win"), RATE, "", false),
            new Entry("safety.leaks", "safety", new Measure.Quality("leaks"), COUNT, "", false),
            new Entry("latency.total", "latency", new Measure.Quality("total_seconds"), null, "s", false),
            new Entry("latency.ttfb", "latency", new Measure.Quality("first_byte_seconds"), null, "s", false),
            new Entry("latency.ttft", "latency", new Measure.Quality("first_token_seconds"), null, "s", false),
            new Entry("latency.gap", "latency", new Measure.Quality("gap_max_seconds"), null, "s", false),
            new Entry("tokens.input", "usage", new Measure.Quality("input_tokens"), null, "tokens", false),
            new Entry("tokens.output", "usage", new Measure.Quality("output_tokens"), null, "tokens", false),
            new Entry("tokens.reasoning", "usage", new Measure.Quality("reasoning_tokens"), null, "tokens", false),
            new Entry("cost", "cost", new Measure.Quality("billed_usd"), null, "USD", false),
            new Entry("cost.neutral", "cost", new Measure.Quality("neutral_usd"), null, "USD", false));

    private final Map<String, Entry> entries = new HashMap<>();
    private final TreeSet<String> comparators;
    private final Map<String, List<ComparatorMetric>> declared;

    private MetricTable(
            Collection<Entry> entries, Collection<String> comparators, Map<String, List<ComparatorMetric>> declared) {
        this.declared = declared;
        entries.forEach(entry -> this.entries.put(entry.base(), entry));
        this.comparators = new TreeSet<>(comparators);
        entries.forEach(entry -> this.comparators.add(entry.comparator()));
        this.comparators.add("semantic");
    }

    /** The standard names, for the comparators of this build and those that the standard knows of. */
    public static MetricTable ofBuild() {
        return new MetricTable(STANDARD, Comparators.names(), Comparators.metrics());
    }

    /**
     * The standard names, for these comparators and those of the standard.
     *
     * @param comparators every name that {@code compare:} takes
     */
    public static MetricTable standard(Collection<String> comparators) {
        return new MetricTable(STANDARD, comparators, Map.of());
    }

    /** This table with names of others' own; they take the place of those with the same base. */
    public MetricTable with(Collection<Entry> more) {
        List<Entry> all = new ArrayList<>(entries.values());
        all.addAll(more);
        return new MetricTable(all, comparators, declared);
    }

    /** The standard bases of a comparator. */
    public List<Entry> of(String comparator) {
        return entries.values().stream()
                .filter(entry -> entry.comparator().equals(comparator))
                .sorted(java.util.Comparator.comparing(Entry::base))
                .toList();
    }

    /** What a comparator declares, by its usual statistic; without codes and what has a standard name. */
    public List<Metric> declared(String comparator) {
        List<Metric> metrics = new ArrayList<>();
        for (ComparatorMetric metric : declared.getOrDefault(comparator, List.of())) {
            boolean standard = of(comparator).stream()
                    .anyMatch(entry -> entry.measure() instanceof Measure.Quality quality
                            && quality.name().equals(metric.name()));
            if (!standard && metric.scale() != ComparatorMetric.Scale.CODE) {
                metrics.add(resolve(comparator + "." + metric.name() + usual(metric.scale())));
            }
        }
        return List.copyOf(metrics);
    }

    private static String usual(ComparatorMetric.Scale scale) {
        return switch (scale) {
            case SHARE, DISTANCE, CODE -> "";
            case COUNT, AMOUNT -> ".mean";
        };
    }

    /** @throws RuleException for a name that means nothing */
    public Metric resolve(String name) {
        return resolve(name, 1);
    }

    Metric resolve(String name, int position) {
        if (name.length() > LONGEST_NAME || name.startsWith(".") || name.endsWith(".") || name.contains("..")) {
            throw new RuleException(position, name, "a metric, such as error.rate");
        }
        int dot = name.lastIndexOf('.');
        String last = name.substring(dot + 1);
        Statistic statistic = dot < 0 ? null : statistic(last, name, position + dot + 1);
        String base = statistic == null ? name : name.substring(0, dot);
        Entry own = entries.get(base);
        Entry entry = own != null ? own : general(base, position);
        if (entry == null) {
            throw new RuleException(position, name, meant(name));
        }
        Statistic meant = statistic == null ? entry.usual() : statistic;
        if (meant == null) {
            throw new RuleException(position, name, "a statistic after it: " + base + statistics(entry));
        }
        return metric(name, entry, meant, position);
    }

    private String statistics(Entry entry) {
        return isAmount(entry) ? ".mean, .p50, .p95 or .p99" : ".mean, .rate, .p50, .p95 or .p99";
    }

    /** Whether it is known to be no share: a rate of it would be one of its smallest values alone. */
    private boolean isAmount(Entry entry) {
        return !entry.unit().isEmpty()
                || declared.getOrDefault(entry.comparator(), List.of()).stream()
                        .anyMatch(metric -> metric.scale() == ComparatorMetric.Scale.COUNT
                                && entry.measure().equals(new Measure.Quality(metric.name())));
    }

    private Metric metric(String name, Entry entry, Statistic statistic, int position) {
        if (statistic instanceof Statistic.Rate && isAmount(entry)) {
            throw new RuleException(position, name, entry.base() + statistics(entry) + ": it is no share");
        }
        boolean quantile = statistic instanceof Statistic.Quantile;
        if (entry.measure().comparesAnswers() && quantile) {
            throw new RuleException(position, name, entry.base() + ": divergences are judged by their mean");
        }
        // The mean of what lies from 0 to 1 is known better than a mean of anything: it is a rate.
        boolean share = entry.usual() instanceof Statistic.Rate && statistic instanceof Statistic.Mean;
        return new Metric(
                name, entry.comparator(), entry.measure(), share ? RATE : statistic, entry.unit(), entry.ofFailures());
    }

    /** A comparator and what it measures. */
    private @Nullable Entry general(String base, int position) {
        int dot = base.indexOf('.');
        if (dot < 0 || !comparators.contains(base.substring(0, dot))) {
            return null;
        }
        String comparator = base.substring(0, dot);
        String what = base.substring(dot + 1);
        return switch (what) {
            case "distance", "divergence" -> new Entry(base, comparator, new Measure.Divergence(), RATE, "", false);
            case "mismatch" -> new Entry(base, comparator, new Measure.Mismatch(), RATE, "", false);
            default -> quality(base, comparator, what, position);
        };
    }

    /** What the comparator says of its quality; one that says nothing of any may have it. */
    private Entry quality(String base, String comparator, String name, int position) {
        List<ComparatorMetric> known = declared.getOrDefault(comparator, List.of());
        Measure measure = new Measure.Quality(name);
        for (ComparatorMetric metric : known) {
            if (metric.name().equals(name)) {
                return switch (metric.scale()) {
                    case SHARE -> new Entry(base, comparator, measure, RATE, "", false);
                    case DISTANCE -> new Entry(base, comparator, new Measure.Quality(name, true), RATE, "", false);
                    case COUNT, AMOUNT -> new Entry(base, comparator, measure, null, metric.unit(), false);
                    case CODE ->
                        throw new RuleException(position, base, "a number that can be averaged: this is a code");
                };
            }
        }
        if (known.isEmpty()) {
            return new Entry(base, comparator, measure, null, "", false);
        }
        List<String> names = known.stream().map(ComparatorMetric::name).toList();
        throw new RuleException(
                position, base, "of " + comparator + ": distance, mismatch, " + String.join(", ", names));
    }

    private static @Nullable Statistic statistic(String word, String name, int position) {
        return switch (word) {
            case "mean" -> new Statistic.Mean();
            case "rate" -> RATE;
            case "count" -> COUNT;
            case "median" -> new Statistic.Quantile(0.5);
            default -> word.matches("p\\d{1,3}") ? quantile(word, name, position) : null;
        };
    }

    private static Statistic quantile(String word, String name, int position) {
        return switch (word) {
            case "p50" -> new Statistic.Quantile(0.5);
            case "p75" -> new Statistic.Quantile(0.75);
            case "p90" -> new Statistic.Quantile(0.9);
            case "p95" -> new Statistic.Quantile(0.95);
            case "p99" -> new Statistic.Quantile(0.99);
            default ->
                throw new RuleException(
                        position, word.toLowerCase(Locale.ROOT) + " of " + name, "p50, p75, p90, p95 or p99");
        };
    }

    /** The list of all would be longer than a line. */
    private String meant(String name) {
        String closest = Suggestion.closest(names(), name);
        return closest == null
                ? "a metric, such as error.rate, text.distance or latency.ttft.p95"
                : "did you mean " + closest + "?";
    }

    /** What could have been meant. */
    private List<String> names() {
        TreeSet<String> names = new TreeSet<>();
        for (Entry entry : entries.values()) {
            Statistic usual = entry.usual();
            String suffix = usual == null
                    ? ".p95"
                    : usual instanceof Statistic.Rate && !entry.base().contains(".") ? ".rate" : "";
            names.add(entry.base() + suffix);
        }
        comparators.forEach(comparator -> names.add(comparator + ".distance"));
        return List.copyOf(names);
    }
}
