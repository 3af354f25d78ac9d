package dev.understudy.pair;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.ProviderError;
import dev.understudy.dialect.wire.ContentDecoding;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.Stratum;
import org.jspecify.annotations.Nullable;

/** What the end of an arm means for its exchange: whether there is anything to compare, and in which stratum. */
public final class Endings {
    private Endings() {}

    /**
     * Why live's answer cannot be judged, before it is even read; null when it can. A live upstream that never answered
     * is no reason: that is a live failure, and worth a comparison.
     */
    public static @Nullable Outcome ofLive(CapturedResponse response) {
        return switch (response.ending()) {
            case COMPLETE -> null;
            case CLIENT_GONE -> Outcome.CLIENT_GONE;
            case CAPPED, CANCELLED -> Outcome.LIVE_TRUNCATED;
            case BROKEN, TIMED_OUT, MALFORMED, UNREACHABLE, REFUSED ->
                response.status() == 0 ? null : Outcome.LIVE_TRUNCATED;
        };
    }

    /** Why live's body cannot be read, or null when it can: {@code plain} is what decoding made of it. */
    public static @Nullable Outcome ofLive(CapturedResponse response, @Nullable CapturedResponse plain) {
        if (plain != null) {
            return null;
        }
        // Decoding fails on our bound or on a damaged copy: no fault of live's, whose client may read it well.
        return ContentDecoding.understands(response) ? Outcome.LIVE_TRUNCATED : Outcome.SKIPPED_CONTENT;
    }

    /** Why live's answer cannot be judged, now that it is read; null when it can. */
    public static @Nullable Outcome ofLive(Answer live) {
        return is(live, ErrorKind.TRUNCATED) ? Outcome.LIVE_TRUNCATED : null;
    }

    /** Why the candidate gave nothing to compare; null when it did. An error status is an answer. */
    public static @Nullable Outcome ofCandidate(Answer candidate) {
        return switch (candidate.ending()) {
            case COMPLETE -> unreadable(candidate);
            case UNREACHABLE -> Outcome.CANDIDATE_UNREACHABLE;
            case REFUSED -> Outcome.REFUSED_EGRESS;
            case TIMED_OUT -> Outcome.CANDIDATE_TIMED_OUT;
            case BROKEN, CAPPED, CLIENT_GONE -> Outcome.CANDIDATE_TRUNCATED;
            case MALFORMED -> Outcome.CANDIDATE_MALFORMED;
            case CANCELLED -> Outcome.SHUTDOWN;
        };
    }

    /** Only a success must be readable: errors come as HTML from gateways, and their status says enough. */
    private static @Nullable Outcome unreadable(Answer answer) {
        if (answer.status() >= 400) {
            return null;
        }
        if (is(answer, ErrorKind.MALFORMED)) {
            return Outcome.CANDIDATE_MALFORMED;
        }
        return is(answer, ErrorKind.TRUNCATED) ? Outcome.CANDIDATE_TRUNCATED : null;
    }

    /** Whether an answer can stand beside live's. */
    public static boolean comparable(Answer answer) {
        return ofCandidate(answer) == null;
    }

    public static Stratum stratum(Answer live) {
        return live.status() >= 400 || live.completion().error() != null || live.ending() != Ending.COMPLETE
                ? Stratum.LIVE_FAILED
                : Stratum.NORMAL;
    }

    private static boolean is(Answer answer, ErrorKind kind) {
        ProviderError error = answer.completion().error();
        return error != null && error.kind() == kind;
    }
}
