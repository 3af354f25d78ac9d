package dev.understudy.recording;

import dev.understudy.exchange.Outcome;
import java.util.Locale;

/**
 * How an exchange ended for the recording of its route. Every exchange of a route that is recorded ends in exactly one of
 * these (law 5).
 */
public enum RecordOutcome {
    RECORDED,

    // The rules said no.
    NOT_SAMPLED,
    SKIPPED_ENDPOINT,
    SKIPPED_LOOP,
    SKIPPED_CONTENT,
    SKIPPED_MEDIA,

    // There is no whole exchange to record.
    MALFORMED_REQUEST,
    CLIENT_GONE,
    LIVE_TRUNCATED,

    // A bound was reached.
    DROPPED_BODY_LIMIT,
    DROPPED_CAPTURE_BUDGET,
    /** A body of megabytes, while those before it had made live late. */
    DROPPED_LIVE_LATE,
    DROPPED_QUEUE_FULL,
    /** The corpus is as large as it may be, and is to stop there. */
    DROPPED_FULL,
    /** The disk is full or does not take it for another reason. */
    DROPPED_DISK,

    // An operator or a shutdown said stop.
    DISABLED,
    SHUTDOWN,

    /** A fault of ours; logged with a stack trace. */
    INTERNAL_ERROR;

    /** The name used in metrics and JSON: {@code dropped_queue_full}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What ends a shadow's exchange in this way ends the recording in that. */
    public static RecordOutcome of(Outcome outcome) {
        return switch (outcome) {
            case NOT_SAMPLED -> NOT_SAMPLED;
            case SKIPPED_ENDPOINT -> SKIPPED_ENDPOINT;
            case SKIPPED_LOOP -> SKIPPED_LOOP;
            case SKIPPED_CONTENT -> SKIPPED_CONTENT;
            case SKIPPED_MEDIA -> SKIPPED_MEDIA;
            case MALFORMED_REQUEST -> MALFORMED_REQUEST;
            case CLIENT_GONE -> CLIENT_GONE;
            case LIVE_TRUNCATED -> LIVE_TRUNCATED;
            case DROPPED_BODY_LIMIT -> DROPPED_BODY_LIMIT;
            case DROPPED_CAPTURE_BUDGET -> DROPPED_CAPTURE_BUDGET;
            case DROPPED_LIVE_LATE -> DROPPED_LIVE_LATE;
            case DROPPED_QUEUE_FULL -> DROPPED_QUEUE_FULL;
            case DISABLED -> DISABLED;
            case SHUTDOWN -> SHUTDOWN;
            // What only a candidate can come to.
            case COMPARED,
                    COMPARED_LIVE_FAILED,
                    NOT_MATCHED,
                    SKIPPED_PROVIDER_STATE,
                    SKIPPED_SERVER_TOOLS,
                    SKIPPED_SIGNED,
                    REFUSED_EGRESS,
                    RULE_ERROR,
                    DROPPED_QUEUE_TIMEOUT,
                    DROPPED_RATE,
                    DROPPED_SPEND,
                    DROPPED_HEADROOM,
                    DROPPED_BREAKER_OPEN,
                    CANDIDATE_UNREACHABLE,
                    CANDIDATE_TIMED_OUT,
                    CANDIDATE_TRUNCATED,
                    CANDIDATE_MALFORMED,
                    INTERNAL_ERROR -> INTERNAL_ERROR;
        };
    }
}
