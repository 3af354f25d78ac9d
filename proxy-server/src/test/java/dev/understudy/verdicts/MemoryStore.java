package dev.understudy.verdicts;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that lives as long as the test, and can be broken. */
final class MemoryStore implements EvidenceStore {
    final Map<String, String> kept = new ConcurrentHashMap<>();
    final AtomicBoolean broken = new AtomicBoolean();
    final AtomicInteger loads = new AtomicInteger();

    @Override
    public Optional<String> load(String shadow, String fingerprint) {
        Optional<String> found = Optional.ofNullable(kept.get(shadow + " " + fingerprint));
        loads.incrementAndGet();
        return found;
    }

    @Override
    public Optional<Instant> otherCandidate(String shadow, String fingerprint) {
        return kept.keySet().stream()
                .filter(key -> key.startsWith(shadow + " ") && !key.endsWith(fingerprint))
                .findFirst()
                .map(key -> Instant.EPOCH);
    }

    @Override
    public boolean save(String shadow, String fingerprint, Instant at, String evidence) {
        if (broken.get()) {
            return false;
        }
        kept.put(shadow + " " + fingerprint, evidence);
        return true;
    }

    @Override
    public boolean forget(String shadow) {
        kept.keySet().removeIf(key -> key.startsWith(shadow + " "));
        return true;
    }

    @Override
    public void close() {}
}
