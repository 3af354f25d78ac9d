package dev.understudy.compare.facts;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The facts of one text, each once, and which words it denies or affirms. Bounded; immutable once read.
 */
final class Facts {
    static final int MOST = 5_000;
    static final int MOST_WORDS = 50_000;

    private final Set<Fact> stated = new LinkedHashSet<>();
    private final Map<FactKind, Integer> counts = new HashMap<>();
    /** Content words by their stem: whether they stand denied, affirmed, or both. */
    private final Map<String, Integer> polarity = new LinkedHashMap<>();

    private static final int AFFIRMED = 1;
    private static final int DENIED = 2;

    static Facts of(String text) {
        Facts facts = new Facts();
        new FactScanner(text, facts).scan();
        return facts;
    }

    void add(FactKind kind, String value) {
        if (stated.size() < MOST && stated.add(new Fact(kind, value))) {
            counts.merge(kind, 1, Integer::sum);
        }
    }

    void word(String stem, boolean denied) {
        if (polarity.size() < MOST_WORDS) {
            polarity.merge(stem, denied ? DENIED : AFFIRMED, (before, now) -> before | now);
        }
        if (denied) {
            counts.merge(FactKind.NEGATION, 1, Integer::sum);
        }
    }

    /** All but the negations: those mean something beside another text only. */
    Set<Fact> stated() {
        return stated;
    }

    /** Words that this text only denies. */
    Set<String> deniedOnly() {
        return withPolarity(DENIED);
    }

    boolean denies(String stem) {
        return (polarity.getOrDefault(stem, 0) & DENIED) != 0;
    }

    /** Whether it uses the word, and never denies it. */
    boolean affirmsOnly(String stem) {
        return polarity.getOrDefault(stem, 0) == AFFIRMED;
    }

    private Set<String> withPolarity(int wanted) {
        Set<String> words = new LinkedHashSet<>();
        polarity.forEach((stem, seen) -> {
            if (seen == wanted) {
                words.add(stem);
            }
        });
        return words;
    }

    int count(FactKind kind) {
        return counts.getOrDefault(kind, 0);
    }
}
