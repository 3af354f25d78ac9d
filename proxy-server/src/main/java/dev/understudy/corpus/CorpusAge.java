package dev.understudy.corpus;

import dev.understudy.config.RouteConfig;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says how much of a route's corpus was recorded under another production than today's: a replay of that part says nothing of
 * what runs now. Reads the manifest. Thread-safe.
 */
public final class CorpusAge {
    private static final Logger LOG = LoggerFactory.getLogger(CorpusAge.class);

    /** Routes whose manifest could not be read: told once. */
    private final ConcurrentMap<String, Boolean> unreadable = new ConcurrentHashMap<>();

    /** The share of its exchanges, 0 to 1; null for a route without a corpus, or one that cannot be read. */
    public @Nullable Double stale(RouteConfig route) {
        if (route.recording() == null) {
            return null;
        }
        try {
            Manifest manifest = Manifest.read(Recordings.folder(route.recording()));
            unreadable.remove(route.name());
            return manifest == null ? null : stale(manifest, ProductionFingerprint.of(route));
        } catch (IOException | CorpusException unusable) {
            if (unreadable.putIfAbsent(route.name(), true) == null) {
                LOG.warn("route {}: its corpus cannot be looked at: {}", route.name(), unusable.getMessage());
            }
            return null;
        }
    }

    /** By exchanges in sealed segments; before there are any, by the one that is being written. */
    static double stale(Manifest manifest, String production) {
        long records = manifest.records();
        if (records == 0) {
            return manifest.production().equals(production) ? 0 : 1;
        }
        long other = manifest.segments().stream()
                .filter(segment -> !segment.production().equals(production))
                .mapToLong(SegmentInfo::records)
                .sum();
        return other / (double) records;
    }
}
