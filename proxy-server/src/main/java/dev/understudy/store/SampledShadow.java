package dev.understudy.store;

import dev.understudy.config.SamplesConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.privacy.Pseudonymiser;
import java.util.concurrent.atomic.AtomicLong;

/** Of which exchanges of a shadow content is kept: ten a second at most, so that samples reach back some time. Thread-safe. */
final class SampledShadow {
    private static final long PAUSE_NANOS = 100_000_000L;

    private final SamplesConfig samples;
    private final SampleContent content;
    private final AtomicLong next = new AtomicLong(Long.MIN_VALUE);

    /** @param pseudonyms for shadows whose exchanges come without */
    SampledShadow(ShadowConfig shadow, Pseudonymiser pseudonyms) {
        this.samples = shadow.samples();
        boolean bare = shadow.anonymize().isOff();
        this.content = new SampleContent(bare ? pseudonyms : Pseudonymiser.OFF);
    }

    /** How many exchanges keep their content. */
    int keep() {
        return samples.keepsContent() ? samples.keep() : 0;
    }

    /** Whether this one is kept with its content. */
    boolean draws(long nowNanos) {
        long due = next.get();
        boolean drawn = keep() > 0 && (due == Long.MIN_VALUE || nowNanos - due >= 0);
        return drawn && next.compareAndSet(due, nowNanos + PAUSE_NANOS);
    }

    SampleContent content() {
        return content;
    }
}
