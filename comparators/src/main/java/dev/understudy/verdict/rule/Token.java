package dev.understudy.verdict.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A piece of a rule.
 *
 * @param position of its first character, from 1
 */
record Token(Kind kind, String text, int position) {
    enum Kind {
        NAME,
        NUMBER,
        OPERATOR,
        SIGN,
        END
    }

    boolean is(String wanted) {
        return text.equals(wanted) && kind != Kind.NUMBER;
    }

    /** For an error message. */
    String shown() {
        return kind == Kind.END ? "the end of the rule" : text;
    }

    /** @throws RuleException for a character that no rule has */
    static List<Token> of(String rule) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < rule.length()) {
            int end = end(rule, at);
            if (end > at) {
                tokens.add(new Token(kind(rule.charAt(at)), rule.substring(at, end), at + 1));
            }
            at = Math.max(end, at + 1);
        }
        tokens.add(new Token(Kind.END, "", rule.length() + 1));
        return tokens;
    }

    /** Where the token that begins here ends; here, for white space. */
    private static int end(String rule, int start) {
        char first = rule.charAt(start);
        if (Character.isWhitespace(first)) {
            return start;
        }
        int end = start + 1;
        switch (kind(first)) {
            case NAME -> {
                while (end < rule.length() && isName(rule.charAt(end))) {
                    end++;
                }
            }
            case NUMBER -> {
                while (end < rule.length() && isNumber(rule, end)) {
                    end++;
                }
            }
            case OPERATOR -> {
                while (end < rule.length() && "<>=!~≤≥".indexOf(rule.charAt(end)) >= 0) {
                    end++;
                }
            }
            case SIGN -> {
                // One character.
            }
            case END ->
                throw new RuleException(
                        start + 1,
                        // Not every code point has a name.
                        Objects.requireNonNullElse(
                                Character.getName(rule.codePointAt(start)), "an unassigned character"),
                        "names, numbers, and >= <= > < == + - * %");
        }
        return end;
    }

    private static Kind kind(char first) {
        if (first >= '0' && first <= '9' || first == '.') {
            return Kind.NUMBER;
        }
        if (isName(first)) {
            return Kind.NAME;
        }
        if ("<>=!~≤≥".indexOf(first) >= 0) {
            return Kind.OPERATOR;
        }
        return "+-*%/".indexOf(first) >= 0 ? Kind.SIGN : Kind.END;
    }

    private static boolean isName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.';
    }

    /** Digits, a point, an exponent with its sign. */
    private static boolean isNumber(String rule, int at) {
        char c = rule.charAt(at);
        boolean exponent = (c == '+' || c == '-') && Character.toLowerCase(rule.charAt(at - 1)) == 'e';
        return isName(c) || exponent;
    }
}
