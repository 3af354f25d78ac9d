package dev.understudy.sandbox.openai;

import java.util.SplittableRandom;

/** Ids in the provider's style. Not thread-safe: one per request. */
final class Ids {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String HEX = "0123456789abcdef";

    private final SplittableRandom random;

    Ids(long seed) {
        this.random = new SplittableRandom(seed);
    }

    String completion() {
        return "chatcmpl-" + word(LETTERS, 29);
    }

    String call() {
        return "call_" + word(LETTERS, 24);
    }

    String request() {
        return "req_" + word(HEX, 32);
    }

    /** Random letters that hide a chunk's true length from someone who watches packet sizes. */
    String padding() {
        return word(LETTERS, random.nextInt(1, 16));
    }

    private String word(String alphabet, int length) {
        StringBuilder word = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            word.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return word.toString();
    }
}
