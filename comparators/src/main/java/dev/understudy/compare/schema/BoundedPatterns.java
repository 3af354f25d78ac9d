package dev.understudy.compare.schema;

import com.google.re2j.Pattern;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions of schemas, which strangers write. Those that RE2 knows run in linear time; the others (look-around,
 * back references, {@code \\u} escapes) run in Java's engine on a text that may be read so often and no more. Thread-safe.
 */
final class BoundedPatterns implements RegularExpressionFactory {
    static final BoundedPatterns INSTANCE = new BoundedPatterns();

    private static final int LONGEST = 4_000;
    /** RE2 writes counted repetitions out; nested ones multiply. */
    private static final long MOST_COPIES = 5_000;

    private static final long MOST_READS = 1_000_000;
    /** Of Java's engine. Some of them read nothing: counted repetitions of what may be empty, and alternatives to it. */
    private static final long MOST_STEPS = 10_000_000;

    private BoundedPatterns() {}

    @Override
    public RegularExpression getRegularExpression(String source) {
        if (source.length() > LONGEST) {
            throw new SchemaUncheckable("has a pattern of " + source.length() + " characters");
        }
        String translated = translated(source);
        if (copies(translated) <= MOST_COPIES) {
            try {
                Pattern linear = Pattern.compile(translated);
                return text -> linear.matcher(text).find();
            } catch (com.google.re2j.PatternSyntaxException unknown) {
                // Not a word of RE2's: Java's engine may know it.
                return backtracking(translated);
            }
        }
        return backtracking(translated);
    }

    private static RegularExpression backtracking(String source) {
        try {
            java.util.regex.Pattern pattern = java.util.regex.Pattern.compile(source);
            long ways = ways(source);
            return text -> find(pattern, ways, text);
        } catch (PatternSyntaxException | StackOverflowError broken) {
            throw new SchemaUncheckable("has a pattern that cannot be read");
        }
    }

    /** @param ways most steps that lie between one character read and the next, or one beginning and the next */
    private static boolean find(java.util.regex.Pattern pattern, long ways, String text) {
        if (ways > MOST_STEPS / (text.length() + 1)) {
            throw new SchemaUncheckable("has a pattern that takes too long");
        }
        try {
            long reads = Math.min(MOST_READS, MOST_STEPS / ways);
            return pattern.matcher(new BoundedCharacters(text, reads)).find();
        } catch (BoundedCharacters.Exhausted | StackOverflowError tooMuch) {
            throw new SchemaUncheckable("has a pattern that takes too long");
        }
    }

    /** ECMA-262's {@code $} is the end alone; Java's and RE2's (without flags) differ before a last line break. */
    private static String translated(String source) {
        StringBuilder translated = new StringBuilder(source.length() + 8);
        boolean inClass = false;
        for (int i = 0; i < source.length(); i++) {
            char unit = source.charAt(i);
            if (unit == '\\' && i + 1 < source.length()) {
                translated.append(unit).append(source.charAt(++i));
            } else if (unit == '$' && !inClass) {
                translated.append("\\z");
            } else {
                inClass = unit == '[' || (inClass && unit != ']');
                // Java reads [[ and && as operators of sets.
                boolean operator = inClass && (unit == '[' || unit == '&') && i > 0 && !opens(source, i);
                translated.append(operator ? "\\" : "").append(unit);
            }
        }
        return translated.toString();
    }

    /** Whether the bracket at this place opens a class rather than standing in one. */
    private static boolean opens(String source, int at) {
        if (source.charAt(at) != '[') {
            return false;
        }
        boolean inClass = false;
        for (int i = 0; i < at; i++) {
            char unit = source.charAt(i);
            if (unit == '\\') {
                i++;
            } else {
                inClass = unit == '[' || (inClass && unit != ']');
            }
        }
        return !inClass;
    }

    /** The product of all upper counts: more than RE2 can come to write out. */
    private static long copies(String source) {
        long product = 1;
        for (int brace = source.indexOf('{'); brace >= 0; brace = source.indexOf('{', brace + 1)) {
            product = product(product, largestCount(source, brace));
        }
        return product;
    }

    /** The larger number of a counted repetition; 1 where there is none. */
    private static long largestCount(String source, int brace) {
        long count = 0;
        long largest = 1;
        for (int i = brace + 1; i < source.length() && source.charAt(i) != '}'; i++) {
            char unit = source.charAt(i);
            count = unit >= '0' && unit <= '9' ? Math.min(1_000_000, count * 10 + unit - '0') : 0;
            largest = Math.max(largest, count);
        }
        return largest;
    }

    /** Stops before it would overflow. */
    private static long product(long one, long another) {
        return Math.min(Long.MAX_VALUE / 2_000_000, one * another);
    }

    /** In how many ways Java's engine can come past a place at most without reading: every choice and repetition multiplied. */
    private static long ways(String source) {
        long product = 1;
        Deque<Long> choices = new ArrayDeque<>(List.of(1L));
        boolean mayBeEmpty = false;
        for (int i = 0; i < source.length(); i++) {
            char unit = source.charAt(i);
            switch (unit) {
                case '(' -> choices.push(1L);
                case '|' -> choices.push(choices.pop() + 1);
                case ')' -> product = product(product, choices.size() > 1 ? choices.pop() : 1);
                case '{' -> product = mayBeEmpty ? product(product, largestCount(source, i)) : product;
                default -> {
                    // Reads, or is one way.
                }
            }
            mayBeEmpty = unit == ')' || unit == '}' || unit == '^';
            if (unit == '\\' && i + 1 < source.length()) {
                // Boundaries: what is escaped else is a character or a class of them, or a group that may have been
                // empty.
                mayBeEmpty = Character.isDigit(source.charAt(++i)) || "bBAzZGk".indexOf(source.charAt(i)) >= 0;
            }
        }
        return product(product, choices.peekLast());
    }
}
