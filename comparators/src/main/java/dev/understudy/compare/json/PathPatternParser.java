package dev.understudy.compare.json;

import dev.understudy.config.ConfigException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a {@link PathPattern}. Strict: what RFC 9535 does not allow, or a pattern cannot mean, is refused with its place. */
final class PathPatternParser {
    private final String key;
    private final String pattern;
    private final List<PathPattern.Step> steps = new ArrayList<>();
    private int position;

    PathPatternParser(String key, String pattern) {
        this.key = key;
        this.pattern = pattern;
    }

    PathPattern parse() {
        if (!accept("$")) {
            throw wrong("$ first");
        }
        while (position < pattern.length()) {
            steps.add(step());
            if (steps.size() > PathPattern.MOST_STEPS) {
                throw wrong("at most " + PathPattern.MOST_STEPS + " steps");
            }
        }
        return new PathPattern(pattern, steps);
    }

    private PathPattern.Step step() {
        boolean descendant = accept("..");
        if (!descendant && pattern.charAt(position) != '[' && !accept(".")) {
            throw wrong(". or [");
        }
        if (accept("[")) {
            return bracketed(descendant);
        }
        if (accept("*")) {
            return new PathPattern.Step(descendant, null, -1);
        }
        return new PathPattern.Step(descendant, shorthand(), -1);
    }

    private PathPattern.Step bracketed(boolean descendant) {
        PathPattern.Step step;
        if (accept("*")) {
            step = new PathPattern.Step(descendant, null, -1);
        } else if (accept("'")) {
            step = new PathPattern.Step(descendant, quoted('\''), -1);
        } else if (accept("\"")) {
            step = new PathPattern.Step(descendant, quoted('"'), -1);
        } else {
            step = new PathPattern.Step(descendant, null, index());
        }
        if (!accept("]")) {
            throw wrong("]");
        }
        return step;
    }

    /** A bare name: letters, digits and underscores, no digit first (RFC 9535 section 2.5.1.1). */
    private String shorthand() {
        int start = position;
        while (position < pattern.length() && isNameCharacter(pattern.charAt(position), position > start)) {
            position++;
        }
        if (position == start) {
            throw wrong("a name, * or [");
        }
        if (position < pattern.length() && ".[".indexOf(pattern.charAt(position)) < 0) {
            throw wrong(". or [; a name with other characters is written ['like this']");
        }
        return pattern.substring(start, position);
    }

    private static boolean isNameCharacter(char unit, boolean digitsToo) {
        return unit == '_' || unit >= 0x80 || Character.isLetter(unit) || (digitsToo && unit >= '0' && unit <= '9');
    }

    private String quoted(char quote) {
        StringBuilder name = new StringBuilder();
        while (position < pattern.length() && pattern.charAt(position) != quote) {
            if (accept("\\") && (position == pattern.length() || "\\'\"".indexOf(pattern.charAt(position)) < 0)) {
                throw wrong("\\\\, \\' or \\\" after a backslash");
            }
            name.append(pattern.charAt(position++));
        }
        if (position == pattern.length()) {
            throw wrong("a closing " + quote);
        }
        position++;
        return name.toString();
    }

    private int index() {
        int start = position;
        while (position < pattern.length() && pattern.charAt(position) >= '0' && pattern.charAt(position) <= '9') {
            position++;
        }
        int digits = position - start;
        if (digits == 0 || digits > 9 || (digits > 1 && pattern.charAt(start) == '0')) {
            throw wrong("an index such as 0, * or a quoted name");
        }
        return Integer.parseInt(pattern.substring(start, position));
    }

    private boolean accept(String expected) {
        if (!pattern.startsWith(expected, position)) {
            return false;
        }
        position += expected.length();
        return true;
    }

    private ConfigException wrong(String expected) {
        @Nullable String shown = pattern.length() > 100 ? pattern.substring(0, 100) + "…" : pattern;
        return new ConfigException(
                key, shown, "a path such as $.items[*].price; at character " + (position + 1) + ": " + expected);
    }
}
