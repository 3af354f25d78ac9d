package dev.understudy.compare.text;

import dev.understudy.compare.text.Alignment.Run;

/**
 * How far two texts are apart, in words: {@code 1 − 2·common/(n + m)}, where {@code common} is the length of the longest
 * common subsequence of their {@code n} and {@code m} tokens. The same is the share of tokens to delete and insert (Myers'
 * D) in all tokens of both. Symmetric; 0 for the same tokens, 1 for none in common.
 *
 * @param divergence 0 to 1
 * @param precision how it was found
 * @param liveOnly the longest run of tokens that only live has, near the first difference in long texts
 * @param otherOnly the same for the other
 */
record WordDistance(double divergence, Precision precision, Run liveOnly, Run otherOnly) {
    /** The largest table, in machine words, that is worked through: some 20 ms for the worst two texts. */
    private static final long MOST_WORK = 1L << 24;

    /** The largest table that is kept for walking back: 128 KiB. */
    private static final long MOST_KEPT = 1L << 14;

    /** Where a table would be too large, this many tokens from the first difference on are aligned. */
    private static final int WINDOW = 512;

    /** How exact a distance is. */
    enum Precision {
        EXACT,
        /** The texts are too long for their order to be taken into account; the distance is at least this. */
        COUNTED,
        /** Only the first {@link Tokens#MOST} tokens were read. */
        CUT
    }

    static WordDistance between(Tokens live, Tokens other, Vocabulary vocabulary) {
        int all = live.size() + other.size();
        if (all == 0) {
            return new WordDistance(0, Precision.EXACT, Run.NONE, Run.NONE);
        }
        int prefix = commonPrefix(live, other);
        int suffix = commonSuffix(live, other, prefix);
        int liveEnd = live.size() - suffix;
        int otherEnd = other.size() - suffix;
        long work = Alignment.cost(liveEnd - prefix, otherEnd - prefix);
        boolean kept = work <= MOST_KEPT;
        int liveWindow = kept ? liveEnd : Math.min(liveEnd, prefix + WINDOW);
        int otherWindow = kept ? otherEnd : Math.min(otherEnd, prefix + WINDOW);
        Alignment aligned = Alignment.of(live, prefix, liveWindow, other, prefix, otherWindow, vocabulary.size());
        int common = prefix + suffix;
        if (kept) {
            common += aligned.common();
        } else if (work <= MOST_WORK) {
            common += commonLength(live, prefix, liveEnd, other, otherEnd, vocabulary.size());
        } else {
            common += commonCount(live, prefix, liveEnd, other, otherEnd, vocabulary.size());
        }
        Precision counted = work > MOST_WORK ? Precision.COUNTED : Precision.EXACT;
        Precision precision = live.isCut() || other.isCut() ? Precision.CUT : counted;
        double divergence = Math.max(0, 1 - 2.0 * common / all);
        return new WordDistance(divergence, precision, aligned.liveOnly(), aligned.otherOnly());
    }

    private static int commonPrefix(Tokens live, Tokens other) {
        int most = Math.min(live.size(), other.size());
        int prefix = 0;
        while (prefix < most && live.number(prefix) == other.number(prefix)) {
            prefix++;
        }
        return prefix;
    }

    private static int commonSuffix(Tokens live, Tokens other, int prefix) {
        int most = Math.min(live.size(), other.size()) - prefix;
        int suffix = 0;
        while (suffix < most && live.number(live.size() - 1 - suffix) == other.number(other.size() - 1 - suffix)) {
            suffix++;
        }
        return suffix;
    }

    private static int commonLength(Tokens live, int from, int liveEnd, Tokens other, int otherEnd, int symbols) {
        CommonSubsequence common = new CommonSubsequence(live, from, liveEnd, symbols);
        for (int i = from; i < otherEnd; i++) {
            common.add(other.number(i));
        }
        return common.length();
    }

    /** The tokens in common whatever their order: never fewer than the common subsequence has. */
    private static int commonCount(Tokens live, int from, int liveEnd, Tokens other, int otherEnd, int symbols) {
        int[] left = new int[symbols];
        for (int i = from; i < liveEnd; i++) {
            left[live.number(i)]++;
        }
        int common = 0;
        for (int i = from; i < otherEnd; i++) {
            if (left[other.number(i)]-- > 0) {
                common++;
            }
        }
        return common;
    }
}
