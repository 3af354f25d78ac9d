package dev.understudy.canonical;

import java.util.Locale;

/** The taxonomy of what can go wrong with an arm, closed, and split by whose fault it is. */
public enum ErrorKind {
    RATE_LIMITED,
    /** The account has no credit left: waiting does not help, unlike with a rate limit. */
    QUOTA_EXHAUSTED,
    OVERLOADED,
    INVALID_REQUEST,
    CONTEXT_TOO_LONG,
    CONTENT_FILTERED,
    AUTH,
    NOT_FOUND,
    TIMEOUT,
    CONNECTION,
    MALFORMED,
    TRUNCATED,
    OTHER;

    /** The name used in JSON and metrics: {@code rate_limited}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
