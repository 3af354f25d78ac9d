package dev.understudy.publish;

import dev.understudy.canonical.request.Loss;
import dev.understudy.exchange.Translation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What one shadow's translations lost. Clients can send any field, so only so many of them get a name of their own. */
final class TranslationMeters {
    static final int FIELDS = 20;
    private static final String OTHER = "(other)";

    private record Key(String field, Loss.Kind kind) {}

    private final String shadow;
    private final Map<Key, LongAdder> losses = new ConcurrentHashMap<>();

    TranslationMeters(String shadow) {
        this.shadow = shadow;
    }

    void translated(Translation translation) {
        for (Loss loss : translation.losses()) {
            counter(loss).increment();
        }
    }

    private LongAdder counter(Loss loss) {
        Key key = new Key(loss.metricName(), loss.kind());
        LongAdder known = losses.get(key);
        if (known != null) {
            return known;
        }
        Key kept = losses.size() < FIELDS ? key : new Key(OTHER, loss.kind());
        return losses.computeIfAbsent(kept, fresh -> new LongAdder());
    }

    void collect(Samples samples) {
        losses.forEach((key, count) -> samples.add(
                Metric.TRANSLATION_LOSSES,
                (double) count.sum(),
                shadow,
                key.field(),
                key.kind().label()));
    }
}
