package dev.understudy.staging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests to play, in the order of their times. Gone through once, by one thread; closed by whoever opened it. */
public interface StagedRequests extends AutoCloseable {
    /** About how many there are; what was played before is counted too. */
    long count();

    /** The next one, or null at the end. */
    @Nullable
    StagedRequest next();

    @Override
    default void close() {}

    /** Those of a list. */
    static StagedRequests of(List<StagedRequest> list) {
        return new StagedRequests() {
            private int at;

            @Override
            public long count() {
                return list.size();
            }

            @Override
            public @Nullable StagedRequest next() {
                return at < list.size() ? list.get(at++) : null;
            }
        };
    }
}
