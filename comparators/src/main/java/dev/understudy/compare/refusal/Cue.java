package dev.understudy.compare.refusal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * A phrase that gives an intention away, as a small pattern of words: {@code i can not ..2 @help}. {@code a|b} is either
 * word, {@code ..2} up to two words of any kind, {@code @help} a word of that
 * list, {@code !idle} any word that is not on it. Immutable.
 */
final class Cue {
    /** @param except whether any word but these fits */
    private record Step(BitSet words, int gap, boolean except) {
        boolean fits(int word) {
            return words.get(word) != except;
        }
    }

    private final List<Step> steps;

    private Cue(List<Step> steps) {
        this.steps = steps;
    }

    /** @param numbers gives each word the number that texts have it under, above 0 */
    static Cue of(String pattern, Map<String, Set<String>> lists, ToIntFunction<String> numbers) {
        List<Step> steps = new ArrayList<>();
        int gap = 0;
        for (String token : pattern.trim().split(" +")) {
            if (token.startsWith("..")) {
                gap = Integer.parseInt(token.substring(2));
                continue;
            }
            boolean except = token.startsWith("!");
            Set<String> words = token.startsWith("@") || except ? lists.get(token) : Set.of(token.split("\\|"));
            if (words == null) {
                throw new IllegalArgumentException(
                        "cue: " + pattern + " (expected: a list of words for " + token + ")");
            }
            steps.add(new Step(numbered(words, numbers), gap, except));
            gap = 0;
        }
        return new Cue(List.copyOf(steps));
    }

    private static BitSet numbered(Set<String> words, ToIntFunction<String> numbers) {
        BitSet set = new BitSet();
        words.forEach(word -> set.set(numbers.applyAsInt(word)));
        return set;
    }

    /** The numbers of the words that it can begin with. */
    IntStream first() {
        return steps.get(0).words().stream();
    }

    /** Whether the text says it from this word on, within one sentence. The first word is known to fit. */
    boolean matches(PlainWords text, int at) {
        return matches(text, at + 1, 1, text.sentence(at));
    }

    private boolean matches(PlainWords text, int at, int step, int sentence) {
        if (step == steps.size()) {
            return true;
        }
        Step wanted = steps.get(step);
        for (int i = at; i <= at + wanted.gap() && i < text.size() && text.sentence(i) == sentence; i++) {
            if (wanted.fits(text.word(i)) && matches(text, i + 1, step + 1, sentence)) {
                return true;
            }
        }
        return false;
    }
}
