package dev.understudy.sandbox.model;

/**
 * A plain stand-in for a tokenizer: a token is a space with up to six letters or digits after it, or one other character.
 * On English prose that is about four characters a token, as with the real ones.
 */
public final class Tokens {
    private static final int LONGEST = 6;
    private static final int CHARACTERS = 4;

    private Tokens() {}

    /** Tokens of a text that is only read, not split; quick on megabytes. */
    public static int estimate(CharSequence text) {
        return (text.length() + CHARACTERS - 1) / CHARACTERS;
    }

    /** Tokens that {@link #end} splits the text into. */
    public static int count(CharSequence text) {
        int count = 0;
        for (int at = 0; at < text.length(); at = end(text, at)) {
            count++;
        }
        return count;
    }

    /** Where the token that starts at {@code start} ends. Never splits a surrogate pair. */
    public static int end(CharSequence text, int start) {
        int at = start;
        if (text.charAt(at) == ' ') {
            at++;
        }
        int letters = at;
        while (at < text.length() && at - letters < LONGEST && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        if (at > start) {
            return at;
        }
        boolean pair = Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
        return at + (pair ? 2 : 1);
    }

    /** Where that many tokens from {@code start} end, or the end of the text. */
    public static int end(CharSequence text, int start, int tokens) {
        int at = start;
        for (int i = 0; i < tokens && at < text.length(); i++) {
            at = end(text, at);
        }
        return at;
    }
}
