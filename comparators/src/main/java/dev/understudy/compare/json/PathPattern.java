package dev.understudy.compare.json;

import dev.understudy.config.ConfigException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of paths in JSON, such as {@code $.items[*].price} or {@code $..updated_at}: the part of JSONPath (RFC 9535)
 * that needs no values to decide whether a path matches. Followed step by step as an automaton: bit {@code i} of a state
 * says that the first {@code i} steps of the pattern are behind. Immutable.
 */
final class PathPattern {
    /** One state bit a step and one for the start. */
    static final int MOST_STEPS = 62;

    /** The state before the first step. */
    static final long START = 1;

    /**
     * One step.
     *
     * @param descendant whether any number of steps may come before it
     * @param name the member it takes, or null
     * @param index the element it takes, or -1; without a name and an index it takes any
     */
    record Step(boolean descendant, @Nullable String name, int index) {
        boolean takes(@Nullable String member, int element) {
            if (name != null) {
                return name.equals(member);
            }
            return index < 0 || (member == null && index == element);
        }
    }

    private final String source;
    private final List<Step> steps;

    PathPattern(String source, List<Step> steps) {
        this.source = source;
        this.steps = List.copyOf(steps);
    }

    /** @throws ConfigException under {@code key}, saying at which character the pattern is wrong */
    static PathPattern parse(String key, String pattern) {
        return new PathPatternParser(key, pattern).parse();
    }

    /** The state after going to a member, or to an element when {@code member} is null. */
    long advance(long state, @Nullable String member, int element) {
        long next = 0;
        for (long left = state & ~(1L << steps.size()); left != 0; left &= left - 1) {
            int done = Long.numberOfTrailingZeros(left);
            Step step = steps.get(done);
            if (step.descendant()) {
                next |= 1L << done;
            }
            if (step.takes(member, element)) {
                next |= 2L << done;
            }
        }
        return next;
    }

    /** Whether the path that led to this state matches. */
    boolean matches(long state) {
        return (state >>> steps.size() & 1) != 0;
    }

    /** Whether it is {@code $} alone. */
    boolean isRoot() {
        return steps.isEmpty();
    }

    @Override
    public String toString() {
        return source;
    }
}
