package dev.understudy.compare.text;

import java.text.Normalizer;

/** Unicode normalisation form C, for texts that may be hostile. */
public final class NormalForm {
    /** Below U+0300 nothing composes: such text is in form C as it is. */
    private static final char FIRST_COMBINING = 0x300;

    /**
     * The longest run of combining marks that Unicode's stream-safe format allows (UAX #15 section 13). Ordering longer ones
     * takes quadratic time, and no language has them.
     */
    private static final int LONGEST_MARK_RUN = 30;

    private NormalForm() {}

    /** The text composed, or as it is when it is composed already or stacks more marks than stream-safe text may. */
    public static String composed(String text) {
        return needsLook(text) && isStreamSafe(text) ? Normalizer.normalize(text, Normalizer.Form.NFC) : text;
    }

    private static boolean needsLook(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_COMBINING) {
                return true;
            }
        }
        return false;
    }

    private static boolean isStreamSafe(String text) {
        int marks = 0;
        int position = 0;
        while (position < text.length()) {
            int codePoint = text.codePointAt(position);
            position += Character.charCount(codePoint);
            marks = codePoint >= FIRST_COMBINING && isMark(codePoint) ? marks + 1 : 0;
            if (marks > LONGEST_MARK_RUN) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
