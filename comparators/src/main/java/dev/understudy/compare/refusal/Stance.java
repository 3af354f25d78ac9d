package dev.understudy.compare.refusal;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.FinishReason;
import dev.understudy.compare.Reading;
import dev.understudy.compare.TextCues;
import java.util.Locale;
import java.util.Map;

/**
 * How one answer takes to its question.
 *
 * @param refused why it counts as a refusal, for people; empty when it is none
 * @param structural whether the answer says so itself, by a field or a finish reason, rather than by its words
 */
record Stance(String refused, boolean structural, boolean hedged) {
    /** A refusal comes first; what is further down belongs to an answer. */
    private static final int OPENING_CHARACTERS = 450;

    private static final Phrasebook PHRASES = Phrasebook.SHARED;
    private static final int OPENING_SENTENCES = 2;
    private static final int OBJECTION_SENTENCES = 3;
    private static final int OBJECTION_CHARACTERS = 600;
    private static final int OBJECTIONS = 2;
    /** Within them a quotation that begins in the opening has to end. */
    private static final int QUOTING_CHARACTERS = 2_000;

    private static final int MOST_CHARACTERS = 20_000;

    static Stance of(Reading reading) {
        return reading.once(Stance.class, Stance::read);
    }

    private static Stance read(Reading reading) {
        Completion completion = reading.completion();
        String text = reading.text().strip();
        PlainWords words = PlainWords.of(text, MOST_CHARACTERS);
        TextCues cues = reading.cues();
        boolean hedged = hedges(text, words, cues);
        String refusal = completion.refusal();
        if (refusal != null && !refusal.isBlank()) {
            return new Stance("refusal field", true, hedged);
        }
        FinishReason reason = completion.finishReason();
        if (reason == FinishReason.REFUSAL || reason == FinishReason.CONTENT_FILTER) {
            return new Stance("finish reason " + reason.label(), true, hedged);
        }
        return new Stance(refuses(text, words, cues) ? "wording" : "", false, hedged);
    }

    /** Whether a text refuses, by its opening. Somebody else's refusal that it quotes is none. */
    static boolean refuses(String text) {
        String stripped = text.strip();
        return refuses(stripped, PlainWords.of(stripped, OBJECTION_CHARACTERS), TextCues.of(stripped));
    }

    private static boolean refuses(String text, PlainWords words, TextCues cues) {
        if (!declines(text, words, cues)) {
            return false;
        }
        String opening = first(text, QUOTING_CHARACTERS);
        String own = Quotations.without(opening);
        return own.equals(opening) || declines(own, PlainWords.of(own, OBJECTION_CHARACTERS), cues);
    }

    private static boolean declines(String text, PlainWords words, TextCues cues) {
        return PHRASES.refuses(words, OPENING_SENTENCES, OPENING_CHARACTERS)
                || (cues.hasSpacelessScripts() && AsianCues.refuses(first(text, OPENING_CHARACTERS / 2)))
                || PHRASES.objections(words, OBJECTION_SENTENCES, OBJECTION_CHARACTERS, OBJECTIONS) == OBJECTIONS;
    }

    private static boolean hedges(String text, PlainWords words, TextCues cues) {
        return PHRASES.hedges(words)
                || (cues.hasSpacelessScripts()
                        && AsianCues.hedges(first(text, MOST_CHARACTERS).toLowerCase(Locale.ROOT)));
    }

    private static String first(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, characters);
    }

    boolean refuses() {
        return !refused.isEmpty();
    }

    Map<String, Double> qualities() {
        return Map.of(
                "refused", refuses() ? 1.0 : 0.0,
                "structural", structural ? 1.0 : 0.0,
                "hedged", hedged ? 1.0 : 0.0);
    }

    String described() {
        if (refuses()) {
            return "refuses (" + refused + ")";
        }
        return hedged ? "answers and hedges" : "answers";
    }
}
