package dev.understudy.compare.exact;

import dev.understudy.compare.Wording;

/** Finds where two texts part when runs of white space are all alike, without building normalised copies. */
final class SpacelessMismatch {
    private static final int LONGEST_LEAD = 20;

    private SpacelessMismatch() {}

    /**
     * Where a person should look in {@code one}: at the start of the word in which the texts part, or a little before that
     * point in a script that has no spaces; at most {@code one}'s length. -1 when they do not part.
     */
    static int find(String one, String another) {
        int i = skipSpace(one, 0);
        int j = skipSpace(another, 0);
        int word = i;
        while (i < one.length() && j < another.length()) {
            boolean space = isSpace(one, i);
            if (space != isSpace(another, j)) {
                break;
            }
            if (space) {
                i = skipSpace(one, i);
                j = skipSpace(another, j);
                word = i;
            } else if (one.charAt(i) == another.charAt(j)) {
                i++;
                j++;
            } else {
                return lookAt(one, word, i);
            }
        }
        int rest = skipSpace(one, i);
        int otherRest = skipSpace(another, j);
        if (rest == one.length() && otherRest == another.length()) {
            return -1;
        }
        boolean betweenWords = endsWord(one, i) && endsWord(another, j);
        return betweenWords ? rest : lookAt(one, word, i);
    }

    private static boolean endsWord(String text, int position) {
        return position == text.length() || isSpace(text, position);
    }

    private static int lookAt(String text, int word, int parting) {
        if (parting - word <= LONGEST_LEAD) {
            return word;
        }
        int start = parting - LONGEST_LEAD;
        return Character.isLowSurrogate(text.charAt(start)) ? start - 1 : start;
    }

    private static int skipSpace(String text, int from) {
        int position = from;
        while (position < text.length() && isSpace(text, position)) {
            position++;
        }
        return position;
    }

    /** White space is all in the basic plane, so single units decide. */
    private static boolean isSpace(String text, int position) {
        return Wording.isSpace(text.charAt(position));
    }
}
