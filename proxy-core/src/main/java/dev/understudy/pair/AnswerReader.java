package dev.understudy.pair;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.wire.ContentDecoding;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Timeline;
import dev.understudy.exchange.Timing;

/** Turns a captured response into an answer: decodes, reads through the dialect, and puts the tokens on the clock. */
public final class AnswerReader {
    private static final String UNDECODABLE = "a content-encoding that cannot be taken off";
    private static final long[] NO_GAPS = {};
    private static final int[] NO_OFFSETS = {};

    private AnswerReader() {}

    /**
     * Reads one arm's response; never throws on what an upstream sent. An answer that broke off says only how.
     *
     * @param limit most bytes that a compressed body may decode to
     */
    public static Answer read(Arm arm, CapturedResponse response, Dialect dialect, int limit) {
        if (response.ending() != Ending.COMPLETE) {
            return failed(arm, response, kind(response.ending()), response.detail());
        }
        CapturedResponse plain = ContentDecoding.decodedOrNull(response, limit);
        if (plain == null) {
            return failed(arm, response, ErrorKind.MALFORMED, UNDECODABLE);
        }
        ParsedResponse parsed = dialect.response(plain.status(), plain.headers(), plain.body());
        Timing timing = timing(plain, parsed.streamed(), parsed.outputOffsets());
        return new Answer(arm, plain.status(), parsed.streamed(), parsed.completion(), timing, plain.ending());
    }

    /**
     * What a response says, where nobody asks when; never throws on what an upstream sent.
     *
     * @param limit most bytes that a compressed body may decode to
     */
    public static Completion completion(CapturedResponse response, Dialect dialect, int limit) {
        if (response.ending() != Ending.COMPLETE) {
            return Completion.failed(kind(response.ending()), response.detail());
        }
        CapturedResponse plain = ContentDecoding.decodedOrNull(response, limit);
        return plain == null
                ? Completion.failed(ErrorKind.MALFORMED, UNDECODABLE)
                : dialect.response(plain.status(), plain.headers(), plain.body())
                        .completion();
    }

    private static Answer failed(Arm arm, CapturedResponse response, ErrorKind kind, String detail) {
        Timing timing = timing(response, false, NO_OFFSETS);
        return new Answer(arm, response.status(), false, Completion.failed(kind, detail), timing, response.ending());
    }

    private static ErrorKind kind(Ending ending) {
        return switch (ending) {
            case UNREACHABLE, REFUSED -> ErrorKind.CONNECTION;
            case TIMED_OUT -> ErrorKind.TIMEOUT;
            case MALFORMED -> ErrorKind.MALFORMED;
            case BROKEN, CAPPED, CLIENT_GONE -> ErrorKind.TRUNCATED;
            case CANCELLED, COMPLETE -> ErrorKind.OTHER;
        };
    }

    static Timing timing(CapturedResponse response, boolean streamed, int[] outputOffsets) {
        Timeline timeline = response.timeline();
        long started = timeline.startedNanos();
        Long firstByte = response.status() == 0 ? null : timeline.firstByteNanos() - started;
        if (!streamed || outputOffsets.length == 0) {
            return new Timing(timeline.durationNanos(), firstByte, null, NO_GAPS);
        }
        long[] arrivals = new long[outputOffsets.length];
        for (int i = 0; i < arrivals.length; i++) {
            arrivals[i] = timeline.arrivalOf(outputOffsets[i]);
        }
        return new Timing(timeline.durationNanos(), firstByte, arrivals[0] - started, gaps(arrivals));
    }

    private static long[] gaps(long[] arrivals) {
        long[] gaps = new long[arrivals.length - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = arrivals[i + 1] - arrivals[i];
        }
        return gaps;
    }
}
