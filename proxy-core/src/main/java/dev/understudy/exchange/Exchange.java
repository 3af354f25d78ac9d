package dev.understudy.exchange;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One request with its arms' answers, as it leaves the core. Immutable; holds no buffer, so a sink may keep it as long
 * as it likes.
 *
 * @param id unique, the same in logs and in every shadow of the request
 * @param shadow the shadow it was mirrored for
 * @param at when the request's head arrived
 * @param conversation opaque key of the conversation; the unit of sampling and of statistics
 * @param asked the request that the candidate's was derived from, pseudonymised
 * @param control present on the control sub-sample only
 * @param translation how the candidate's request was translated; null where it speaks live's own dialect
 * @param trace where it stands in a trace; null where nobody follows its calls
 */
public record Exchange(
        String id,
        String route,
        String shadow,
        Instant at,
        String conversation,
        Stratum stratum,
        Asked asked,
        Answer live,
        Answer candidate,
        @Nullable Answer control,
        @Nullable Translation translation,
        @Nullable ExchangeTrace trace) {

    /** To a candidate that speaks live's own dialect; nobody follows its calls. */
    public Exchange(
            String id,
            String route,
            String shadow,
            Instant at,
            String conversation,
            Stratum stratum,
            Asked asked,
            Answer live,
            Answer candidate,
            @Nullable Answer control) {
        this(id, route, shadow, at, conversation, stratum, asked, live, candidate, control, null, null);
    }

    /** The request as JSON, pseudonymised, in the dialect of live. */
    public JsonNode request() {
        return asked.json();
    }
}
