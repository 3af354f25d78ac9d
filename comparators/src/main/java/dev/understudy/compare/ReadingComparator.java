package dev.understudy.compare;

import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Asked;

/** A comparator that shares what it reads of an answer with the other comparators of the exchange. */
public abstract class ReadingComparator implements Comparator {
    @Override
    public final Comparison compare(Asked asked, Answer live, Answer other) {
        return compare(Sides.of(asked, live, other));
    }

    @Override
    public abstract Comparison compare(Sides sides);
}
