package dev.understudy.compare.json;

import dev.understudy.config.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Picks values out of JSON by a path such as {@code $.items[*].price}; see {@link PathPattern}. Immutable, thread-safe. */
public final class JsonSelector {
    private static final int MOST_LOOKED_AT = 100_000;

    private final PathPattern pattern;

    private JsonSelector(PathPattern pattern) {
        this.pattern = pattern;
    }

    /**
     * @param key what a complaint calls it
     * @throws ConfigException for a path that is none
     */
    public static JsonSelector of(String key, String path) {
        return new JsonSelector(PathPattern.parse(key, path));
    }

    /** All values at the path, in order; of a huge tree those of its beginning. For trees of bounded depth. */
    public List<JsonNode> in(JsonNode root) {
        Walk walk = new Walk();
        walk.at(root, PathPattern.START);
        return walk.found;
    }

    private final class Walk {
        private final List<JsonNode> found = new ArrayList<>();
        private int looked;

        void at(JsonNode node, long state) {
            if (state == 0 || looked++ >= MOST_LOOKED_AT) {
                return;
            }
            if (pattern.matches(state)) {
                found.add(node);
            }
            if (node.isObject()) {
                for (Map.Entry<String, JsonNode> member : node.properties()) {
                    step(member.getValue(), state, member.getKey(), -1);
                }
            } else if (node.isArray()) {
                int index = 0;
                for (JsonNode element : node) {
                    step(element, state, null, index++);
                }
            }
        }

        private void step(JsonNode child, long state, @Nullable String member, int element) {
            at(child, pattern.advance(state, member, element));
        }
    }

    @Override
    public String toString() {
        return pattern.toString();
    }
}
