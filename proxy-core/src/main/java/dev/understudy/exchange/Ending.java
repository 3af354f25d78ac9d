package dev.understudy.exchange;

import java.util.Locale;

/** How an arm's response ended. Only {@link #COMPLETE} answers are judged for quality. */
public enum Ending {
    /** To its last byte. */
    COMPLETE,
    /** Our copy hit a byte cap or the capture budget; what the client got is whole. */
    CAPPED,
    /** The client left before the end. */
    CLIENT_GONE,
    /** The upstream broke off after the response began. */
    BROKEN,
    /** No connection, or closed before a response. */
    UNREACHABLE,
    /** Not asked: its address is none that may be connected to. */
    REFUSED,
    /** A time limit passed. */
    TIMED_OUT,
    /** Not valid HTTP. */
    MALFORMED,
    /** We called it off: kill switch, client gone, shutdown. */
    CANCELLED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
