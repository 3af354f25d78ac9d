package dev.understudy.verdict.rule;

/** What is taken from a comparison: a closed set. */
public sealed interface Measure {
    /** How unlike live the other answer is, 0 to 1. */
    record Divergence() implements Measure {}

    /** 1 for a mismatch, 0 for a match. */
    record Mismatch() implements Measure {}

    /**
     * A quality of each answer by its name.
     *
     * @param ofPair whether it says how the one is unlike the other
     */
    record Quality(String name, boolean ofPair) implements Measure {
        /** One of an answer by itself. */
        public Quality(String name) {
            this(name, false);
        }
    }

    /** Whether it says how unlike two answers are, rather than what each is by itself. */
    default boolean comparesAnswers() {
        return !(this instanceof Quality quality) || quality.ofPair();
    }
}
