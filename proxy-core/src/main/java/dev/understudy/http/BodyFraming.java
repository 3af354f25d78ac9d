package dev.understudy.http;

/** How the end of a body is found (RFC 9112 section 6.3). */
public enum BodyFraming {
    NONE,
    LENGTH,
    CHUNKED,
    /** Responses only: the body ends when the connection does. */
    UNTIL_CLOSE
}
