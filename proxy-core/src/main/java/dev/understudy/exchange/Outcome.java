package dev.understudy.exchange;

import java.util.Locale;

/**
 * How an exchange ended for a shadow that was eligible for it. Every eligible exchange ends in exactly one of these
 * (law 5); grouped by whose doing it was.
 */
public enum Outcome {
    // The way it should go.
    COMPARED(Blame.NONE),
    /** Live failed; what the candidate did was compared in its own stratum. */
    COMPARED_LIVE_FAILED(Blame.NONE),

    // The rules said no.
    NOT_MATCHED(Blame.RULE),
    NOT_SAMPLED(Blame.RULE),
    SKIPPED_ENDPOINT(Blame.RULE),
    SKIPPED_LOOP(Blame.RULE),
    SKIPPED_PROVIDER_STATE(Blame.RULE),
    SKIPPED_SERVER_TOOLS(Blame.RULE),
    SKIPPED_CONTENT(Blame.RULE),
    /** An image, a sound or a file is in it, and the privacy policy lets none out. */
    SKIPPED_MEDIA(Blame.RULE),
    /** Signed by the client for exactly this request: another could only go out with credentials of its own. */
    SKIPPED_SIGNED(Blame.RULE),
    /** The candidate's host, or the address it resolved to, is none that a candidate may be at ({@code egress}). */
    REFUSED_EGRESS(Blame.RULE),
    /** The {@code when} predicate failed to evaluate on this request, or the variant (a patch, a set) does not fit it. */
    RULE_ERROR(Blame.RULE),

    // The request was not what a shadow can take.
    MALFORMED_REQUEST(Blame.CLIENT),
    CLIENT_GONE(Blame.CLIENT),

    // A bound was reached.
    DROPPED_BODY_LIMIT(Blame.BOUND),
    DROPPED_CAPTURE_BUDGET(Blame.BOUND),
    /** A body of megabytes, while those before it were not paid off or had made live late. */
    DROPPED_LIVE_LATE(Blame.BOUND),
    DROPPED_QUEUE_FULL(Blame.BOUND),
    DROPPED_QUEUE_TIMEOUT(Blame.BOUND),
    DROPPED_RATE(Blame.BOUND),
    DROPPED_SPEND(Blame.BOUND),
    DROPPED_HEADROOM(Blame.BOUND),
    DROPPED_BREAKER_OPEN(Blame.BOUND),

    // An operator or a shutdown said stop.
    DISABLED(Blame.OPERATOR),
    SHUTDOWN(Blame.OPERATOR),

    // Live's answer cannot be judged.
    LIVE_TRUNCATED(Blame.LIVE),

    // The candidate never gave an answer that could be compared.
    CANDIDATE_UNREACHABLE(Blame.CANDIDATE),
    CANDIDATE_TIMED_OUT(Blame.CANDIDATE),
    CANDIDATE_TRUNCATED(Blame.CANDIDATE),
    CANDIDATE_MALFORMED(Blame.CANDIDATE),

    /** A fault of ours; logged with a stack trace. */
    INTERNAL_ERROR(Blame.UNDERSTUDY);

    /** Whose doing an outcome is. */
    public enum Blame {
        NONE,
        RULE,
        CLIENT,
        BOUND,
        OPERATOR,
        LIVE,
        CANDIDATE,
        UNDERSTUDY
    }

    private final Blame blame;

    Outcome(Blame blame) {
        this.blame = blame;
    }

    public Blame blame() {
        return blame;
    }

    /** The name used in metrics and JSON: {@code dropped_queue_full}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
