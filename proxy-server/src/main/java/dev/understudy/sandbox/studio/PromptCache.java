package dev.understudy.sandbox.studio;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which beginnings of prompts were seen lately: providers bill those at a discount. As OpenAI describes it: prompts of
 * 1,024 tokens and more, in steps of 128 (platform.openai.com/docs/guides/prompt-caching). Thread-safe.
 */
public final class PromptCache {
    private static final int STEP = 128;
    private static final int LEAST = 1024;
    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int MOST_ENTRIES = 200_000;

    private final Set<Long> beginnings = new LinkedHashSet<>();

    /** Tokens of the longest beginning that was seen before; remembers this prompt's beginnings. */
    public int cachedTokens(CharSequence prompt) {
        int steps = prompt.length() / CHARACTERS_PER_TOKEN / STEP;
        if (steps < LEAST / STEP) {
            return 0;
        }
        return remember(hashes(prompt, steps));
    }

    private static long[] hashes(CharSequence prompt, int steps) {
        long[] hashes = new long[steps];
        long hash = 0xcbf29ce484222325L;
        int at = 0;
        for (int step = 0; step < steps; step++) {
            for (int end = (step + 1) * STEP * CHARACTERS_PER_TOKEN; at < end; at++) {
                hash = (hash ^ prompt.charAt(at)) * 0x100000001b3L;
            }
            hashes[step] = hash;
        }
        return hashes;
    }

    private synchronized int remember(long[] hashes) {
        int cached = 0;
        for (int step = LEAST / STEP - 1; step < hashes.length; step++) {
            if (!beginnings.add(hashes[step])) {
                cached = (step + 1) * STEP;
            }
        }
        Iterator<Long> oldest = beginnings.iterator();
        while (beginnings.size() > MOST_ENTRIES) {
            oldest.next();
            oldest.remove();
        }
        return cached;
    }
}
