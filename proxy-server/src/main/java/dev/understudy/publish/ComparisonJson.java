package dev.understudy.publish;

import dev.understudy.compare.ComparedJson;
import dev.understudy.compare.Comparison;
import dev.understudy.exchange.RequestId;
import java.util.Map;
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
        json.put("request_id", RequestId.ofExchange(entry.exchange()));
        json.put("at", entry.at().toString());
        json.put("route", entry.route());
        json.put("shadow", entry.shadow());
        json.put("stratum", entry.stratum().label());
        json.setAll(scores(entry));
        json.put("explanation", explained ? entry.comparison().explanation() : null);
        return json;
    }

    /**
     * What it says without content, and without what all comparisons of an exchange share: the scores, and why there are none where there are
     * none.
     */
    public static ObjectNode scores(ComparisonEntry entry) {
        ObjectNode json = ComparedJson.scores(entry.comparator(), entry.pair(), entry.comparison());
        boolean incomparable = entry.comparison() instanceof Comparison.NotComparable;
        json.put("reason", incomparable ? entry.comparison().explanation() : null);
        return json;
    }

    /** By name, sorted; what is not a finite number is null, because JSON has no other word for it. */
    public static ObjectNode numbers(Map<String, Double> values) {
        return ComparedJson.numbers(values);
    }

    /** A finite number, or null. */
    public static void number(ObjectNode json, String name, @Nullable Double value) {
        ComparedJson.number(json, name, value);
    }
}
