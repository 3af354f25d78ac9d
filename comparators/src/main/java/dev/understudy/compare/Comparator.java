package dev.understudy.compare;

import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Asked;
import org.jspecify.annotations.Nullable;

/**
 * Says how two answers to the same request differ. Pure: no I/O, no clock, no shared state; thread-safe; bounded in time
 * and memory for any input. Made by a {@link ComparatorFactory}, which is found with {@link java.util.ServiceLoader}.
 */
public interface Comparator {
    /** The name used in configuration, metrics and JSON: {@code text}. */
    String name();

    /**
     * Compares. Never throws on odd answers: what cannot be compared is {@link Comparison.NotComparable} with a reason.
     *
     * @param asked the request that both answered
     * @param live what the client got
     * @param other the candidate's answer, or live's second one (control)
     */
    Comparison compare(Asked asked, Answer live, Answer other);

    /**
     * The same, with what somebody says of the pair who was asked before. Only a comparator that reports opinions looks at
     * it.
     *
     * @param opinion null when nobody was asked
     */
    default Comparison compare(Asked asked, Answer live, Answer other, @Nullable Opinion opinion) {
        return compare(asked, live, other);
    }

    /**
     * The same, with what other comparators of the exchange have read of the answers already. One that looks at texts shares
     * its own readings this way ({@link ReadingComparator}); the results are those of the method above.
     */
    default Comparison compare(Sides sides) {
        return compare(
                sides.question().asked(), sides.live().answer(), sides.other().answer(), sides.opinion());
    }

    /**
     * Whether it takes milliseconds rather than microseconds. Such a comparator runs on threads of its own, and where those
     * have more than they can do it is {@link Comparison.NotComparable}.
     */
    default boolean takesLong() {
        return false;
    }

    /** Whether it has something to say where live failed. What judges the quality of a text does not. */
    default boolean judgesFailures() {
        return false;
    }
}
