package dev.understudy.sandbox.simulator;

import dev.understudy.sandbox.provider.Piece;
import dev.understudy.sandbox.provider.Provider;
import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Reply;
import dev.understudy.sandbox.simulator.Script.Ending;
import dev.understudy.sandbox.simulator.Script.Play;
import dev.understudy.sandbox.simulator.Script.Raw;
import dev.understudy.sandbox.simulator.Script.Silence;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Turns a good reply into a bad one. */
final class Faults {
    private static final long MILLI = 1_000_000;
    private static final int GARBAGE_BYTES = 512;
    private static final int MISSING_BYTES = 100;

    private Faults() {}

    /** Who fails, and for whom. */
    record Failing(Provider provider, Received request) {
        Script with(int status, @Nullable Duration retryAfter) {
            return Play.whole(provider.failure(request, status, retryAfter));
        }
    }

    static Script apply(Fault fault, Reply reply, Failing failing) {
        int argument = fault.argument();
        return switch (fault.kind()) {
            case SLOW -> Play.whole(reply.withPieces(() -> Pieces.bytewise(reply, argument)));
            case LAG -> Play.whole(reply.delayedBy(argument * MILLI));
            case HANG, NO_READ -> new Silence();
            case RESET -> new Play(reply.withPieces(() -> Pieces.first(reply, argument)), Ending.RESET, 0);
            case ABORT_HEAD ->
                new Raw(
                        new Piece(reply.headDelayNanos(), ascii("HTTP/1.1 200 OK\r\ncontent-type: text/ev")),
                        Ending.RESET);
            case ERROR_EVENT ->
                reply.streamed()
                        ? Play.whole(reply.withPieces(() -> Pieces.failing(reply, argument)))
                        : failing.with(500, null);
            case TRUNCATE -> Play.whole(reply.withPieces(() -> Pieces.first(reply, argument)));
            case ENDLESS -> Play.whole(endless(reply, argument));
            case GARBAGE -> new Raw(new Piece(reply.headDelayNanos(), garbage()), Ending.CLOSE);
            case INVALID_JSON -> Play.whole(reply.withPieces(() -> Pieces.broken(reply, argument)));
            case WRONG_LENGTH -> new Play(reply, Ending.CLOSE, MISSING_BYTES);
            case RATE_LIMITED -> failing.with(429, Duration.ofSeconds(argument));
            case SERVER_ERROR -> failing.with(500, null);
            case UNAVAILABLE -> failing.with(503, Duration.ofSeconds(argument));
            case OVERLOADED -> failing.with(529, Duration.ofSeconds(argument));
        };
    }

    /** An endless body has no length, so it is sent as a stream whatever it was. */
    private static Reply endless(Reply reply, int millis) {
        return reply.withPieces(() -> Pieces.endless(reply, millis * MILLI)).asStream();
    }

    private static byte[] garbage() {
        byte[] bytes = new byte[GARBAGE_BYTES];
        new Random(7).nextBytes(bytes);
        byte[] start = ascii("\0\1 this is not HTTP \r\n");
        byte[] all = Arrays.copyOf(start, start.length + bytes.length);
        System.arraycopy(bytes, 0, all, start.length, bytes.length);
        return all;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
