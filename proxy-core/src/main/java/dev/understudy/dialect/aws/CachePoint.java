package dev.understudy.dialect.aws;

import dev.understudy.canonical.request.Extras;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Marks for the cache. Anthropic's {@code cache_control}, which stands in what it marks, is a block of its own here, behind
 * what it marks.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html">Prompt caching</a>
 */
final class CachePoint {
    private static final String ELSEWHERE = "cache_control";

    private CachePoint() {}

    /** Adds the mark that another dialect's extras hold, if they do. */
    static void after(Extras extras, boolean same, ArrayNode into) {
        JsonNode mark = extras.fields().get(ELSEWHERE);
        if (same || mark == null || !isMark(mark)) {
            return;
        }
        ObjectNode point = into.addObject().putObject("cachePoint").put("type", "default");
        if (mark.path("ttl").isString()) {
            point.put("ttl", mark.path("ttl").stringValue());
        }
    }

    /** The extras without the mark that {@link #after} writes. */
    static Extras without(Extras extras) {
        if (!isMark(extras.fields().get(ELSEWHERE))) {
            return extras;
        }
        Map<String, JsonNode> rest = new LinkedHashMap<>(extras.fields());
        rest.remove(ELSEWHERE);
        return new Extras(rest, extras.spelling());
    }

    private static boolean isMark(@Nullable JsonNode mark) {
        return mark != null && mark.path("type").isString();
    }
}
