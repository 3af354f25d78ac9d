package dev.understudy.staging;

import dev.understudy.compare.Compared;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Remembers what was played, so that a run that was cut off goes on without playing anything twice. */
public interface Journal extends AutoCloseable {
    /** How far a request came in an earlier session. */
    enum Known {
        NOTHING,
        /** It was begun, and nobody knows how it ended. */
        BEGUN,
        ENDED
    }

    /**
     * What a request came to.
     *
     * @param at when it ended
     * @param lagNanos how much too late it began
     * @param liveCalled whether live was asked, whatever became of the candidate
     * @param usd what its calls cost, as far as that is known
     * @param exchange null where nothing was compared
     * @param prompt what the user asked last
     */
    record Result(
            String id,
            Outcome outcome,
            Instant at,
            long lagNanos,
            boolean liveCalled,
            BigDecimal usd,
            @Nullable Exchange exchange,
            String prompt,
            List<Compared> results) {}

    /** Of earlier sessions only. */
    Known known(String id);

    /** Hands over every result of earlier sessions, in order. */
    void replay(Consumer<Result> results);

    /** Before anything of a request is sent. */
    void begins(String id);

    void ended(Result result);

    /** Everything was played. */
    void finished();

    @Override
    void close();

    /** Remembers nothing. */
    Journal NONE = new Journal() {
        @Override
        public Known known(String id) {
            return Known.NOTHING;
        }

        @Override
        public void replay(Consumer<Result> results) {}

        @Override
        public void begins(String id) {}

        @Override
        public void ended(Result result) {}

        @Override
        public void finished() {}

        @Override
        public void close() {}
    };
}
