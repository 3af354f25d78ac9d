package dev.understudy.compare.json;

import dev.understudy.compare.Comparison;
import dev.understudy.compare.Reading;
import dev.understudy.compare.ReadingComparator;
import dev.understudy.compare.Sides;
import dev.understudy.compare.Wording;
import dev.understudy.exchange.Arm;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What differs between the JSON in two answers' texts, path by path: the share of leaves that are not the same. */
final class JsonComparator extends ReadingComparator {
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
    public Comparison compare(Sides sides) {
        String obstacle = sides.obstacle();
        if (obstacle != null) {
            return Comparison.notComparable(obstacle);
        }
        Reading live = sides.live();
        Reading other = sides.other();
        FoundJson liveJson = AnswerJson.of(live).found();
        FoundJson otherJson = live.text().equals(other.text())
                ? liveJson
                : AnswerJson.of(other).found();
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

    private static String neither(Reading live, FoundJson liveJson, Reading other, FoundJson otherJson) {
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
}
