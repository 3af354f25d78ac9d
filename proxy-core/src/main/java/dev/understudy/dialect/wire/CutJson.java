package dev.understudy.dialect.wire;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/**
 * Tells JSON that is cut off where the parser does not say so by the kind of its exception: between two values, and inside
 * {@code true}, {@code false}, {@code null} or a number, which it calls wrong.
 */
final class CutJson {
    private static final String[] LITERALS = {"true", "false", "null"};
    private static final int LONGEST = 5;
    private static final String END_OF_INPUT = "Unexpected end-of-input";

    private CutJson() {}

    /** Whether the problem is that the range ends too early. */
    static boolean is(JacksonException problem, byte[] bytes, int from, int to) {
        String message = problem.getOriginalMessage();
        if (message != null && message.startsWith(END_OF_INPUT)) {
            return true;
        }
        TokenStreamLocation location = problem.getLocation();
        boolean atTheEnd = location != null && location.getByteOffset() >= to - LONGEST - 1;
        return atTheEnd && (endsInsideNumber(bytes, from, to) || endsInsideLiteral(bytes, from, to));
    }

    /** Behind a point, an exponent's letter or its sign. */
    private static boolean endsInsideNumber(byte[] bytes, int from, int to) {
        if (to - from < 2) {
            return false;
        }
        byte last = bytes[to - 1];
        byte before = bytes[to - 2];
        boolean afterDigit = before >= '0' && before <= '9';
        return afterDigit ? ".eE".indexOf(last) >= 0 : "eE".indexOf(before) >= 0 && "+-".indexOf(last) >= 0;
    }

    private static boolean endsInsideLiteral(byte[] bytes, int from, int to) {
        int start = to;
        while (start > from && to - start < LONGEST && bytes[start - 1] >= 'a' && bytes[start - 1] <= 'z') {
            start--;
        }
        for (String literal : LITERALS) {
            if (start < to && to - start < literal.length() && isPrefix(literal, bytes, start, to)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPrefix(String literal, byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != literal.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }
}
