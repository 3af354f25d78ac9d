package dev.understudy.sandbox.trial;

import java.util.regex.Pattern;

/**
 * One thing that is asked of both arms. Immutable; the body must not be changed.
 *
 * @param id unique in its suites, such as {@code edge/empty}
 * @param kind the class that it is counted in, such as {@code unicode}
 * @param path where it is asked, such as {@code /v1/chat/completions}
 * @param body as a client sends it, which may be no JSON at all
 * @param expected what a sound answer is
 */
public record Case(String id, String kind, String path, byte[] body, Expectation expected) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_./:-]{0,99}");

    public Case {
        check(NAME.matcher(id).matches(), "id", id);
        check(NAME.matcher(kind).matches(), "class", kind);
        if (!path.matches("/[!-~]{0,499}")) {
            throw new IllegalArgumentException("path: (expected: such as /v1/chat/completions)");
        }
    }

    private static void check(boolean holds, String key, String value) {
        if (!holds) {
            String shown = value.length() > 40 ? value.substring(0, 40) + "…" : value;
            throw new IllegalArgumentException(key + ": " + shown.replaceAll("\\p{Cntrl}", "?")
                    + " (expected: 1 to 100 letters, digits and _./:-)");
        }
    }
}
