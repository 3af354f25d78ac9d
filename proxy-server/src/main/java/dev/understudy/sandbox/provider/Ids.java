package dev.understudy.sandbox.provider;

import java.util.SplittableRandom;

/** Ids and paddings in providers' styles. Not thread-safe: one per answer. */
public final class Ids {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String HEX = "0123456789abcdef";

    private final SplittableRandom random;

    public Ids(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public String letters(String prefix, int length) {
        return prefix + word(LETTERS, length);
    }

    public String hex(String prefix, int length) {
        return prefix + word(HEX, length);
    }

    /** Random letters that hide a chunk's true length from someone who watches packet sizes. */
    public String padding() {
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
