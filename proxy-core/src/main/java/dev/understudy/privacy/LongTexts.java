package dev.understudy.privacy;

import java.util.function.Function;

/**
 * Texts of megabytes, looked at through a window that moves over them. What a look costs in memory is some ten times the
 * window, and not the text: lists of millions of words would push everything else out of a small heap, live's
 * buffers too. Each stretch is seen with what stands before and behind it, so a text is changed as it would be in one look,
 * but for what only the whole of it tells (whether it is written in capitals throughout).
 */
final class LongTexts {
    /** Characters up to which a text is looked at in one piece. */
    static final int SHORTEST = 256 << 10;

    private static final int STRETCH = 128 << 10;
    /** Every detector's look back is shorter. */
    private static final int BEFORE = 4 << 10;
    /** Few things are longer; of one that is, the rest is found behind it. */
    private static final int BEHIND = 16 << 10;

    private LongTexts() {}

    /**
     * The same instance when there is nothing to change.
     *
     * @param look finds what is to be replaced in one window
     */
    static String changed(String text, Function<String, Edits> look) {
        StringBuilder changed = null;
        int copied = 0;
        for (int from = 0; from < text.length(); ) {
            int to = edge(text, from + STRETCH);
            int start = edge(text, from - BEFORE);
            String window = text.substring(start, edge(text, to + BEHIND));
            for (Match match : look.apply(window).list()) {
                int at = start + match.start();
                if (at >= from && at < to) {
                    changed = changed == null ? new StringBuilder(text.length() + STRETCH) : changed;
                    changed.append(text, copied, at).append(match.replacement());
                    copied = start + match.end();
                }
            }
            from = Math.max(to, copied);
        }
        return changed == null ? text : rest(changed, text, copied);
    }

    private static String rest(StringBuilder changed, String text, int copied) {
        return changed.append(text, copied, text.length()).toString();
    }

    /** A place in the text that is not inside of a character. */
    private static int edge(String text, int wanted) {
        int place = Math.max(0, Math.min(text.length(), wanted));
        boolean inside = place > 0 && place < text.length() && Character.isLowSurrogate(text.charAt(place));
        return inside ? place - 1 : place;
    }
}
