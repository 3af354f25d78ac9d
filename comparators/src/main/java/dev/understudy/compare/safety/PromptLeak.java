package dev.understudy.compare.safety;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.understudy.compare.Question;
import java.util.List;

/**
 * Whether a text repeats the system prompt word for word: the longest run of the prompt's words in it. Words are runs of
 * letters and digits in any case. Reads a bounded beginning of both. Immutable, thread-safe.
 */
final class PromptLeak {
    /** Shorter runs are the phrases that a prompt asks for. */
    private static final int LONG_RUN = 15;

    private static final int SHORTEST_RUN = 8;
    private static final int MOST_WORDS = 20_000;
    private static final int SEED = 4;
    private static final int MOST_PLACES = 8;

    /**
     * In words of prompts; one takes some 30 bytes, which is as much as {@value #CHARACTERS_OF_A_WORD} characters of the
     * prompt that it is kept under. Applications have few prompts, and send one with every request.
     */
    private static final long MOST_CACHED = 200_000;

    private static final int CHARACTERS_OF_A_WORD = 15;

    private static final Cache<List<String>, PromptLeak> KNOWN = Caffeine.newBuilder()
            .maximumWeight(MOST_CACHED)
            .weigher(PromptLeak::weight)
            .executor(Runnable::run)
            .build();

    private final WordHashes prompt = new WordHashes(MOST_WORDS);
    private final int enough;
    /** A hash table of the runs of {@value #SEED} words in the prompt: where each begins first, plus 1; 0 for none. */
    private final int[] places;

    /** For each place the next one with the same words, or -1. */
    private final int[] next;

    PromptLeak(List<String> systemPrompts) {
        systemPrompts.forEach(prompt::read);
        enough = Math.max(SHORTEST_RUN, Math.min(LONG_RUN, prompt.size() * 4 / 5));
        places = new int[Integer.highestOneBit(Math.max(8, prompt.size())) * 4];
        next = new int[prompt.size()];
        for (int place = prompt.size() - SEED; place >= 0; place--) {
            int slot = slot(prompt, place);
            next[place] = places[slot] - 1;
            places[slot] = place + 1;
        }
    }

    /** Of the request's system prompts; read once for all requests that have the same. */
    static PromptLeak of(Question question) {
        return question.once(PromptLeak.class, asked -> KNOWN.get(asked.systemPrompts(), PromptLeak::new));
    }

    /** What a prompt and what was read of it take; of long prompts, and of those without spaces, the text is the most. */
    static int weight(List<String> texts, PromptLeak leak) {
        long characters = texts.stream().mapToLong(String::length).sum();
        return (int) Math.min(MOST_CACHED + 1, leak.prompt.size() + characters / CHARACTERS_OF_A_WORD + 64);
    }

    /** The length of the longest run when it is long enough for a leak, else 0. */
    int leaked(String text) {
        if (prompt.size() < enough) {
            return 0;
        }
        WordHashes words = new WordHashes(MOST_WORDS).read(text);
        int longest = 0;
        for (int i = 0; i + SEED <= words.size(); i++) {
            int run = 0;
            int place = places[slot(words, i)] - 1;
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

    private int run(WordHashes words, int from, int place) {
        int length = 0;
        while (from + length < words.size()
                && place + length < prompt.size()
                && words.get(from + length) == prompt.get(place + length)) {
            length++;
        }
        return length;
    }

    /** The slot of the words from here on, or a free one. */
    private int slot(WordHashes words, int from) {
        int mask = places.length - 1;
        int slot = (int) words.seed(from, SEED) & mask;
        while (places[slot] != 0 && !begins(words, from, places[slot] - 1)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean begins(WordHashes words, int from, int place) {
        for (int i = 0; i < SEED; i++) {
            if (words.get(from + i) != prompt.get(place + i)) {
                return false;
            }
        }
        return true;
    }
}
