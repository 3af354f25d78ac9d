package dev.understudy.compare.json;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Judgeable;
import dev.understudy.compare.Wording;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Asked;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What differs between the JSON in two answers' texts, path by path: the share of leaves that are not the same. */
final class JsonComparator implements Comparator {
    static final String NAME = "json";

    private final JsonRules rules;
    private final double threshold;

    JsonComparator(JsonRules rules, double threshold) {
        this.rules = rules;
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
        String liveText = text(live);
        String otherText = text(other);
        FoundJson liveJson = JsonFinder.in(liveText);
        FoundJson otherJson = otherText.equals(liveText) ? liveJson : JsonFinder.in(otherText);
        JsonNode liveValue = liveJson.value();
        JsonNode otherValue = otherJson.value();
        if (liveValue == null && otherValue == null) {
            return new Comparison.NotComparable(
                    qualities(null), qualities(null), neither(live, liveJson, other, otherJson));
        }
        if (liveValue == null || otherValue == null) {
            Arm without = liveValue == null ? live.arm() : other.arm();
            String problem = liveValue == null ? liveJson.problem() : otherJson.problem();
            return new Comparison.Mismatch(1, qualities(liveValue), qualities(otherValue), lacks(without, problem));
        }
        return differences(liveValue, otherValue);
    }

    private Comparison differences(JsonNode live, JsonNode other) {
        if (live == other) {
            Map<String, Double> qualities = qualities(live);
            return new Comparison.Match(0, qualities, qualities, "the same JSON");
        }
        JsonDifferences differences = JsonDiff.between(rules, live, other);
        return Comparison.of(
                differences.divergence() <= threshold,
                differences.divergence(),
                qualities(live),
                qualities(other),
                differences.none()
                        ? "the same JSON"
                        : Wording.excerpt(differences.describe(), Wording.EXPLANATION_LIMIT));
    }

    private static String neither(Answer live, FoundJson liveJson, Answer other, FoundJson otherJson) {
        if (liveJson.problem() != null) {
            return "neither answer has JSON: " + lacks(live.arm(), liveJson.problem());
        }
        return otherJson.problem() == null
                ? "neither answer has JSON"
                : "neither answer has JSON: " + lacks(other.arm(), otherJson.problem());
    }

    private static String lacks(Arm arm, @Nullable String problem) {
        return problem == null ? arm.label() + " has no JSON" : arm.label() + "'s JSON " + problem;
    }

    private Map<String, Double> qualities(@Nullable JsonNode value) {
        return value == null
                ? Map.of("valid", 0.0)
                : Map.of("valid", 1.0, "leaves", (double) JsonDiff.leaves(rules, value));
    }

    private static String text(Answer answer) {
        String text = answer.completion().text();
        return text == null ? "" : text;
    }
}
