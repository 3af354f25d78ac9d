package dev.understudy.verdict.rule;

/** What is taken from a comparison: a closed set. */
public sealed interface Measure {
    /** How unlike live the other answer is, 0 to 1. */
    record Divergence() implements Measure {}

    /** 1 for a mismatch, 0 for a match. */
    record Mismatch() implements Measure {}

    /** A quality of each answer by its name. */
    record Quality(String name) implements Measure {}

    /** Whether it says how unlike two answers are, rather than what each is by itself. */
    default boolean comparesAnswers() {
        return !(this instanceof Quality);
    }
}
