package dev.understudy.dialect.wire;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one JSON reader and writer for provider bodies. Strict (RFC 8259: no NaN, no comments, nothing after the value),
 * bounded in depth and number length, so hostile input ends in an exception and never in a hang or a stack overflow.
 * Numbers keep their value to the last digit, because a body that was read is sent on to another arm. Thread-safe.
 */
public final class Json {
    /** Deeper than any tool schema seen, shallow enough for recursive walks over a tree. */
    private static final int MAX_DEPTH = 500;

    private static final int MAX_STRING_CHARS = 256 << 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING_CHARS)
                    .maxNumberLength(1_000)
                    .maxNameLength(50_000)
                    .build())
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final ObjectWriter ASCII = MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private Json() {}

    /** The body as an object, or null when it is not one: not JSON, not UTF-8, too deep, or another kind of value. */
    public static @Nullable ObjectNode object(byte[] body) {
        try {
            return tree(body, 0, body.length) instanceof ObjectNode object ? object : null;
        } catch (JacksonException malformed) {
            return null;
        }
    }

    /** The same of a text: half a surrogate pair, which UTF-8 has no bytes for, stays what it is. */
    public static @Nullable ObjectNode object(String text) {
        try {
            return checked(() -> MAPPER.readTree(text)) instanceof ObjectNode object ? object : null;
        } catch (JacksonException malformed) {
            return null;
        }
    }

    /** UTF-8 bytes of a tree. */
    public static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JacksonException loneSurrogate) {
            // "\ud83d" alone is legal JSON text (RFC 8259 section 8.2) that UTF-8 has no bytes for: it stays an escape.
            return ASCII.writeValueAsString(tree).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** An empty object. */
    public static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    /** @throws JacksonException if it is not exactly one JSON value */
    public static JsonNode tree(byte[] bytes, int from, int to) {
        return checked(() ->
                to - from < LongStrings.LARGE_BODY ? MAPPER.readTree(bytes, from, to - from) : large(bytes, from, to));
    }

    private static JsonNode checked(Supplier<JsonNode> tree) {
        try {
            return tree.get();
        } catch (NumberFormatException exponent) {
            throw new StreamReadException(null, "a number with an exponent beyond all limits", exponent);
        }
    }

    private static JsonNode large(byte[] bytes, int from, int to) {
        try (JsonParser parser = MAPPER.createParser(bytes, from, to - from)) {
            LongStrings strings = new LongStrings(parser, bytes, from, to);
            JsonNode tree = MAPPER.readTree(strings);
            if (strings.nextToken() != null) {
                throw new StreamReadException(strings, "something behind the value");
            }
            return tree == null ? MAPPER.missingNode() : tree;
        }
    }

    /** @throws JacksonException if the start is not JSON */
    public static JsonParser parser(byte[] bytes, int from, int to) {
        return FACTORY.createParser(ObjectReadContext.empty(), bytes, from, to - from);
    }
}
