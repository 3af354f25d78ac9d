package dev.understudy.compare.text;

/**
 * What two texts have in common, seen from one of them. A text that only leaves something out has little {@code added}, one that
 * only goes on has little {@code missing}: so a shorter answer can be told from another one.
 *
 * @param added share of its words that the other does not have in that order; 0 for no words
 * @param missing share of the other's words that it does not have in that order
 */
record Overlap(double added, double missing) {
    static final Overlap SAME = new Overlap(0, 0);

    static Overlap of(WordDistance distance, Tokens own, Tokens others) {
        double common = (1 - distance.divergence()) * (own.size() + others.size()) / 2;
        return new Overlap(lacking(common, own.size()), lacking(common, others.size()));
    }

    private static double lacking(double common, int words) {
        return words == 0 ? 0 : Math.max(0, Math.min(1, 1 - common / words));
    }
}
