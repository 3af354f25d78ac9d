package dev.understudy.tokens;

import com.knuddels.jtokkit.api.Encoding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the tokens of many texts with a bound on the work: what lies beyond it is taken to be like what was counted. One
 * thread.
 */
final class Tally {
    /** About 50 ms at worst; real requests without a usage report are far below it. */
    private static final int MOST_CHARS = 200_000;

    /** Texts are counted in pieces, because a word of 100,000 characters costs far more than as many words. */
    private static final int PIECE = 4_000;

    private static final double CHARS_A_TOKEN = 4;

    private final Encoding encoding;
    private final CountedTexts texts;
    private long counted;
    private long skipped;
    private long tokens;
    private long extra;

    Tally(Encoding encoding, CountedTexts texts) {
        this.encoding = encoding;
        this.texts = texts;
    }

    void add(@Nullable String text) {
        if (text == null) {
            return;
        }
        int whole = (int) Math.min(text.length(), MOST_CHARS - counted);
        for (String piece : pieces(text, whole)) {
            tokens += texts.count(encoding, piece);
        }
        counted += whole;
        skipped += text.length() - whole;
    }

    /** Cut where a word begins, if there is one, so that the cut costs no token. */
    private static List<String> pieces(String text, int whole) {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < whole; ) {
            int end = Math.min(from + PIECE, whole);
            int word = end == whole ? -1 : text.lastIndexOf(' ', end);
            int to = word > from ? word : end;
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }

    /** Tokens that no text has, such as those around a message. */
    void add(int known) {
        extra += known;
    }

    long total() {
        double charsAToken = tokens == 0 ? CHARS_A_TOKEN : (double) counted / tokens;
        return extra + tokens + Math.round(skipped / charsAToken);
    }
}
