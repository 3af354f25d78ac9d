package dev.understudy.sandbox.studio;

import dev.understudy.sandbox.model.Utterance.Call;

/**
 * What happens next in a streamed answer, whatever the wire. For each answer in turn: {@link Opened}; {@link Thought} by and
 * by where the reasoning is shown; then {@link Words} or {@link Refused}, or for each call {@link CallOpened} and
 * {@link CallPart}; then {@link Ended}. After the last answer, {@link Over}.
 */
public sealed interface Beat {
    record Opened(int index, Answer answer) implements Beat {}

    record Thought(int index, String part) implements Beat {}

    record Words(int index, String part) implements Beat {}

    record Refused(int index, String part) implements Beat {}

    /** @param number of the call within its answer, from 0 */
    record CallOpened(int index, int number, Call call) implements Beat {}

    /** @param part of the arguments, which are JSON text */
    record CallPart(int index, int number, String part) implements Beat {}

    record Ended(int index, Answer answer) implements Beat {}

    record Over() implements Beat {}

    /** A beat, {@code delayNanos} after the one before. */
    record Timed(long delayNanos, Beat beat) {}
}
