package dev.understudy.sandbox.simulator;

import dev.understudy.config.ConfigException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Something that goes wrong on request. Written {@code name} or {@code name=argument}, in the header {@code x-sim-fault},
 * after a plus sign in the model's name ({@code sim-small+hang}) or in the simulator's configuration.
 *
 * @param argument see {@link Kind}
 */
public record Fault(Kind kind, int argument) {

    /** What can go wrong; the argument's meaning and default in each. */
    public enum Kind {
        /** The body comes byte by byte; argument: bytes a second. */
        SLOW("slow", 1),
        /** The answer comes late; argument: milliseconds. */
        LAG("lag", 2_000),
        /** Never answers. */
        HANG("hang", 0),
        /** The connection is reset; argument: after so many events, or pieces of 64 bytes where it is not a stream. */
        RESET("reset", 3),
        /** The connection is reset in the middle of the response head. */
        ABORT_HEAD("abort-head", 0),
        /** A stream ends with the provider's error event; argument: after so many events. A body is a 500. */
        ERROR_EVENT("error-event", 3),
        /** Ends cleanly but too early, without its last events; argument: after so many events or pieces. */
        TRUNCATE("truncate", 3),
        /** The middle of the answer comes again and again and never ends; argument: milliseconds between repetitions. */
        ENDLESS("endless", 10),
        /** Bytes that are not HTTP. */
        GARBAGE("garbage", 0),
        /** HTTP all right, but the JSON inside is broken; argument: which event. */
        INVALID_JSON("invalid-json", 2),
        /** The request body is never read; only by header or by configuration without a model. */
        NO_READ("no-read", 0),
        /** Declares more bytes than it sends. */
        WRONG_LENGTH("wrong-length", 0),
        /** Too many requests; argument: seconds to wait. */
        RATE_LIMITED("429", 1),
        SERVER_ERROR("500", 0),
        UNAVAILABLE("503", 1),
        OVERLOADED("529", 1);

        private final String label;
        private final int usual;

        Kind(String label, int usual) {
            this.label = label;
            this.usual = usual;
        }

        public String label() {
            return label;
        }
    }

    private static final int MOST = 100_000_000;
    private static final Pattern SYNTAX = Pattern.compile("\\s*([a-z0-9-]+)(?:=(\\d{1,9})(ms|s)?)?\\s*");

    public static Fault of(Kind kind) {
        return new Fault(kind, kind.usual);
    }

    /** @throws ConfigException for an unknown name or an argument that is not a number */
    public static Fault parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw unknown(text);
        }
        Kind kind = Arrays.stream(Kind.values())
                .filter(each -> each.label.equals(matcher.group(1)))
                .findFirst()
                .orElseThrow(() -> unknown(text));
        if (matcher.group(2) == null) {
            return of(kind);
        }
        long argument = Long.parseLong(matcher.group(2));
        boolean seconds = "s".equals(matcher.group(3)) && (kind == Kind.LAG || kind == Kind.ENDLESS);
        return new Fault(kind, (int) Math.min(MOST, seconds ? argument * 1_000 : argument));
    }

    private static ConfigException unknown(String text) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return new ConfigException(
                "fault",
                shown,
                "one of "
                        + Arrays.stream(Kind.values()).map(Kind::label).collect(Collectors.joining(", "))
                        + ", with =NUMBER after it where it takes one");
    }

    @Override
    public String toString() {
        return argument == kind.usual ? kind.label : kind.label + "=" + argument;
    }
}
