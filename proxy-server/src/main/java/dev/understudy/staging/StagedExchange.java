package dev.understudy.staging;

import dev.understudy.compare.Compared;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Outcome;
import dev.understudy.tee.LiveExchange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A staged request on its way through the mirror: takes the place of one that a client sent. What becomes of it is written by the
 * run, under the run's lock.
 */
final class StagedExchange implements LiveExchange {
    private final StagedRequest staged;
    private final boolean recorded;
    private final BiConsumer<StagedExchange, Outcome> ended;
    private volatile @Nullable CapturedResponse response;

    /** How much too late it began. */
    final long lagNanos;

    // What the run knows of it, under the run's lock.
    @Nullable
    Outcome outcome;

    @Nullable
    Exchange exchange;

    boolean awaitsResults;
    String prompt = "";
    List<Compared> results = List.of();
    BigDecimal usd = BigDecimal.ZERO;

    /**
     * @param recorded whether live's answer is the one of the list
     * @param ended hears of the outcome once, on a mirror worker
     */
    StagedExchange(StagedRequest staged, boolean recorded, long lagNanos, BiConsumer<StagedExchange, Outcome> ended) {
        this.staged = staged;
        this.recorded = recorded;
        this.lagNanos = lagNanos;
        this.ended = ended;
    }

    StagedRequest staged() {
        return staged;
    }

    /** Live has answered; before the mirror is told. */
    void answered(CapturedResponse live) {
        response = live;
    }

    @Override
    public String id() {
        return staged.id();
    }

    @Override
    public Instant at() {
        return staged.at();
    }

    @Override
    public long requestLength() {
        return staged.request().body().length;
    }

    @Override
    public CapturedRequest takeRequest() {
        return staged.request();
    }

    @Override
    public CapturedResponse takeResponse() {
        CapturedResponse live = response;
        return live == null ? CapturedResponse.none(Ending.CANCELLED, "live was not asked", 0, 0) : live;
    }

    @Override
    public @Nullable Answer readAnswer() {
        return recorded ? staged.live() : null;
    }

    @Override
    public void over(String shadow, Outcome how) {
        ended.accept(this, how);
    }

    @Override
    public void unwanted() {}

    @Override
    public void close() {}
}
