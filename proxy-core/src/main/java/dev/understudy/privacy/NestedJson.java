package dev.understudy.privacy;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON inside of strings, as the arguments and results of tools are. Bounded in depth and length. Thread-safe. */
final class NestedJson {
    private static final int MOST_DEPTH = 200;
    private static final int LONGEST = 8 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_DEPTH)
                            .maxNumberLength(1_000)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private NestedJson() {}

    /** An object or an array; null for every other text. */
    static @Nullable JsonNode read(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        if (to - from < 2 || to - from > LONGEST) {
            return null;
        }
        char first = text.charAt(from);
        char last = text.charAt(to - 1);
        if (!(first == '{' && last == '}' || first == '[' && last == ']')) {
            return null;
        }
        try {
            JsonNode tree = MAPPER.readTree(text.substring(from, to));
            return tree.isContainer() ? tree : null;
        } catch (JacksonException | NumberFormatException other) {
            return null;
        }
    }

    static String write(JsonNode tree) {
        return MAPPER.writeValueAsString(tree);
    }
}
