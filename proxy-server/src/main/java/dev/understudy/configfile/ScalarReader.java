package dev.understudy.configfile;

import dev.understudy.config.ConfigException;
import dev.understudy.configfile.Interpolation.Text;
import dev.understudy.configfile.Value.Scalar;
import org.jspecify.annotations.Nullable;

/** Reads one scalar with a parser; what is wrong is reported where it stands, and read as null. */
final class ScalarReader {
    private final ReadContext context;
    private final Interpolation interpolation;

    ScalarReader(ReadContext context) {
        this.context = context;
        this.interpolation = new Interpolation(context);
    }

    <T> @Nullable T read(String key, Value value, Scalars.Parser<T> parser, String expected) {
        if (!(value instanceof Scalar scalar)) {
            context.problems.error(value.at(), key, value.kind(), expected);
            return null;
        }
        Text text = interpolation.apply(key, scalar);
        return text == null ? null : parse(key, scalar, text, parser);
    }

    /** As {@link #read}, for numbers and booleans, which lose their type in quotes. */
    <T> @Nullable T readTyped(String key, Value value, Scalars.Parser<T> parser, String expected) {
        // A reference has to be quoted inside braces, so quotes around one say nothing.
        if (value instanceof Scalar scalar && !scalar.plain() && !scalar.text().contains("${")) {
            context.problems.error(value.at(), key, "\"" + scalar.text() + "\"", expected + ", without quotes");
            return null;
        }
        return read(key, value, parser, expected);
    }

    private <T> @Nullable T parse(String key, Scalar scalar, Text text, Scalars.Parser<T> parser) {
        try {
            return parser.parse(text.text());
        } catch (ConfigException refused) {
            context.problems.error(scalar.at(), key, refused.value(), refused.expected());
            return null;
        }
    }
}
