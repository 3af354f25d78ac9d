package dev.understudy.compare.facts;

import dev.understudy.compare.Lexicon;
import java.util.Set;

/** Words that deny, and words that carry no meaning of their own, in the main European languages. */
final class Negation {
    private static final Set<String> DENYING = Set.of(
            "not", "no", "never", "neither", "nor", "without", "cannot", "none", "nobody", "nothing", "hardly", "lacks",
            "nicht", "kein", "keine", "keinen", "keinem", "keiner", "nie", "niemals", "ohne", "pas", "jamais", "sans",
            "aucun", "aucune", "nunca", "sin", "ningún", "ninguna", "jamás", "non", "mai", "senza", "nessun", "nessuna",
            "não", "sem", "nenhum", "nenhuma", "niet", "geen", "nooit", "zonder", "bez", "inte", "ikke", "ej", "не",
            "нет", "никогда", "без");

    /** Skipped between the word that denies and the one that is denied. */
    private static final Set<String> EMPTY = Set.of(
            "a",
            "an",
            "the",
            "any",
            "be",
            "been",
            "being",
            "is",
            "are",
            "was",
            "were",
            "do",
            "does",
            "did",
            "have",
            "has",
            "had",
            "to",
            "of",
            "in",
            "on",
            "at",
            "for",
            "by",
            "with",
            "very",
            "really",
            "yet",
            "only",
            "just",
            "your",
            "my",
            "our",
            "their",
            "his",
            "her",
            "its",
            "this",
            "that",
            "these",
            "those",
            "it",
            "you",
            "i",
            "we",
            "they",
            "he",
            "she",
            "and",
            "or",
            "but",
            "as",
            "if",
            "so",
            "can",
            "could",
            "will",
            "would",
            "should",
            "may",
            "might",
            "must",
            "shall",
            "currently",
            "always",
            "necessarily",
            "yes",
            "there",
            "der",
            "die",
            "das",
            "ein",
            "eine",
            "ist",
            "sind",
            "wird",
            "werden",
            "kann",
            "le",
            "la",
            "les",
            "un",
            "une",
            "est",
            "el",
            "los",
            "las",
            "es",
            "il",
            "lo",
            "è",
            "o",
            "de",
            "het",
            "een",
            "du",
            "des",
            "den",
            "dem",
            "und",
            "et",
            "y",
            "e",
            "en");

    private Negation() {}

    /** Words that deny. Beside them there are contractions: {@link #isContraction}. */
    static Set<String> denying() {
        return DENYING;
    }

    /** Words of three letters and more that mean nothing by themselves. */
    static Set<String> empty() {
        return EMPTY;
    }

    /** {@code isn't} and its like, in any case. */
    static boolean isContraction(String text, int start, int end) {
        if (end - start < 3 || Lexicon.lower(text.charAt(end - 1)) != 't') {
            return false;
        }
        char apostrophe = text.charAt(end - 2);
        return (apostrophe == '\'' || apostrophe == '’') && Lexicon.lower(text.charAt(end - 3)) == 'n';
    }

    /** Where a word ends without the commonest English endings, so that "refunded" and "refund" are one word. */
    static int stemEnd(String text, int start, int end) {
        int length = end - start;
        if (length <= 3) {
            return end;
        }
        char last = Lexicon.lower(text.charAt(end - 1));
        char before = Lexicon.lower(text.charAt(end - 2));
        if (length > 5 && last == 'g' && before == 'n' && Lexicon.lower(text.charAt(end - 3)) == 'i') {
            return end - 3;
        }
        if (length > 4 && last == 'd' && before == 'e') {
            return end - 2;
        }
        return last == 's' && before != 's' ? end - 1 : end;
    }
}
