package dev.understudy.assembly;

import dev.understudy.audit.AuditLog;
import dev.understudy.config.PolicyConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.StoreConfig;
import dev.understudy.corpus.CorpusAge;
import dev.understudy.corpus.Recordings;
import dev.understudy.drift.BaselineStore;
import dev.understudy.drift.DriftWatch;
import dev.understudy.mirror.MirrorEvents;
import dev.understudy.mirror.ShadowStatus;
import dev.understudy.otlp.Telemetry;
import dev.understudy.privacy.PseudonymKeys;
import dev.understudy.privacy.Pseudonymisers;
import dev.understudy.publish.ComparisonListener;
import dev.understudy.publish.Histories;
import dev.understudy.publish.Publisher;
import dev.understudy.store.ComparisonArchive;
import dev.understudy.store.SqliteAuditStore;
import dev.understudy.store.SqliteBaselineStore;
import dev.understudy.store.SqliteEvidenceStore;
import dev.understudy.verdict.Verdict;
import dev.understudy.verdicts.EvidenceStore;
import dev.understudy.verdicts.Verdicts;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that remembers: what is published, what is kept, what it amounts to. Thread-safe.
 *
 * @param publisher counts and streams
 * @param verdicts gathers evidence
 * @param archive keeps what was compared
 * @param histories how the numbers went
 * @param audit what was done
 * @param drift what is no longer as it was approved
 * @param recordings what is being recorded
 * @param telemetry what is sent to a collector
 */
record Records(
        Publisher publisher,
        Verdicts verdicts,
        ComparisonArchive archive,
        Histories histories,
        AuditLog audit,
        DriftWatch drift,
        Recordings recordings,
        Telemetry telemetry)
        implements AutoCloseable {
    /**
     * @param keys of the pseudonyms
     * @param listeners others that hear of every compared exchange
     */
    static Records of(Clock clock, ProxyConfig config, PseudonymKeys keys, List<ComparisonListener> listeners) {
        Verdicts verdicts = new Verdicts(clock, evidence(config));
        ComparisonArchive archive =
                ComparisonArchive.of(clock, config.store(), Pseudonymisers.of(PolicyConfig.DEFAULT, keys));
        List<ComparisonListener> all = new ArrayList<>(listeners);
        all.add(verdicts);
        all.add(archive);
        Publisher publisher = new Publisher(clock, all);
        publisher.metrics().readings().verdicts(verdicts::all);
        publisher.metrics().readings().store(archive::kept, archive::dropped);
        archive.whenKept(publisher.metrics().exemplars(clock));
        Histories histories = new Histories(clock, publisher.statistics());
        DriftWatch drift = new DriftWatch(clock, baselines(config.store()));
        drift.corpora(new CorpusAge()::stale);
        publisher.metrics().readings().drift(drift::drifted);
        publisher.metrics().readings().driftShares(drift::shares);
        Recordings recordings = new Recordings(clock, keys, publisher.metrics()::recorded);
        publisher.metrics().readings().recordBytes(recordings::bytes);
        Telemetry telemetry = new Telemetry(publisher.metrics(), clock);
        return new Records(
                publisher, verdicts, archive, histories, audit(clock, config.store()), drift, recordings, telemetry);
    }

    private static AuditLog audit(Clock clock, @Nullable StoreConfig store) {
        return store == null
                ? new AuditLog(clock)
                : new AuditLog(clock, new SqliteAuditStore(clock, store.auditPath(), store.audit()));
    }

    private static BaselineStore baselines(@Nullable StoreConfig store) {
        return store == null ? BaselineStore.NONE : new SqliteBaselineStore(store.driftPath());
    }

    private static EvidenceStore evidence(ProxyConfig config) {
        return config.store() == null
                ? EvidenceStore.NONE
                : new SqliteEvidenceStore(config.store().path());
    }

    /**
     * Makes ready for a configuration; call it just before the configuration takes effect. Only the first two steps refuse anything,
     * and each is as it was where it does; what went over before it goes back by being given the configuration in force again.
     *
     * @throws dev.understudy.config.ConfigException before anything has changed, for a comparator or a judge that cannot be made
     * @throws IllegalStateException for a collector's CA file that cannot be used; the publisher has gone over then
     */
    void configure(ProxyConfig next) {
        publisher.configure(next);
        telemetry.configure(next);
        verdicts.configure(next);
        archive.configure(next);
        drift.configure(next);
        recordings.configure(next);
    }

    /** All that hears of outcomes and answers. */
    MirrorEvents events() {
        return new EventsToAll(List.of(publisher.metrics(), verdicts, publisher.statistics(), drift, telemetry));
    }

    /**
     * Begins a shadow's statistics, evidence and history anew.
     *
     * @return since when there was evidence
     */
    Optional<Instant> reset(String shadow) {
        publisher.statistics().reset(shadow);
        Optional<Instant> since = verdicts.reset(shadow);
        histories.forget(shadow);
        return since;
    }

    /** Takes a point of every shadow's history that is due. */
    void tick(Supplier<List<ShadowStatus>> shadows) {
        histories.tick(new Histories.Sources() {
            @Override
            public List<ShadowStatus> shadows() {
                return shadows.get();
            }

            @Override
            public Optional<Verdict> verdict(String shadow) {
                return verdicts.verdict(shadow);
            }
        });
    }

    /** Lets what waits be compared and kept for a few seconds. */
    @Override
    public void close() {
        telemetry.close();
        recordings.close();
        publisher.close();
        archive.close();
        verdicts.close();
        audit.close();
        drift.close();
    }
}
