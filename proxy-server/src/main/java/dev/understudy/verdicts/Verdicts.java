package dev.understudy.verdicts;

import dev.understudy.compare.Compared;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Outcome;
import dev.understudy.mirror.MirrorEvents;
import dev.understudy.publish.ComparisonEntry;
import dev.understudy.publish.ComparisonListener;
import dev.understudy.verdict.Turn;
import dev.understudy.verdict.Verdict;
import dev.understudy.verdict.VerdictJson;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The verdict on every configured shadow. Thread-safe. Evidence belongs to a candidate, not to a shadow: who changes the
 * candidate starts anew, who changes the gate does not.
 */
public final class Verdicts implements ComparisonListener, MirrorEvents, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);

    private final Clock clock;
    private final Keeper keeper;
    private volatile Map<String, Book> books = Map.of();

    /** @param store where evidence is kept; closed with this */
    public Verdicts(Clock clock, EvidenceStore store) {
        this(clock, store, Keeper.USUAL_PAUSE);
    }

    Verdicts(Clock clock, EvidenceStore store, Duration pause) {
        this.clock = clock;
        this.keeper = new Keeper(store, clock, pause, () -> books.values());
    }

    /** Takes over the shadows of a configuration. Does not wait for the store: what it kept is added when it comes. */
    public synchronized void configure(ProxyConfig config) {
        Map<String, Book> next = new HashMap<>();
        for (ShadowConfig shadow : config.shadows()) {
            next.put(shadow.name(), book(config, shadow));
        }
        books.forEach((name, book) -> {
            if (next.get(name) != book) {
                keeper.save(book);
            }
        });
        books = Map.copyOf(next);
    }

    private Book book(ProxyConfig config, ShadowConfig shadow) {
        String fingerprint = CandidateFingerprint.of(config, shadow);
        Book old = books.get(shadow.name());
        if (old != null && old.fingerprint().equals(fingerprint)) {
            old.configure(shadow);
            return old;
        }
        Book fresh = new Book(shadow, fingerprint, clock.instant());
        if (old != null) {
            LOG.info(
                    "shadow {}: the candidate changed ({} is now {}), so the evidence of it starts anew",
                    shadow.name(),
                    old.fingerprint(),
                    fingerprint);
            fresh.changed(clock.instant());
        }
        keeper.load(fresh);
        return fresh;
    }

    /**
     * Begins a shadow's evidence anew, kept evidence of all its candidates included; what was asked before does not count any more.
     *
     * @return since when there was evidence; empty for a shadow that is not configured
     */
    public synchronized Optional<Instant> reset(String shadow) {
        Book old = books.get(shadow);
        if (old == null) {
            return Optional.empty();
        }
        Map<String, Book> next = new HashMap<>(books);
        next.put(shadow, old.anew(clock.instant()));
        books = Map.copyOf(next);
        keeper.forget(shadow);
        return Optional.of(old.since());
    }

    @Override
    public void compared(Exchange exchange, List<ComparisonEntry> entries) {
        Book book = books.get(exchange.shadow());
        if (book != null) {
            book.add(new Turn(
                    exchange.conversation(),
                    exchange.at(),
                    exchange.stratum(),
                    entries.stream()
                            .map(entry -> new Compared(entry.comparator(), entry.pair(), entry.comparison()))
                            .toList()));
        }
    }

    /** What failed counts as a failure: a candidate that never answers must not look like one without errors. */
    @Override
    public void candidateFailed(Exchange exchange, List<ComparisonEntry> entries) {
        compared(exchange, entries);
    }

    @Override
    public void ended(String shadow, Outcome outcome) {
        Book book = books.get(shadow);
        if (book != null) {
            book.ended(outcome);
        }
    }

    @Override
    public void answered(String shadow, Answer answer, @Nullable BigDecimal costUsd) {
        // What answers cost is measured by a comparator, in pairs.
    }

    /** What can be said of a shadow; empty for one that is not configured. */
    public Optional<Verdict> verdict(String shadow) {
        return Optional.ofNullable(books.get(shadow)).map(book -> book.verdict(clock.instant()));
    }

    /** What can be said of every shadow. */
    public Map<String, Verdict> all() {
        Map<String, Verdict> all = new TreeMap<>();
        Instant now = clock.instant();
        books.forEach((name, book) -> all.put(name, book.verdict(now)));
        return all;
    }

    /** Tells candidates apart: what a verdict is on, in the same words in every process. */
    public static String fingerprint(ProxyConfig config, ShadowConfig shadow) {
        return CandidateFingerprint.of(config, shadow);
    }

    /** As JSON, with since when evidence is gathered, of which candidate, and how long it will take. */
    public Optional<ObjectNode> json(String shadow) {
        return Optional.ofNullable(books.get(shadow)).map(book -> json(book, clock.instant()));
    }

    private static ObjectNode json(Book book, Instant now) {
        Verdict verdict = book.verdict(now);
        ObjectNode json = VerdictJson.of(verdict);
        double hours = Math.max(1, Duration.between(book.since(), now).toMillis()) / 3_600_000.0;
        double perHour = verdict.exchanges() / hours;
        json.put("shadow", book.shadow());
        json.put("fingerprint", book.fingerprint());
        json.put("since", book.since().toString());
        Instant changed = book.changed();
        json.put("candidate_changed", changed == null ? null : changed.toString());
        json.put("exchanges_per_hour", perHour);
        json.path("rules").forEach(rule -> {
            double more = rule.path("more_exchanges").asDouble(0);
            if (more > 0 && perHour > 0) {
                ((ObjectNode) rule).put("more_hours", more / perHour);
            } else {
                ((ObjectNode) rule).putNull("more_hours");
            }
        });
        return json;
    }

    /** Keeps what is not kept yet and closes the store. */
    @Override
    public void close() {
        keeper.close();
    }
}
