package dev.understudy.admin;

import dev.understudy.admin.ApiResponse.Refusal;
import dev.understudy.compare.Pair;
import dev.understudy.publish.ComparisonEntry;
import dev.understudy.publish.ComparisonFilter;
import dev.understudy.publish.RecentComparisons;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Comparisons: the last ones, and those that come. */
final class ComparisonEndpoints {
    private static final Set<String> RESULTS = Set.of("match", "mismatch", "not_comparable");
    private static final Set<String> FILTERS = Set.of("shadow", "comparator", "pair", "result");
    private static final Set<String> LIST = Set.of("shadow", "comparator", "pair", "result", "limit");
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    private final RecentComparisons recent;

    ComparisonEndpoints(RecentComparisons recent) {
        this.recent = recent;
    }

    void addTo(Router router) {
        router.get("/api/v1/comparisons", this::list);
        router.get("/api/v1/comparisons/stream", this::stream);
    }

    private ApiResponse list(ApiRequest request) {
        request.allowOnly(LIST);
        int limit = request.number("limit", DEFAULT_LIMIT, MAX_LIMIT);
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ArrayNode comparisons = body.putArray("comparisons");
        for (ComparisonEntry entry : recent.find(filter(request), limit)) {
            comparisons.add(ComparisonJson.of(entry));
        }
        return ApiResponse.json(body);
    }

    private ApiResponse stream(ApiRequest request) {
        request.allowOnly(FILTERS);
        return new ApiResponse.Events(filter(request));
    }

    private static ComparisonFilter filter(ApiRequest request) {
        String result = request.query().get("result");
        if (result != null && !RESULTS.contains(result)) {
            throw new Refusal(
                    400, "result: " + Printable.line(result) + " (expected: match, mismatch or not_comparable)");
        }
        return new ComparisonFilter(
                request.query().get("shadow"),
                request.query().get("comparator"),
                pair(request.query().get("pair")),
                result);
    }

    private static @Nullable Pair pair(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return Stream.of(Pair.values())
                .filter(pair -> pair.label().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new Refusal(400, "pair: " + Printable.line(name) + " (expected: candidate or control)"));
    }
}
