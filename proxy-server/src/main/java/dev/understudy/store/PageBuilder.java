package dev.understudy.store;

import dev.understudy.exchange.RequestId;
import dev.understudy.publish.ComparisonFilter;
import dev.understudy.publish.KeptComparisons.Page;
import dev.understudy.store.ComparisonTable.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts a page of comparisons together from rows. A page may end within an exchange, so where the next one begins is a row and how
 * many of its comparisons were shown.
 */
final class PageBuilder {
    private static final Pattern PLACE = Pattern.compile("([0-9]{1,18})-([0-9]{1,4})");

    private final ComparisonFilter filter;
    private final int limit;
    private final boolean content;
    private final long firstRow;
    private final int shownOfIt;
    private final List<ObjectNode> found = new ArrayList<>();
    private @Nullable String next;

    PageBuilder(ComparisonFilter filter, @Nullable String after, int limit, boolean content) {
        this.filter = filter;
        this.limit = limit;
        this.content = content;
        if (after == null) {
            firstRow = Long.MAX_VALUE;
            shownOfIt = 0;
        } else {
            Matcher place = PLACE.matcher(after);
            if (!place.matches()) {
                throw new IllegalArgumentException("not a place that a page gave");
            }
            firstRow = Long.parseLong(place.group(1));
            shownOfIt = Integer.parseInt(place.group(2));
        }
    }

    long firstRow() {
        return firstRow;
    }

    /** Adds what passes the filter, last comparison first; whether more is wanted. */
    boolean add(Row row) {
        ObjectNode exchange = (ObjectNode) JsonMapper.shared().readTree(row.detail());
        ArrayNode comparisons = (ArrayNode) exchange.remove("comparisons");
        exchange.remove(List.of("arms", "translation", "outcome"));
        if (!exchange.has("request_id")) {
            // Of an earlier version.
            exchange.put("request_id", RequestId.ofExchange(exchange.path("id").asString("")));
        }
        JsonNode words = content && row.words() != null ? JsonMapper.shared().readTree(row.words()) : null;
        int passed = 0;
        for (int i = comparisons.size() - 1; i >= 0; i--) {
            JsonNode comparison = comparisons.get(i);
            if (!passes(comparison) || (passed++ < shownOfIt && row.row() == firstRow)) {
                continue;
            }
            if (found.size() == limit) {
                next = row.row() + "-" + (passed - 1);
                return false;
            }
            found.add(whole(exchange, (ObjectNode) comparison, words));
        }
        return true;
    }

    private boolean passes(JsonNode comparison) {
        return equal(filter.comparator(), comparison.get("comparator"))
                && equal(filter.pair() == null ? null : filter.pair().label(), comparison.get("pair"))
                && equal(filter.result(), comparison.get("result"));
    }

    private static boolean equal(@Nullable String wanted, JsonNode value) {
        return wanted == null || wanted.equals(value.stringValue());
    }

    private static ObjectNode whole(ObjectNode exchange, ObjectNode comparison, @Nullable JsonNode words) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        String sequence = comparison.get("sequence").asString();
        json.set("sequence", comparison.remove("sequence"));
        json.setAll(exchange);
        json.setAll(comparison);
        json.put("explanation", words == null ? null : words.path(sequence).asString(null));
        return json;
    }

    Page page() {
        return new Page(found, next);
    }
}
