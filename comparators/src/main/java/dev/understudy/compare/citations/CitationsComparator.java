package dev.understudy.compare.citations;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Judgeable;
import dev.understudy.compare.Qualities;
import dev.understudy.compare.Wording;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Asked;
import java.util.List;
import java.util.Map;

/** Which sources only one answer names, as a share of the sources of both. */
final class CitationsComparator implements Comparator {
    static final String NAME = "citations";
    private static final int SHOWN = 3;

    private final double threshold;

    CitationsComparator(double threshold) {
        this.threshold = threshold;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Comparison compare(Asked asked, Answer live, Answer other) {
        String obstacle = Judgeable.obstacle(live, other);
        if (obstacle != null) {
            return Comparison.notComparable(obstacle);
        }
        List<Source> liveSources = Source.of(live.completion().citations());
        List<Source> otherSources = Source.of(other.completion().citations());
        SourceDifferences differences = SourceDifferences.between(liveSources, otherSources);
        if (differences.none()) {
            return Comparison.notComparable("neither answer names a source");
        }
        double divergence = differences.divergence();
        return Comparison.of(
                divergence <= threshold,
                divergence,
                qualities(liveSources, differences, differences.liveOnly(), differences.otherOnly()),
                qualities(otherSources, differences, differences.otherOnly(), differences.liveOnly()),
                explain(differences, live.arm(), other.arm()));
    }

    private static Map<String, Double> qualities(
            List<Source> sources, SourceDifferences differences, List<Source> alone, List<Source> theirs) {
        return new Qualities()
                .add("count", sources.size())
                .add("unshared", alone.size())
                .add("added", differences.share(alone))
                .add("missing", differences.share(theirs))
                .toMap();
    }

    private static String explain(SourceDifferences differences, Arm live, Arm other) {
        if (differences.liveOnly().isEmpty() && differences.otherOnly().isEmpty()) {
            return differences.common() == 1 ? "the same source" : "the same " + differences.common() + " sources";
        }
        StringBuilder line = new StringBuilder();
        only(line, live, differences.liveOnly());
        only(line, other, differences.otherOnly());
        return Wording.excerpt(line.toString(), Wording.EXPLANATION_LIMIT);
    }

    private static void only(StringBuilder line, Arm arm, List<Source> sources) {
        if (sources.isEmpty()) {
            return;
        }
        line.append(line.length() == 0 ? "" : "; ")
                .append("only in ")
                .append(arm.label())
                .append(": ");
        for (int i = 0; i < Math.min(SHOWN, sources.size()); i++) {
            line.append(i == 0 ? "" : ", ")
                    .append(Wording.excerpt(sources.get(i).shown(), 50));
        }
        if (sources.size() > SHOWN) {
            line.append(", ").append(sources.size() - SHOWN).append(" more");
        }
    }
}
