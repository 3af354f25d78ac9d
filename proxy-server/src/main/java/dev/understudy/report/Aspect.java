package dev.understudy.report;

import dev.understudy.verdict.rule.Measure;
import dev.understudy.verdict.rule.Metric;
import java.util.Set;

/** In which respect a metric tells two models apart. So a shorter answer is not taken for a worse one. */
public enum Aspect {
    QUALITY("Quality", "what each answer is by itself: failures, refusals, validity, leaks, checks"),
    ADDED("Says what live does not", "beyond what live's second answer says anew"),
    MISSING("Leaves out what live says", "beyond what live's second answer leaves out"),
    DISTANCE("How far from live", "divergence beyond that of live's second answer"),
    LENGTH("Length and form", "how much there is, and how it is laid out"),
    RESOURCES("Tokens, dollars, time", "what the answers took");

    private static final Set<String> OF_RESOURCES = Set.of("usage", "cost", "latency");
    private static final Set<String> OF_FORM =
            Set.of("length", "format", "text", "semantic", "facts", "citations", "vectors");

    private final String title;
    private final String meaning;

    Aspect(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    /** A few words for a heading. */
    public String title() {
        return title;
    }

    /** What it is about, in one line. */
    public String meaning() {
        return meaning;
    }

    /** Where a metric belongs; those of comparators that are not ours measure quality. */
    public static Aspect of(Metric metric) {
        if (OF_RESOURCES.contains(metric.comparator())) {
            return RESOURCES;
        }
        if (metric.measure() instanceof Measure.Quality quality) {
            return quality.ofPair() ? ofPair(quality.name()) : ofAnswer(metric.comparator(), quality.name());
        }
        return metric.comparator().equals("length") ? LENGTH : DISTANCE;
    }

    private static Aspect ofPair(String name) {
        return switch (name) {
            case "added" -> ADDED;
            case "missing" -> MISSING;
            default -> DISTANCE;
        };
    }

    private static Aspect ofAnswer(String comparator, String name) {
        boolean amount = name.equals("leaves") || name.equals("calls");
        return amount || OF_FORM.contains(comparator) ? LENGTH : QUALITY;
    }
}
