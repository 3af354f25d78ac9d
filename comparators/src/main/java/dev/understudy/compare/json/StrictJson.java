package dev.understudy.compare.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON that a model wrote: exactly (decimals keep their digits), strictly (RFC 8259; a name given twice is an error)
 * and within bounds (depth {@value #MAX_DEPTH}, numbers of 1,000 digits). Thread-safe.
 */
public final class StrictJson {
    static final int MAX_DEPTH = 256;

    private static final JsonMapper MAPPER = mapper();

    private StrictJson() {}

    private static JsonMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                // Names are the model's: they must not fill a table that all parsers share.
                .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                .recyclerPool(JsonRecyclerPools.threadLocalPool())
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /**
     * The whole text as one value.
     *
     * @throws JacksonException when it is none; the message quotes the text
     */
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (NumberFormatException exponent) {
            throw unreadable(null, exponent);
        }
    }

    /** Jackson lets the complaint of {@link java.math.BigDecimal} about an exponent of eleven digits through as it is. */
    static JacksonException unreadable(@Nullable JsonParser parser, NumberFormatException exponent) {
        return new StreamReadException(parser, "a number out of range", exponent);
    }

    /** A parser over the text from {@code start} on; its offsets count from there. */
    static JsonParser parser(char[] text, int start) {
        return MAPPER.createParser(text, start, text.length - start);
    }
}
