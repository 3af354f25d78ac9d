package dev.understudy.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.knuddels.jtokkit.api.Encoding;
import java.security.SecureRandom;

/**
 * Remembers how many tokens a text has: both arms are asked with the same messages, and each turn of a conversation repeats
 * those before it and the system prompt. Keeps a keyed hash (SipHash-2-4 with a key that is drawn anew in each process) of a
 * text, never the text. Thread-safe.
 */
final class CountedTexts {
    /** Some 2 MB. */
    private static final int MOST = 20_000;

    /** Shorter texts are counted sooner than looked up. */
    private static final int LEAST_CHARS = 24;

    private record Text(String encoding, long hash) {}

    private final HashFunction hash;
    private final Cache<Text, Integer> counts =
            Caffeine.newBuilder().maximumSize(MOST).build();

    CountedTexts() {
        SecureRandom random = new SecureRandom();
        hash = Hashing.sipHash24(random.nextLong(), random.nextLong());
    }

    int count(Encoding encoding, String text) {
        if (text.length() < LEAST_CHARS) {
            return encoding.countTokensOrdinary(text);
        }
        Text key = new Text(encoding.getName(), hash.hashUnencodedChars(text).asLong());
        return counts.get(key, missing -> encoding.countTokensOrdinary(text));
    }
}
