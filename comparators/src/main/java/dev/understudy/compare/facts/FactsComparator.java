package dev.understudy.compare.facts;

import dev.understudy.compare.Comparison;
import dev.understudy.compare.Qualities;
import dev.understudy.compare.ReadingComparator;
import dev.understudy.compare.Sides;
import dev.understudy.compare.Wording;
import dev.understudy.exchange.Arm;
import java.util.List;
import java.util.Map;

/** Which checkable facts only one answer states, as a share of the facts of both. */
final class FactsComparator extends ReadingComparator {
    static final String NAME = "facts";
    private static final int SHOWN = 4;

    private final double threshold;

    FactsComparator(double threshold) {
        this.threshold = threshold;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Comparison compare(Sides sides) {
        String obstacle = sides.obstacle();
        if (obstacle != null) {
            return Comparison.notComparable(obstacle);
        }
        Facts liveFacts = Facts.of(sides.live());
        Facts otherFacts = sides.live().text().equals(sides.other().text()) ? liveFacts : Facts.of(sides.other());
        FactDifferences differences = FactDifferences.between(liveFacts, otherFacts);
        Map<String, Double> liveQualities = qualities(liveFacts, differences, true);
        Map<String, Double> otherQualities = qualities(otherFacts, differences, false);
        if (differences.none()) {
            return new Comparison.NotComparable(
                    liveQualities, otherQualities, "neither answer states a fact that can be checked");
        }
        double divergence = differences.divergence();
        return Comparison.of(
                divergence <= threshold,
                divergence,
                liveQualities,
                otherQualities,
                explain(differences, sides.live().arm(), sides.other().arm()));
    }

    private static Map<String, Double> qualities(Facts facts, FactDifferences differences, boolean live) {
        List<Fact> alone = live ? differences.liveOnly() : differences.otherOnly();
        List<Fact> theirs = live ? differences.otherOnly() : differences.liveOnly();
        Qualities qualities = new Qualities()
                .add("unshared", alone.size())
                .add("added", differences.share(alone))
                .add("missing", differences.share(theirs));
        for (FactKind kind : FactKind.values()) {
            qualities.add(kind.quality(), facts.count(kind));
        }
        return qualities.toMap();
    }

    private static String explain(FactDifferences differences, Arm live, Arm other) {
        if (differences.liveOnly().isEmpty() && differences.otherOnly().isEmpty()) {
            return differences.common() == 1 ? "the same fact" : "the same " + differences.common() + " facts";
        }
        StringBuilder line = new StringBuilder();
        only(line, live, differences.liveOnly());
        only(line, other, differences.otherOnly());
        return Wording.excerpt(line.toString(), Wording.EXPLANATION_LIMIT);
    }

    private static void only(StringBuilder line, Arm arm, List<Fact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        line.append(line.length() == 0 ? "" : "; ")
                .append("only in ")
                .append(arm.label())
                .append(": ");
        for (int i = 0; i < Math.min(SHOWN, facts.size()); i++) {
            line.append(i == 0 ? "" : ", ").append(Wording.excerpt(facts.get(i).described(), 40));
        }
        if (facts.size() > SHOWN) {
            line.append(", ").append(facts.size() - SHOWN).append(" more");
        }
    }
}
