package dev.understudy.route;

import java.util.regex.Pattern;

/**
 * A path glob: {@code *} stands for anything within a segment, {@code /**} at the end for the path itself and everything
 * below it. Immutable. The usual shapes (exact, prefix) cost one comparison.
 */
final class PathPattern {
    private final String prefix;
    private final boolean open;
    private final Pattern segments;

    private PathPattern(String prefix, boolean open, Pattern segments) {
        this.prefix = prefix;
        this.open = open;
        this.segments = segments;
    }

    static PathPattern of(String glob) {
        boolean open = glob.endsWith("**");
        String fixed = open ? glob.substring(0, glob.length() - 2) : glob;
        StringBuilder regex = new StringBuilder();
        for (String part : fixed.split("\\*", -1)) {
            regex.append(regex.length() == 0 ? "" : "[^/]*").append(part.isEmpty() ? "" : Pattern.quote(part));
        }
        boolean plain = fixed.indexOf('*') < 0;
        return new PathPattern(plain ? fixed : "", open, Pattern.compile(plain ? "" : regex + (open ? ".*" : "")));
    }

    boolean matches(String path) {
        if (!segments.pattern().isEmpty()) {
            return segments.matcher(path).matches();
        }
        if (!open) {
            return path.equals(prefix);
        }
        // "/v1/**" takes "/v1" as well as "/v1/".
        boolean itself = prefix.length() == path.length() + 1 && prefix.endsWith("/") && prefix.startsWith(path);
        return path.startsWith(prefix) || itself;
    }
}
