package dev.understudy.verdict.sequence;

import tools.jackson.databind.node.ObjectNode;

/**
 * What is kept of everything that was seen of one quantity, and what it says. The unit is a conversation; units must be
 * independent of each other. Bounded size; not thread-safe.
 *
 * <p>The quantity is {@code candidate − factor · reference}, or the candidate's alone. Each claim errs with probability
 * {@code alpha} at most, not at one moment but ever, however often it is asked for.
 */
public sealed interface Tally permits BoundedTally, MomentTally, QuantileTally, NeverTally {
    /** Adds one conversation that is over. */
    void add(Draft conversation);

    /** Adds all that another tally of the same quantity has seen. */
    void merge(Tally other);

    /** Conversations seen. */
    long units();

    /** Exchanges seen in them. */
    long exchanges();

    /** The quantity as it was seen; NaN before the first unit. */
    double estimate();

    /** The candidate's part of the estimate. */
    double candidate();

    /** The reference's part of the estimate, before the factor; NaN where there is none. */
    double reference();

    /**
     * Whether it is shown that the quantity is at least {@code bound}.
     *
     * @param times 1; more asks what would be if everything were seen so often
     */
    boolean above(double bound, double alpha, double times);

    /** Whether it is shown that the quantity is at most {@code bound}. */
    boolean below(double bound, double alpha, double times);

    /** What is still possible; each end errs with its own alpha. */
    Interval interval(double lowerAlpha, double upperAlpha);

    /** Writes it into an empty object; {@link TallyJson} reads it. */
    void writeTo(ObjectNode json);
}
