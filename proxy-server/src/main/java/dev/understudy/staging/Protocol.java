package dev.understudy.staging;

import dev.understudy.compare.Compared;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Outcome;
import dev.understudy.report.ReportBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The books of a run: what is under way, what came of it, and what the report is made of. Guarded by itself. */
final class Protocol {
    /** Called off in the middle: nobody knows whether the provider did the work. */
    private static final Set<Outcome> CALLED_OFF = Set.of(Outcome.SHUTDOWN, Outcome.DISABLED);

    private final ReportBuilder builder;
    private final LoadMeter load = new LoadMeter();
    private final Purse purse;
    private final Journal journal;
    private final StagingListener listener;
    private final InstantSource clock;
    private final StagingOptions.LiveArm live;
    private final long all;
    private final Map<String, StagedExchange> open = new HashMap<>();
    private final EnumMap<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private long ended;
    private long unknown;
    /** In a row, of those where the mirror let no call out. */
    private int refusals;

    Protocol(
            ReportBuilder builder,
            Purse purse,
            Journal journal,
            StagingListener listener,
            InstantSource clock,
            StagingOptions.LiveArm live,
            long all) {
        this.builder = builder;
        this.purse = purse;
        this.journal = journal;
        this.listener = listener;
        this.clock = clock;
        this.live = live;
        this.all = all;
    }

    /** Takes over what earlier sessions wrote down. */
    synchronized void resume() {
        journal.replay(this::add);
    }

    /** Before anything of it is sent. */
    synchronized void begins(StagedExchange exchange, long nanos) {
        if (open.putIfAbsent(exchange.id(), exchange) != null) {
            throw new IllegalArgumentException("id: " + exchange.id() + " (expected: each id once)");
        }
        journal.begins(exchange.id());
        load.began(nanos);
    }

    /** An earlier session began it and never saw its end. */
    synchronized void isUnknown() {
        unknown++;
    }

    @Nullable
    synchronized StagedExchange open(String id) {
        return open.get(id);
    }

    /** Its answers have met; what is said of them comes with {@link #compared}. */
    synchronized void awaitsResults(StagedExchange exchange) {
        exchange.awaitsResults = true;
    }

    synchronized void compared(StagedExchange staged, Exchange exchange, String prompt, List<Compared> results) {
        staged.exchange = exchange;
        staged.prompt = prompt;
        staged.results = results;
        staged.awaitsResults = false;
        finishIfOver(staged);
    }

    synchronized void over(StagedExchange staged, Outcome outcome) {
        if (staged.outcome == null) {
            staged.outcome = outcome;
            finishIfOver(staged);
        }
    }

    private void finishIfOver(StagedExchange staged) {
        Outcome outcome = staged.outcome;
        if (outcome == null || staged.awaitsResults || open.remove(staged.id()) == null) {
            return;
        }
        notifyAll();
        if (CALLED_OFF.contains(outcome)) {
            unknown++;
            return;
        }
        refusals = outcome.blame() == Outcome.Blame.BOUND ? refusals + 1 : 0;
        Journal.Result result = new Journal.Result(
                staged.id(),
                outcome,
                clock.instant(),
                staged.lagNanos,
                live == StagingOptions.LiveArm.CALL,
                spent(staged.exchange),
                staged.exchange,
                staged.prompt,
                staged.results);
        journal.ended(result);
        add(result);
        listener.ended(staged.id(), outcome, ended, all);
    }

    private BigDecimal spent(@Nullable Exchange exchange) {
        if (exchange == null) {
            return BigDecimal.ZERO;
        }
        Answer control = exchange.control();
        return usd(exchange.candidate())
                .add(control == null ? BigDecimal.ZERO : usd(control))
                .add(live == StagingOptions.LiveArm.CALL ? usd(exchange.live()) : BigDecimal.ZERO);
    }

    private static BigDecimal usd(Answer answer) {
        BigDecimal billed = answer.cost().billedUsd();
        return billed == null ? BigDecimal.ZERO : billed;
    }

    private void add(Journal.Result result) {
        ended++;
        outcomes.merge(result.outcome(), 1L, Long::sum);
        purse.charge(result.at(), result.usd());
        load.lagged(result.lagNanos());
        Exchange exchange = result.exchange();
        if (exchange != null) {
            if (live != StagingOptions.LiveArm.NONE) {
                load.answered(exchange.live());
            }
            load.answered(exchange.candidate());
            if (exchange.control() != null) {
                load.answered(exchange.control());
            }
            builder.add(exchange, result.prompt(), result.results());
            listener.compared(exchange, result.prompt(), result.results());
        }
    }

    synchronized int underWay() {
        return open.size();
    }

    synchronized int refusals() {
        return refusals;
    }

    synchronized boolean spent(Instant now) {
        return purse.isEmpty(now);
    }

    synchronized BigDecimal usd() {
        return purse.total();
    }

    synchronized long unknown() {
        return unknown + open.size();
    }

    synchronized Map<Outcome, Long> outcomes() {
        return new EnumMap<>(outcomes);
    }

    /** The list had to wait for one of so many places. */
    void held(int places, long nanos) {
        load.held(places, nanos);
    }

    LoadFigures load() {
        return load.figures();
    }

    /** Nothing may come any more. */
    synchronized ReportBuilder builder() {
        return builder;
    }

    /** Waits until fewer are under way, or so long. */
    synchronized void awaitFewer(int than, long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; open.size() >= than && left > 0; left = until - System.nanoTime()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
    }

    /** Wakes whoever waits. */
    synchronized void wake() {
        notifyAll();
    }
}
