package dev.understudy.compare.text;

import dev.understudy.compare.Wording;
import dev.understudy.compare.text.Alignment.Run;
import dev.understudy.exchange.Arm;

/** One line on how two texts differ: {@code 38 % differs; only in candidate: “within 30 days”; 1.6 times as long}. */
final class TextExplanation {
    private static final int QUOTED = 56;

    private TextExplanation() {}

    static String of(Arm live, Tokens liveTokens, Arm other, Tokens otherTokens, WordDistance distance) {
        StringBuilder line = new StringBuilder(Wording.EXPLANATION_LIMIT);
        line.append(qualifier(distance.precision()));
        if (distance.divergence() == 0) {
            line.append("the same words");
        } else {
            line.append(Wording.percent(distance.divergence())).append(" differs");
        }
        quote(line, other, otherTokens, distance.otherOnly());
        quote(line, live, liveTokens, distance.liveOnly());
        length(line, liveTokens.words(), other, otherTokens.words());
        return line.toString();
    }

    private static String qualifier(WordDistance.Precision precision) {
        return switch (precision) {
            case EXACT -> "";
            case COUNTED -> "at least (by word counts) ";
            case CUT -> "of the first " + Tokens.MOST + " tokens: ";
        };
    }

    private static void quote(StringBuilder line, Arm arm, Tokens tokens, Run run) {
        if (run.size() == 0) {
            return;
        }
        int start = tokens.start(run.from());
        int end = tokens.end(run.to() - 1);
        line.append("; only in ")
                .append(arm.label())
                .append(": “")
                .append(run.from() > 0 ? "… " : "")
                .append(Wording.excerpt(tokens.text(), start, end, QUOTED))
                .append('”');
    }

    private static void length(StringBuilder line, int liveWords, Arm other, int otherWords) {
        if (liveWords == otherWords || liveWords == 0 || otherWords == 0) {
            return;
        }
        double factor = (double) otherWords / liveWords;
        String rounded = Wording.factor(factor);
        if (!rounded.equals("1.0")) {
            line.append("; ").append(other.label()).append(' ').append(rounded).append(" times as long");
        }
    }
}
