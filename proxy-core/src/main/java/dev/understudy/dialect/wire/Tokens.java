package dev.understudy.dialect.wire;

import java.io.StringWriter;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Reads single values from a token stream, forgiving about their types. Each leaves the parser on the value's last token. */
public final class Tokens {
    private static final JsonFactory WRITER = new JsonFactory();

    private Tokens() {}

    /** A string's text; anything else is skipped and gives {@code otherwise}. */
    public static @Nullable String string(JsonParser parser, JsonToken token, @Nullable String otherwise) {
        if (token == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        parser.skipChildren();
        return otherwise;
    }

    public static int integer(JsonParser parser, JsonToken token, int otherwise) {
        Long value = count(parser, token);
        return value == null || value > Integer.MAX_VALUE ? otherwise : value.intValue();
    }

    /** A count of at least 0; null for anything else, also for what a long cannot hold. */
    public static @Nullable Long count(JsonParser parser, JsonToken token) {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            boolean fits = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
            return fits && parser.getLongValue() >= 0 ? Long.valueOf(parser.getLongValue()) : null;
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            double value = parser.getDoubleValue();
            return value >= 0 && value <= 1e15 && value == Math.rint(value) ? Long.valueOf((long) value) : null;
        }
        parser.skipChildren();
        return null;
    }

    /** A number of at least 0 with all its digits; null for anything else, also for one beyond all meaning. */
    public static @Nullable BigDecimal number(JsonParser parser, JsonToken token) {
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            parser.skipChildren();
            return null;
        }
        double size = parser.getDoubleValue();
        if (size == 0) {
            return BigDecimal.ZERO; // whatever its exponent
        }
        return size >= 1e-18 && size <= 1e18 ? parser.getDecimalValue() : null;
    }

    /** A string's own text, or the JSON text of any other value, numbers to their last digit; null for null. */
    public static @Nullable String text(JsonParser parser, JsonToken token) {
        if (token == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = WRITER.createGenerator(ObjectWriteContext.empty(), text)) {
            copy(parser, generator);
        }
        return text.toString();
    }

    /** Numbers are copied digit by digit: a double would lose some, or turn into infinity. */
    private static void copy(JsonParser parser, JsonGenerator generator) {
        int depth = 0;
        for (JsonToken token = parser.currentToken(); token != null; token = parser.nextToken()) {
            switch (token) {
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> generator.writeNumber(parser.getString());
                default -> generator.copyCurrentEvent(parser);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth == 0 && token != JsonToken.PROPERTY_NAME) {
                return;
            }
        }
    }

    /** Whether the parser moved on to another object inside the array it is in; values of other kinds are passed over. */
    public static boolean nextObject(JsonParser parser) {
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }
}
