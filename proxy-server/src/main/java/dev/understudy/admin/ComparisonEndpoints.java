package dev.understudy.admin;

import dev.understudy.admin.ApiResponse.Refusal;
import dev.understudy.compare.Comparators;
import dev.understudy.compare.Pair;
import dev.understudy.compare.Suggestion;
import dev.understudy.publish.ComparisonFilter;
import dev.understudy.publish.KeptComparisons;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Comparisons: those that are kept, one of them whole, and those that come. */
final class ComparisonEndpoints {
    private static final Set<String> RESULTS = Set.of("match", "mismatch", "not_comparable");
    private static final Set<String> FILTERS = Set.of("shadow", "comparator", "pair", "result");
    private static final Set<String> LIST = Set.of("shadow", "comparator", "pair", "result", "limit", "after");
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    /** Position of the id in {@code /api/v1/comparisons/ID}. */
    private static final int ID = 3;

    private final KeptComparisons kept;

    ComparisonEndpoints(KeptComparisons kept) {
        this.kept = kept;
    }

    void addTo(Router router) {
        router.slowGet("/api/v1/comparisons", this::list);
        router.get("/api/v1/comparisons/stream", this::stream);
        router.slowGet("/api/v1/comparisons/{id}", this::show);
    }

    private ApiResponse list(ApiRequest request) {
        request.allowOnly(LIST);
        int limit = request.number("limit", DEFAULT_LIMIT, MAX_LIMIT);
        KeptComparisons.Page page = page(request, filter(request), limit);
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ArrayNode comparisons = body.putArray("comparisons");
        page.comparisons().forEach(comparisons::add);
        body.put("next", page.next());
        return ApiResponse.json(body);
    }

    private KeptComparisons.Page page(ApiRequest request, ComparisonFilter filter, int limit) {
        String after = request.query().get("after");
        try {
            return kept.find(filter, after, limit, request.caller().seesContent());
        } catch (IllegalArgumentException nowhere) {
            throw new Refusal(
                    400, "after: " + Printable.line(String.valueOf(after)) + " (expected: next of the page before)");
        }
    }

    private ApiResponse show(ApiRequest request) {
        request.allowOnly(Set.of("shadow"));
        String id = request.segments().get(ID);
        boolean content = request.caller().seesContent();
        ObjectNode example = kept.example(id, request.query().get("shadow"), content)
                .orElseThrow(() -> new Refusal(
                        404, "id: " + Printable.line(id) + " (expected: that of an exchange that is still kept)"));
        example.put("content_shown", content);
        return ApiResponse.json(example);
    }

    private ApiResponse stream(ApiRequest request) {
        request.allowOnly(FILTERS);
        return new ApiResponse.Events(filter(request), request.caller().seesContent());
    }

    private static ComparisonFilter filter(ApiRequest request) {
        String result = request.query().get("result");
        if (result != null && !RESULTS.contains(result)) {
            throw new Refusal(
                    400, "result: " + Printable.line(result) + " (expected: match, mismatch or not_comparable)");
        }
        return new ComparisonFilter(
                request.query().get("shadow"),
                comparator(request.query().get("comparator")),
                pair(request.query().get("pair")),
                result);
    }

    /** A name that is misspelt would be waited for without end. */
    private static @Nullable String comparator(@Nullable String name) {
        if (name != null && !Comparators.names().contains(name)) {
            throw new Refusal(
                    400,
                    "comparator: " + Printable.line(name) + " (expected: " + Suggestion.oneOf(Comparators.names(), name)
                            + ")");
        }
        return name;
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
