package dev.understudy.publish;

import dev.understudy.compare.Comparison;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One comparison as JSON: the same in lists, in the stream and in the store, with the names that the {@code compare} command uses. */
public final class ComparisonJson {
    private ComparisonJson() {}

    /**
     * The whole of it.
     *
     * @param explained whether to say what differs, which may quote the answers; otherwise the explanation is null
     */
    public static ObjectNode of(ComparisonEntry entry, boolean explained) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("sequence", entry.sequence());
        json.put("id", entry.exchange());
        json.put("at", entry.at().toString());
        json.put("route", entry.route());
        json.put("shadow", entry.shadow());
        json.put("stratum", entry.stratum().label());
        json.setAll(scores(entry));
        json.put("explanation", explained ? entry.comparison().explanation() : null);
        return json;
    }

    /** What it says without content, and without what all comparisons of an exchange share. */
    public static ObjectNode scores(ComparisonEntry entry) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("pair", entry.pair().label());
        json.put("comparator", entry.comparator());
        json.put("result", entry.comparison().result());
        number(json, "divergence", divergence(entry.comparison()));
        json.set("live", numbers(entry.comparison().live()));
        json.set("other", numbers(entry.comparison().other()));
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

    /** A finite number, or null. */
    public static void number(ObjectNode json, String name, @Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            json.putNull(name);
        } else {
            json.put(name, value.doubleValue());
        }
    }
}
