package dev.understudy.compare.facts;

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

    static boolean denies(String word) {
        return DENYING.contains(word) || word.endsWith("n't") || word.endsWith("n’t");
    }

    /** Words that are denied or affirmed are at least three letters long and mean something. */
    static boolean isContent(String word) {
        return word.length() > 2 && !EMPTY.contains(word) && Character.isLetter(word.charAt(0));
    }

    /** Cuts the commonest English endings, so that "refunded" and "refund" are one word. */
    static String stem(String word) {
        int length = word.length();
        if (length > 5 && word.endsWith("ing")) {
            return word.substring(0, length - 3);
        }
        if (length > 4 && word.endsWith("ed")) {
            return word.substring(0, length - 2);
        }
        if (length > 3 && word.endsWith("s") && !word.endsWith("ss")) {
            return word.substring(0, length - 1);
        }
        return word;
    }
}
