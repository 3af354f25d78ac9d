package dev.understudy.compare.text;

/**
 * What two texts have in common, seen from one of them, whatever the order. A text that only leaves something out has little
 * {@code added}, one that only goes on has little {@code missing}: so a shorter answer can be told from another one. Whether a
 * word occurs in the other text depends on how long that one is, and not on how much else this one says; a common
 * subsequence would depend on both.
 *
 * @param added share of its words that do not occur in the other; 0 for no words
 * @param missing share of the other's words that do not occur in it
 */
record Overlap(double added, double missing) {
    static final Overlap SAME = new Overlap(0, 0);

    /** @param symbols how many numbers the tokens of both have */
    static Overlap of(Tokens own, Tokens others, int symbols) {
        return new Overlap(lacking(own, others, symbols), lacking(others, own, symbols));
    }

    /** The same as the other text sees it. */
    Overlap reversed() {
        return new Overlap(missing, added);
    }

    private static double lacking(Tokens tokens, Tokens others, int symbols) {
        if (tokens.size() == 0) {
            return 0;
        }
        boolean[] there = new boolean[symbols];
        for (int i = 0; i < others.size(); i++) {
            there[others.number(i)] = true;
        }
        int lacking = 0;
        for (int i = 0; i < tokens.size(); i++) {
            lacking += there[tokens.number(i)] ? 0 : 1;
        }
        return (double) lacking / tokens.size();
    }
}
