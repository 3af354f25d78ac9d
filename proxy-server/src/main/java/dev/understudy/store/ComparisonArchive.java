package dev.understudy.store;

import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RetentionConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.StoreConfig;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.RequestId;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.publish.ComparisonEntry;
import dev.understudy.publish.ComparisonFilter;
import dev.understudy.publish.ComparisonListener;
import dev.understudy.publish.KeptComparisons;
import dev.understudy.store.ComparisonTable.Row;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps what was compared, in an SQLite file or in memory. Workers put small records into a bounded queue and never wait: what
 * does not fit is not kept, and counted. One thread of its own writes twice a second, and lets the oldest go; so no more than some
 * hundred exchanges a second are kept, and keeping costs no more than a few percent of a processor however many are compared. Readers
 * see all that was queued before them. Thread-safe.
 */
public final class ComparisonArchive implements ComparisonListener, KeptComparisons, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ComparisonArchive.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration REST_AFTER_TROUBLE = Duration.ofSeconds(10);
    private static final int MOST_WAITING = 128;
    private static final int MOST_WAITING_BYTES = 8 << 20;
    private static final int PAGE_BYTES = 4096;
    private static final long LAST_WRITE_SECONDS = 5;

    private final Clock clock;
    private final LongSupplier nanos;
    private final @Nullable Path path;
    private final RetentionConfig retention;
    private final Pseudonymiser pseudonyms;
    private final SqliteFile file;
    private final ComparisonTable table = new ComparisonTable();
    private final BlockingQueue<KeptExchange> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicInteger waitingBytes = new AtomicInteger();
    private final LongAdder kept = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("comparison-archive", true));
    private volatile Map<String, SampledShadow> shadows = Map.of();
    private volatile ComparisonListener whenKept = (exchange, entries) -> {};
    /** Of shadows that were reset: what began before is not kept any more. */
    private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();

    private boolean reconfigured;

    private ComparisonArchive(
            Clock clock,
            LongSupplier nanos,
            @Nullable Path path,
            RetentionConfig retention,
            Pseudonymiser pseudonyms,
            Duration pause) {
        this.clock = clock;
        this.nanos = nanos;
        this.path = path;
        this.retention = retention;
        this.pseudonyms = pseudonyms;
        // Freed pages are used again, so the file stays near its limit; this one is the last resort.
        long mostPages = 2 * retention.size().bytes() / PAGE_BYTES + 256;
        SqliteFile.Settings settings = new SqliteFile.Settings(
                path, mostPages, "what is compared is not kept", pause.isZero() ? Duration.ZERO : REST_AFTER_TROUBLE);
        this.file = new SqliteFile(settings, ComparisonTable::create);
        if (!pause.isZero()) {
            var unused = thread.scheduleWithFixedDelay(
                    this::write, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Opens nothing yet: the file is created when it is first written to.
     *
     * @param pseudonyms for content of shadows that go without
     */
    public static ComparisonArchive of(Clock clock, @Nullable StoreConfig store, Pseudonymiser pseudonyms) {
        Path path = store == null ? null : store.comparisonsPath();
        RetentionConfig retention = store == null ? RetentionConfig.IN_MEMORY : store.comparisons();
        return new ComparisonArchive(clock, System::nanoTime, path, retention, pseudonyms, PAUSE);
    }

    /** One that writes only when it is read, or asked to by {@link #write}. */
    static ComparisonArchive quiet(
            Clock clock, LongSupplier nanos, Path path, RetentionConfig retention, Pseudonymiser pseudonyms) {
        return new ComparisonArchive(clock, nanos, path, retention, pseudonyms, Duration.ZERO);
    }

    /** Takes over the shadows of a configuration: content of those that keep none any more goes with the next writing. */
    public synchronized void configure(ProxyConfig config) {
        Map<String, SampledShadow> next = new HashMap<>();
        for (ShadowConfig shadow : config.shadows()) {
            next.put(shadow.name(), new SampledShadow(shadow, pseudonyms));
        }
        shadows = Map.copyOf(next);
        reconfigured = true;
    }

    /**
     * Who hears of exchanges that can be opened from now on: with their content, where their shadow keeps any. To be called before
     * the first exchange.
     */
    public void whenKept(ComparisonListener listener) {
        whenKept = listener;
    }

    @Override
    public void compared(Exchange exchange, List<ComparisonEntry> entries) {
        if (offer(exchange, "compared", entries)) {
            whenKept.compared(exchange, entries);
        }
    }

    @Override
    public void candidateFailed(Exchange exchange, List<ComparisonEntry> entries) {
        offer(exchange, "candidate_failed", entries);
    }

    /** @return whether it is kept, with its content where its shadow keeps any */
    private boolean offer(Exchange exchange, String outcome, List<ComparisonEntry> entries) {
        if (exchange.at().isBefore(notBefore.getOrDefault(exchange.shadow(), Instant.MIN))) {
            return false;
        }
        if (waiting.remainingCapacity() == 0 || waitingBytes.get() > MOST_WAITING_BYTES) {
            dropped.increment();
            return false;
        }
        SampledShadow shadow = shadows.get(exchange.shadow());
        String sample = shadow != null && shadow.draws(nanos.getAsLong())
                ? shadow.content().json(exchange, entries)
                : null;
        KeptExchange small = KeptExchange.of(exchange, outcome, entries, sample);
        waitingBytes.addAndGet(small.weight());
        if (!waiting.offer(small)) {
            waitingBytes.addAndGet(-small.weight());
            dropped.increment();
            return false;
        }
        return sample != null || shadow == null || shadow.keep() == 0;
    }

    /** Writes what waits. */
    synchronized void write() {
        List<KeptExchange> batch = new ArrayList<>();
        waiting.drainTo(batch);
        if (batch.isEmpty() && !(reconfigured && somethingKept())) {
            return;
        }
        batch.forEach(exchange -> waitingBytes.addAndGet(-exchange.weight()));
        try {
            boolean written = file.attempt("written", false, database -> {
                table.write(database, batch, retention, samples(), clock.instant());
                return true;
            });
            (written ? kept : dropped).add(batch.size());
            reconfigured &= !written;
        } catch (RuntimeException fault) {
            // A fault of ours must not end the thread.
            dropped.add(batch.size());
            LOG.error("keeping comparisons failed", fault);
        }
    }

    /**
     * Lets go everything of a shadow, and keeps nothing of it that began before now. May wait for a disk.
     *
     * @return how many exchanges went; empty where the store cannot be written, and they are still there
     */
    public synchronized OptionalLong forget(String shadow) {
        notBefore.put(shadow, clock.instant());
        write();
        if (!somethingKept()) {
            return OptionalLong.of(0);
        }
        long gone = file.attempt("cleared", -1L, database -> table.forget(database, shadow));
        return gone < 0 ? OptionalLong.empty() : OptionalLong.of(gone);
    }

    /** A proxy that compares nothing does not load SQLite. */
    private boolean somethingKept() {
        return kept.sum() > 0 || (path != null && Files.exists(path));
    }

    private Map<String, Integer> samples() {
        Map<String, Integer> samples = new HashMap<>();
        shadows.forEach((name, shadow) -> samples.put(name, shadow.keep()));
        return samples;
    }

    @Override
    public synchronized Page find(ComparisonFilter filter, @Nullable String after, int limit, boolean content) {
        PageBuilder page = new PageBuilder(filter, after, limit, content);
        write();
        return file.attempt("read", new Page(List.of(), null), database -> {
            ComparisonTable.visit(database, filter, page.firstRow(), page::add);
            return page.page();
        });
    }

    @Override
    public synchronized Optional<ObjectNode> example(String id, @Nullable String shadow, boolean content) {
        write();
        List<Row> rows = file.attempt("read", List.<Row>of(), database -> ComparisonTable.byId(database, id));
        ArrayNode names = JsonMapper.shared().createArrayNode();
        ObjectNode example = null;
        for (Row row : rows) {
            ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(row.detail());
            String name = json.path("shadow").asString("");
            if (example != null && !json.path("id").equals(example.path("id"))) {
                // An older exchange of a client that calls several requests by one id.
                continue;
            }
            names.add(name);
            if (example == null && (shadow == null || shadow.equals(name))) {
                example = withContent(json, row, content);
            }
        }
        if (example != null) {
            example.set("shadows", names);
        }
        return Optional.ofNullable(example);
    }

    private static ObjectNode withContent(ObjectNode json, Row row, boolean wanted) {
        json.put("request_id", RequestId.ofExchange(json.path("id").asString("")));
        json.put("content_kept", row.content() != null);
        JsonNode words = wanted && row.words() != null ? JsonMapper.shared().readTree(row.words()) : null;
        for (JsonNode comparison : json.path("comparisons")) {
            String sequence = comparison.path("sequence").asString("");
            ((ObjectNode) comparison)
                    .put(
                            "explanation",
                            words == null ? null : words.path(sequence).asString(null));
        }
        json.set(
                "content", wanted && row.content() != null ? JsonMapper.shared().readTree(row.content()) : null);
        return json;
    }

    /** Exchanges that were written. */
    public long kept() {
        return kept.sum();
    }

    /** Exchanges that were compared and could not be kept: too many at once, or trouble with the store. */
    public long dropped() {
        return dropped.sum();
    }

    /** Writes what waits, within some seconds, and closes. */
    @Override
    public void close() {
        thread.execute(this::write);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_WRITE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the store did not take the last comparisons within {} s", LAST_WRITE_SECONDS);
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            file.close();
        }
    }
}
