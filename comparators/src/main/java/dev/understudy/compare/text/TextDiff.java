package dev.understudy.compare.text;

import java.util.ArrayList;
import java.util.List;

/**
 * How one text became another, in words, for people to read: runs that both have, runs that only the one has, runs that
 * only the other has. Small common runs between larger changes (a comma, an article) count as changed, because a text
 * that changes with every word cannot be read. Immutable; the pieces in order make up both texts to the last character.
 *
 * <p>Up to {@value #MOST_WORDS} words of each text are compared, which takes some milliseconds and megabytes at worst;
 * what follows is one last change, and {@link #isCut} says so.
 */
public final class TextDiff {
    /** Words of each text that are compared. */
    public static final int MOST_WORDS = 4_000;

    /** A common run of more words than this is never taken for a coincidence. */
    private static final int COINCIDENCE = 3;

    /** Whose a piece is. */
    public enum Kind {
        SAME,
        ONLY_LIVE,
        ONLY_OTHER
    }

    /**
     * A run of text with the white space after it.
     *
     * @param text for {@link Kind#SAME} as the other text spells it; white space may differ from live's
     */
    public record Piece(Kind kind, String text) {}

    private final List<Piece> pieces;
    private final boolean cut;

    private TextDiff(List<Piece> pieces, boolean cut) {
        this.pieces = List.copyOf(pieces);
        this.cut = cut;
    }

    /** Compares; quick for equal texts, bounded for any. */
    public static TextDiff between(String live, String other) {
        Vocabulary vocabulary = new Vocabulary((long) live.length() + other.length());
        Tokens liveTokens = Tokens.of(live, vocabulary);
        Tokens otherTokens = Tokens.of(other, vocabulary);
        int liveEnd = Math.min(MOST_WORDS, liveTokens.size());
        int otherEnd = Math.min(MOST_WORDS, otherTokens.size());
        boolean cut = liveEnd < liveTokens.size() || otherEnd < otherTokens.size() || liveTokens.isCut();
        List<Change> changes = changes(liveTokens, liveEnd, otherTokens, otherEnd, vocabulary.size());
        return new TextDiff(new Spelling(liveTokens, otherTokens).pieces(Change.readable(changes, COINCIDENCE)), cut);
    }

    private static List<Change> changes(Tokens live, int liveEnd, Tokens other, int otherEnd, int symbols) {
        int prefix = 0;
        while (prefix < liveEnd && prefix < otherEnd && live.number(prefix) == other.number(prefix)) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < Math.min(liveEnd, otherEnd) - prefix
                && live.number(liveEnd - 1 - suffix) == other.number(otherEnd - 1 - suffix)) {
            suffix++;
        }
        List<Change> changes = new ArrayList<>();
        Change.append(changes, prefix, 0, 0);
        Alignment.changes(live, prefix, liveEnd - suffix, other, prefix, otherEnd - suffix, symbols, changes);
        Change.append(changes, suffix, 0, 0);
        return changes;
    }

    /** In reading order; of a change, what only live has comes first. */
    public List<Piece> pieces() {
        return pieces;
    }

    /** Whether the texts have more words than were compared. */
    public boolean isCut() {
        return cut;
    }

    /** Whether there is no word of difference; white space may differ. */
    public boolean isSame() {
        return pieces.stream()
                .allMatch(piece -> piece.kind() == Kind.SAME || piece.text().isBlank());
    }

    /** Turns runs of tokens into runs of text; each token takes along the white space behind it. */
    private record Spelling(Tokens live, Tokens other) {
        List<Piece> pieces(List<Change> changes) {
            List<Piece> pieces = new ArrayList<>();
            int liveAt = 0;
            int otherAt = 0;
            for (Change change : changes) {
                add(pieces, Kind.SAME, other, otherAt, otherAt + change.same(), false);
                liveAt += change.same();
                otherAt += change.same();
                add(pieces, Kind.ONLY_LIVE, live, liveAt, liveAt + change.onlyLive(), false);
                liveAt += change.onlyLive();
                add(pieces, Kind.ONLY_OTHER, other, otherAt, otherAt + change.onlyOther(), false);
                otherAt += change.onlyOther();
            }
            add(pieces, Kind.ONLY_LIVE, live, liveAt, live.size(), true);
            add(pieces, Kind.ONLY_OTHER, other, otherAt, other.size(), true);
            return pieces;
        }

        private static void add(List<Piece> pieces, Kind kind, Tokens tokens, int from, int to, boolean rest) {
            int start = from == 0
                    ? 0
                    : from < tokens.size() ? tokens.start(from) : tokens.text().length();
            int end = rest || to >= tokens.size() ? tokens.text().length() : tokens.start(to);
            boolean onlySpace = rest && tokens.size() == 0;
            if ((to > from || onlySpace) && end > start) {
                pieces.add(new Piece(kind, tokens.text().substring(start, end)));
            }
        }
    }
}
