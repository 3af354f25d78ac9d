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
    private final Map<Long, Integer> places = new HashMap<>();

    /** For each place the next one with the same words, or -1. */
    private final int[] next;

    private static final int MOST_PLACES = 8;

    PromptLeak(List<String> systemPrompts) {
        prompt = new ArrayList<>();
        for (String text : systemPrompts) {
            words(text, prompt);
        }
        next = new int[prompt.size()];
        for (int i = prompt.size() - SEED; i >= 0; i--) {
            Integer later = places.put(seed(prompt, i), i);
            next[i] = later == null ? -1 : later;
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
            int place = places.getOrDefault(seed(words, i), -1);
            for (int tried = 0; place >= 0 && tried < MOST_PLACES; tried++) {
                run = Math.max(run, run(words, i, place));
                place = next[place];
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

    /** Of some words; others may have the same, so a run is read word by word. */
    private static long seed(List<String> words, int from) {
        long seed = 0;
        for (int i = from; i < from + SEED; i++) {
            seed = seed * 0x9E3779B97F4A7C15L + words.get(i).hashCode();
        }
        return seed;
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
