package dev.understudy.configfile;

import dev.understudy.configfile.BoundedFiles.Unreadable;
import dev.understudy.configfile.Value.Scalar;
import java.nio.file.InvalidPathException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts values from outside into scalars: {@code ${NAME}}, {@code ${NAME:-default}} and {@code ${file:PATH}}; a doubled
 * dollar sign before a brace stands for a plain one. What was put in is not looked at again.
 */
final class Interpolation {
    private static final Pattern REFERENCE = Pattern.compile(
            "\\$\\$\\{|\\$\\{(?:file:(?<file>[^}]+)|(?<name>[A-Za-z_][A-Za-z0-9_]*)(?<default>:-(?<value>[^}]*))?)}"
                    + "|(?<broken>\\$\\{[^}]{0,40}}?)");
    private static final String EXPECTED = "${NAME}, ${NAME:-default} or ${file:PATH}";

    private final ReadContext context;

    Interpolation(ReadContext context) {
        this.context = context;
    }

    /** The scalar with its references filled in, or null after a problem. */
    @Nullable
    Text apply(String key, Scalar scalar) {
        if (scalar.text().indexOf("${") < 0) {
            return new Text(scalar.text(), !scalar.plain());
        }
        Matcher matcher = REFERENCE.matcher(scalar.text());
        StringBuilder filled = new StringBuilder();
        boolean whole = true;
        int from = 0;
        while (matcher.find()) {
            filled.append(scalar.text(), from, matcher.start());
            from = matcher.end();
            String value = resolve(key, scalar, matcher);
            whole &= value != null;
            filled.append(value == null ? "" : value);
        }
        filled.append(scalar.text(), from, scalar.text().length());
        return whole ? new Text(filled.toString(), !scalar.plain()) : null;
    }

    private @Nullable String resolve(String key, Scalar scalar, Matcher reference) {
        if (reference.group("file") != null) {
            return file(key, scalar, reference.group("file"));
        }
        if (reference.group("broken") != null) {
            context.problems.error(scalar.at(), key, reference.group("broken"), EXPECTED);
            return null;
        }
        String name = reference.group("name");
        return name == null ? "${" : variable(key, scalar, name, reference.group("value"));
    }

    private @Nullable String variable(String key, Scalar scalar, String name, @Nullable String fallback) {
        String value = context.variable(name);
        if ((value == null || value.isEmpty()) && fallback != null) {
            return fallback;
        }
        if (value == null) {
            context.problems.error(
                    scalar.at(),
                    key,
                    "${" + name + "} is not set",
                    "the environment variable " + name + ", or ${" + name + ":-default}");
            return null;
        }
        if (Secrets.telling(name)) {
            context.secrets.add(value);
        }
        return value;
    }

    /** The content of a secret file without the line break at its end. */
    @Nullable
    String file(String key, Scalar scalar, String path) {
        try {
            String content = context.textOf(path.strip());
            String value = content.endsWith("\n") ? content.substring(0, content.length() - 1) : content;
            value = value.endsWith("\r") ? value.substring(0, value.length() - 1) : value;
            context.secrets.add(value);
            return value;
        } catch (Unreadable unreadable) {
            context.problems.error(scalar.at(), key, path + ": " + unreadable.problem(), "a readable file");
        } catch (InvalidPathException invalid) {
            context.problems.error(scalar.at(), key, path, "a path");
        }
        return null;
    }

    /**
     * A scalar as it counts.
     *
     * @param quoted it was quoted or a block in the file
     */
    record Text(String text, boolean quoted) {}
}
