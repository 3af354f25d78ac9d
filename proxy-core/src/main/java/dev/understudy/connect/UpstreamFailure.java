package dev.understudy.connect;

import dev.understudy.exchange.Ending;
import java.util.Locale;

/** Why an upstream call did not run to its end: a closed set, each with what it means to a client and to an arm. */
public enum UpstreamFailure {
    NAME_NOT_RESOLVED(502, Ending.UNREACHABLE, "the upstream's name could not be resolved"),
    EGRESS_REFUSED(502, Ending.REFUSED, "the upstream is at an address that may not be connected to"),
    CONNECT_FAILED(502, Ending.UNREACHABLE, "the upstream refused the connection or is unreachable"),
    CONNECT_TIMEOUT(504, Ending.TIMED_OUT, "the upstream did not accept a connection in time"),
    TLS_FAILED(502, Ending.UNREACHABLE, "no TLS connection that can be trusted to the upstream"),
    TOO_MANY_CONNECTIONS(503, Ending.UNREACHABLE, "all connections to the upstream are in use"),
    CLOSED_WITHOUT_RESPONSE(502, Ending.UNREACHABLE, "the upstream closed the connection without a response"),
    RESPONSE_TIMEOUT(504, Ending.TIMED_OUT, "the upstream did not respond in time"),
    BAD_RESPONSE(502, Ending.MALFORMED, "the upstream's response is not valid HTTP"),
    IDLE_TIMEOUT(504, Ending.TIMED_OUT, "the upstream fell silent"),
    BROKEN_OFF(502, Ending.BROKEN, "the upstream broke off its response");

    private final int status;
    private final Ending ending;
    private final String message;

    UpstreamFailure(int status, Ending ending, String message) {
        this.status = status;
        this.ending = ending;
        this.message = message;
    }

    /** What a client gets when nothing was sent to it yet. */
    public int status() {
        return status;
    }

    /** What it means for an arm. */
    public Ending ending() {
        return ending;
    }

    public String message() {
        return message;
    }

    /** The value of {@code x-understudy-error}: {@code connect_timeout}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
