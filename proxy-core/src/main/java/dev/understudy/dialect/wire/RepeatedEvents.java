package dev.understudy.dialect.wire;

import org.jspecify.annotations.Nullable;

/**
 * The pattern of a stream's last event. It is looked for again only after another kind of event came, and less and less
 * often in a stream where nothing repeats. One stream, one thread.
 */
final class RepeatedEvents {
    /** So many attempts in a row that come to nothing are free, every one after that costs twice the wait. */
    private static final int FREE_ATTEMPTS = 4;

    private static final int LONGEST_WAIT = 256;

    private final @Nullable Repetition repetition;
    private @Nullable EventPattern pattern;
    private int failures;
    private int wait;

    /** @param repetition null where a dialect's events are each read by itself */
    RepeatedEvents(@Nullable Repetition repetition) {
        this.repetition = repetition;
    }

    /** The words of an event that is like the last one that was parsed, or null. */
    @Nullable
    String words(SseEvent event) {
        String words = pattern == null ? null : pattern.words(event.type(), event.bytes(), event.from(), event.to());
        if (words != null) {
            failures = 0;
            wait = 0;
        }
        return words;
    }

    /** Of the words, in the dialect's {@link Repetition}. */
    int place() {
        return pattern == null ? -1 : pattern.place();
    }

    /**
     * An event was parsed.
     *
     * @param saysSomething whether without a complaint, and with output
     */
    void parsed(SseEvent event, boolean saysSomething) {
        pattern = null;
        if (repetition == null || !saysSomething || wait-- > 0) {
            return;
        }
        pattern = EventPatternReader.read(repetition, event.type(), event.bytes(), event.from(), event.to());
        failures++;
        wait = failures <= FREE_ATTEMPTS ? 0 : Math.min(LONGEST_WAIT, 1 << (failures - FREE_ATTEMPTS));
    }
}
