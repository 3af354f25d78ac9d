package dev.understudy.publish;

/** Cutting text for people. */
final class Text {
    private Text() {}

    /** At most {@code limit} characters, never half a surrogate pair, with an ellipsis where something is missing. */
    static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
        return text.substring(0, end) + "…";
    }
}
