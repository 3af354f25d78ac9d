package dev.understudy.compare;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a comparator said, as JSON: the same in lists, in the stream of the admin API, and from {@code compare --json}. */
public final class ComparedJson {
    private ComparedJson() {}

    /** {@code {pair, comparator, result, divergence, live, other, explanation}}; the divergence is null where there is none. */
    public static ObjectNode of(String comparator, Pair pair, Comparison comparison) {
        ObjectNode json = scores(comparator, pair, comparison);
        json.put("explanation", comparison.explanation());
        return json;
    }

    /** The same without the explanation, which may quote the answers. */
    public static ObjectNode scores(String comparator, Pair pair, Comparison comparison) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("pair", pair.label());
        json.put("comparator", comparator);
        json.put("result", comparison.result());
        number(json, "divergence", divergence(comparison));
        json.set("live", numbers(comparison.live()));
        json.set("other", numbers(comparison.other()));
        return json;
    }

    private static @Nullable Double divergence(Comparison comparison) {
        if (comparison instanceof Comparison.Match match) {
            return match.divergence();
        }
        return comparison instanceof Comparison.Mismatch mismatch ? mismatch.divergence() : null;
    }

    /** By name, sorted; what is not a finite number is null, because JSON has no other word for it. */
    public static ObjectNode numbers(Map<String, Double> values) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        new TreeMap<>(values).forEach((name, value) -> number(json, name, value));
        return json;
    }

    /** Null for what is not a finite number. */
    public static void number(ObjectNode json, String name, @Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            json.putNull(name);
        } else {
            json.put(name, value.doubleValue());
        }
    }
}
