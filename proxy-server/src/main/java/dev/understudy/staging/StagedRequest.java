package dev.understudy.staging;

import dev.understudy.exchange.Answer;
import dev.understudy.exchange.CapturedRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that is to be played. Immutable; body and answer must not be changed.
 *
 * @param id unique in its list, and the same whenever the list is played again: what has been played is known by it
 * @param at when it came; the distance to the first of the list is when it is due
 * @param request as a client would send it, without credentials
 * @param conversation what it is a turn of; null to find that out as the shadow's sampling does
 * @param live live's answer, where it was recorded
 */
public record StagedRequest(
        String id,
        Instant at,
        CapturedRequest request,
        @Nullable String conversation,
        @Nullable Answer live) {
    /** The same with another answer of live's. */
    public StagedRequest withLive(@Nullable Answer other) {
        return new StagedRequest(id, at, request, conversation, other);
    }
}
