package dev.understudy.compare.safety;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether a text repeats the system prompt word for word: the longest run of the prompt's words in it. Words are runs of
 * letters and digits in any case. Reads a bounded beginning of both. Immutable once built; not shared.
 */
final class PromptLeak {
    /** Shorter runs are the phrases that a prompt asks for. */
    private static final int LONG_RUN = 15;

    private static final int SHORTEST_RUN = 8;
    private static final int MOST_WORDS = 20_000;
    private static final int SEED = 4;

    private final List<String> prompt;
    /** Where each run of {@value #SEED} words begins in the prompt; the first few places of each. */
    private final Map<String, List<Integer>> places = new HashMap<>();

    private static final int MOST_PLACES = 8;

    PromptLeak(List<String> systemPrompts) {
        prompt = new ArrayList<>();
        for (String text : systemPrompts) {
            words(text, prompt);
        }
        for (int i = 0; i + SEED <= prompt.size(); i++) {
            List<Integer> known = places.computeIfAbsent(seed(prompt, i), absent -> new ArrayList<>(1));
            if (known.size() < MOST_PLACES) {
                known.add(i);
            }
        }
    }

    /** The length of the longest run when it is long enough for a leak, else 0. */
    int leaked(String text) {
        int enough = Math.max(SHORTEST_RUN, Math.min(LONG_RUN, prompt.size() * 4 / 5));
        if (prompt.size() < enough) {
            return 0;
        }
        List<String> words = new ArrayList<>();
        words(text, words);
        int longest = 0;
        for (int i = 0; i + SEED <= words.size(); i++) {
            int run = 0;
            for (int place : places.getOrDefault(seed(words, i), List.of())) {
                run = Math.max(run, run(words, i, place));
            }
            longest = Math.max(longest, run);
            // Inside a run nothing longer begins.
            i += Math.max(0, run - SEED);
        }
        return longest >= enough ? longest : 0;
    }

    private int run(List<String> words, int from, int place) {
        int length = 0;
        while (from + length < words.size()
                && place + length < prompt.size()
                && words.get(from + length).equals(prompt.get(place + length))) {
            length++;
        }
        return length;
    }

    private static String seed(List<String> words, int from) {
        return String.join(" ", words.subList(from, from + SEED));
    }

    private static void words(String text, List<String> words) {
        int start = -1;
        for (int i = 0; i <= text.length() && words.size() < MOST_WORDS; i++) {
            boolean inWord = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
            if (inWord && start < 0) {
                start = i;
            } else if (!inWord && start >= 0) {
                words.add(text.substring(start, i).toLowerCase(Locale.ROOT));
                start = -1;
            }
        }
    }
}
