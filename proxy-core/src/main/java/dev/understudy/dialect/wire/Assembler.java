package dev.understudy.dialect.wire;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ProviderError;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * Puts one answer together from JSON values: the one value of a body, or those of a stream's events, one after the other.
 * The dialect's half of {@link ResponseReader}. Used once, by one thread.
 */
public interface Assembler {
    /**
     * Reads one value. Fields that are unknown or of an odd type are skipped.
     *
     * @param event the stream's name for the event, {@code message} where it gives none, empty for a body
     * @param parser stands on the value's first token and must be left on its last
     */
    void value(String event, JsonParser parser);

    /** How the events of a stream repeat, or null where each has to be read by itself. */
    default @Nullable Repetition repetition() {
        return null;
    }

    /**
     * Takes an event that is like the last one that was read, but for its words and what {@link Repetition} lets vary: does
     * what reading it would do, except that of what varies the last event of a row counts, which is always read.
     *
     * @param place of the words, in the repetition's list
     */
    default void again(int place, String words) {
        throw new UnsupportedOperationException("again: " + place + " (expected: an assembler with a repetition)");
    }

    /** Whether the last value was of a kind that the dialect knows. */
    boolean known();

    /** Whether the last value states an error; what it says is then read by {@link #error}. */
    boolean sawError();

    /** Whether the last value carried output: text, reasoning, a refusal, a piece of a tool call. */
    boolean sawOutput();

    /** Whether a stream has said all it had to say; one that ends before is truncated. */
    boolean finished();

    /** What is wrong with a body that was read without an error, or null: {@code no choices in the answer}. */
    @Nullable
    String incomplete();

    /** An error as the provider words it; never throws on what cannot be read. An empty range means: by the status alone. */
    ProviderError error(int status, byte[] bytes, int from, int to);

    /** What has come together, an error from outside or of its own beside it. */
    Completion completion(@Nullable ProviderError error, int events, int unknownEvents);
}
