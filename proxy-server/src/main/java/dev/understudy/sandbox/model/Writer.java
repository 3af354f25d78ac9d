package dev.understudy.sandbox.model;

import dev.understudy.sandbox.model.Ruling.Decision;
import java.util.ArrayList;
import java.util.List;

/** Words a ruling: the same decision in one of many ways. */
final class Writer {
    private static final int TOPIC_LENGTH = 48;

    private final Ruling ruling;
    private final Facts facts;
    private final String words;
    private final Dice dice;

    Writer(Ruling ruling, Facts facts, String words, Dice dice) {
        this.ruling = ruling;
        this.facts = facts;
        this.words = words;
        this.dice = dice;
    }

    /** The whole answer for a person. */
    String letter(double verbosity) {
        List<String> sentences = new ArrayList<>();
        if (dice.chance(0.25 + verbosity / 2)) {
            sentences.add(dice.pick("opening", Phrases.OPENINGS));
        }
        ramble(verbosity, sentences);
        sentences.add(sentence());
        if (ruling.decision() != Decision.REFUSE && dice.chance(0.5)) {
            sentences.add(dice.pick("after", Phrases.after(ruling.decision())));
        }
        ramble(verbosity, sentences);
        if (dice.chance(verbosity)) {
            sentences.add(dice.pick("closing", Phrases.CLOSINGS));
        }
        return String.join(" ", sentences);
    }

    /** The decision in one sentence. */
    String sentence() {
        String sentence = fill(dice.pick("core", Phrases.core(ruling.decision())));
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /** How it came to the ruling. Leaves the dice alone, so that asking for thoughts changes no answer. */
    String thoughts() {
        String against = ruling.because().isEmpty()
                ? "Nothing in the policy stands against it."
                : "What matters: " + String.join(" and ", ruling.because()) + ".";
        return fill("The customer writes about {order}: {topic}. ") + against + " So: "
                + ruling.decision().word() + ".";
    }

    private void ramble(double verbosity, List<String> sentences) {
        for (int i = 0; i < 2; i++) {
            if (verbosity > 0.3 && dice.chance(verbosity)) {
                sentences.add(dice.pick("ramble" + sentences.size(), Phrases.RAMBLES));
            }
        }
    }

    private String fill(String phrase) {
        String because = String.join(" and ", ruling.because());
        return phrase.replace("{because}", because)
                .replace("{order}", facts.orders().isEmpty() ? "your order" : "order " + orders())
                .replace("{amount}", amount())
                .replace("{topic}", topic());
    }

    private String orders() {
        return String.join(" and ", facts.orders());
    }

    private String amount() {
        return facts.amount() == null ? "the full amount" : "$" + facts.amount().toPlainString();
    }

    /** The customer's own last words, clipped at a word: enough to show that they were read. */
    private String topic() {
        String last = words.strip().lines().reduce((first, second) -> second).orElse("");
        if (last.isBlank()) {
            return "your question";
        }
        if (last.length() <= TOPIC_LENGTH) {
            return "“" + last.strip() + "”";
        }
        int space = last.lastIndexOf(' ', TOPIC_LENGTH);
        int end = space > 0 ? space : TOPIC_LENGTH;
        return "“" + last.substring(0, Character.isHighSurrogate(last.charAt(end - 1)) ? end - 1 : end) + "…”";
    }
}
