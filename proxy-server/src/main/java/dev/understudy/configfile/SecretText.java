package dev.understudy.configfile;

import dev.understudy.configfile.Interpolation.Text;
import dev.understudy.configfile.Value.Scalar;
import org.jspecify.annotations.Nullable;

/** Reads one secret and remembers it, so that nothing printed later contains it. */
final class SecretText {
    private static final String FILE = "file:";

    private final ReadContext context;
    private final Interpolation interpolation;

    SecretText(ReadContext context) {
        this.context = context;
        this.interpolation = new Interpolation(context);
    }

    /** The secret, or null after a problem. Warns where a name that tells of a secret has it written out in the file. */
    @Nullable
    String read(String path, String name, Scalar scalar) {
        String value = value(path, scalar);
        if (value == null) {
            return null;
        }
        if (value.isBlank()) {
            context.problems.error(scalar.at(), path, "(empty)", "a secret as ${ENV} or file:PATH");
            return null;
        }
        remember(value);
        boolean writtenOut = !scalar.text().contains("${") && !scalar.text().startsWith(FILE);
        if (writtenOut && Secrets.telling(name)) {
            context.problems.warning(scalar.at(), path, "a secret written out in the file", "${ENV} or file:PATH");
        }
        return value;
    }

    private @Nullable String value(String path, Scalar scalar) {
        if (scalar.text().startsWith(FILE)) {
            return interpolation.file(path, scalar, scalar.text().substring(FILE.length()));
        }
        Text text = interpolation.apply(path, scalar);
        return text == null ? null : text.text();
    }

    /** Also without its scheme: {@code Bearer sk-…} is a secret because of what follows the word. */
    private void remember(String value) {
        context.secrets.add(value);
        int space = value.indexOf(' ');
        if (space > 0 && space < value.length() - 1) {
            context.secrets.add(value.substring(space + 1));
        }
    }
}
