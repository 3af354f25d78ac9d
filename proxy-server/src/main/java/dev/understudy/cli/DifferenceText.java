package dev.understudy.cli;

import dev.understudy.compare.Wording;
import dev.understudy.compare.text.TextDiff;
import dev.understudy.compare.text.TextDiff.Kind;
import dev.understudy.compare.text.TextDiff.Piece;
import java.util.List;

/** How two texts differ, in one line: {@code within [-30-] {+14+} days}. */
final class DifferenceText {
    /** Of what both say, so much is shown around a difference. */
    private static final int CONTEXT = 40;

    private static final int LONGEST_PIECE = 160;

    private DifferenceText() {}

    /** @param most characters of the line, about */
    static String of(String live, String other, int most) {
        StringBuilder line = new StringBuilder();
        List<Piece> pieces = TextDiff.between(live, other).pieces();
        for (int i = 0; i < pieces.size(); i++) {
            if (line.length() > most) {
                return line.append(" …").toString();
            }
            String shown = shown(pieces.get(i), i == 0, i == pieces.size() - 1);
            line.append(line.length() == 0 || shown.isEmpty() ? "" : " ").append(shown);
        }
        return line.toString();
    }

    private static String shown(Piece piece, boolean first, boolean last) {
        if (piece.kind() == Kind.ONLY_LIVE) {
            return "[-" + Wording.excerpt(piece.text(), LONGEST_PIECE) + "-]";
        }
        if (piece.kind() == Kind.ONLY_OTHER) {
            return "{+" + Wording.excerpt(piece.text(), LONGEST_PIECE) + "+}";
        }
        String text = piece.text();
        if (text.length() <= 2 * CONTEXT) {
            return Wording.excerpt(text, 2 * CONTEXT);
        }
        String start = Wording.excerpt(text, 0, CONTEXT, CONTEXT);
        String end = Wording.excerpt(text, text.length() - CONTEXT, text.length(), CONTEXT);
        return (first ? "" : start + " ") + "…" + (last ? "" : " " + end);
    }
}
