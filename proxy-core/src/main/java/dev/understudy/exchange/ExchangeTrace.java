package dev.understudy.exchange;

import org.jspecify.annotations.Nullable;

/**
 * Where an exchange and its calls stand in a client's trace, for who follows single calls. Immutable.
 *
 * @param client where the client's request stands; null where it stands in no trace
 * @param state what the client's vendors keep in the trace, as sent
 * @param candidate where the candidate's call stands, as its own request said; null where {@code client} is
 * @param control the same of the control's call; null also where there was none
 */
public record ExchangeTrace(
        @Nullable TraceContext client,
        @Nullable String state,
        @Nullable TraceContext candidate,
        @Nullable TraceContext control) {

    /** Where the call of that arm stands; live's request is the client's own. */
    public @Nullable TraceContext of(Arm arm) {
        return switch (arm) {
            case LIVE -> client;
            case CANDIDATE -> candidate;
            case CONTROL -> control;
        };
    }
}
