package dev.understudy.otlp;

import dev.understudy.exchange.Arm;
import dev.understudy.exchange.ExchangeTrace;
import dev.understudy.exchange.TraceContext;
import dev.understudy.forward.LiveEnd;
import dev.understudy.judging.EndedQuestion;
import dev.understudy.mirror.EndedCall;
import dev.understudy.privacy.PersonalData;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a span stands. In a client's trace, everything is a child of the client's span, and whether it is recorded is the client's
 * decision. Without one, live's span is the root of a trace of ours and the arms' spans are its children. A judge's span is a child of
 * the call's whose answer it judges. They find each other without having met, because the ids come from the exchange's.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 * @param parentId the same; null for a root
 * @param remote whether the parent is somebody else's
 * @param state the trace's {@code tracestate}
 * @param sampled whether the span is to be recorded
 */
record SpanPlace(
        String traceId,
        String spanId,
        @Nullable String parentId,
        boolean remote,
        @Nullable String state,
        boolean sampled) {
    private static final HexFormat HEX = HexFormat.of();

    /** The last 56 bits of an id are random, or meant to be (W3C Trace Context level 2, section 2.2.3). */
    private static final int RANDOM_FROM = 18;

    /** One entry of a {@code tracestate} (section 3.3.1.3). */
    private static final Pattern ENTRY =
            Pattern.compile("[a-z0-9][a-z0-9_*/@-]{0,255}=[\\x20-\\x7e&&[^,=]]{0,255}[\\x21-\\x7e&&[^,=]]");

    private static final int MOST_ENTRIES = 32;

    /** @param percent of the exchanges without a client's trace that are recorded */
    static SpanPlace of(LiveEnd live, double percent) {
        TraceContext client = TraceContext.parse(live.traceParent());
        if (client != null) {
            return child(client, client.child().spanId(), live.traceState());
        }
        byte[] ids = live.exchange() && live.id() != null ? ids(live.id()) : random();
        String trace = trace(ids);
        return new SpanPlace(trace, span(ids), null, false, null, sampled(trace, percent));
    }

    /** @param percent of the exchanges without a client's trace that are recorded */
    static SpanPlace of(EndedCall call, double percent) {
        TraceContext client = call.client();
        if (client != null) {
            // The very span that its request named.
            TraceContext own = call.span() == null ? client.child() : call.span();
            return child(client, own.spanId(), call.clientState());
        }
        byte[] ids = ids(call.exchange());
        String trace = trace(ids);
        String own = span(call.exchange(), call.shadow(), call.arm());
        return new SpanPlace(trace, own, span(ids), false, null, sampled(trace, percent));
    }

    /**
     * Under the call whose answer is judged, and recorded with it.
     *
     * @param percent of the exchanges without a client's trace that are recorded
     */
    static SpanPlace of(EndedQuestion question, double percent) {
        Arm judged = switch (question.pair()) {
            case CANDIDATE -> Arm.CANDIDATE;
            case CONTROL -> Arm.CONTROL;
        };
        ExchangeTrace known = question.trace();
        TraceContext client = known.client();
        if (client != null) {
            TraceContext call = known.of(judged);
            SpanPlace place = child(client, client.child().spanId(), known.state());
            return call == null ? place : place.under(call.spanId());
        }
        String trace = trace(ids(question.exchange()));
        String parent = span(question.exchange(), question.shadow(), judged);
        return new SpanPlace(trace, span(random()), parent, false, null, sampled(trace, percent));
    }

    /** Under a span of ours. */
    private SpanPlace under(String parent) {
        return new SpanPlace(traceId, spanId, parent, false, state, sampled);
    }

    /** Of a call that its exchange has one of. */
    private static String span(String exchange, String shadow, Arm arm) {
        return span(ids(exchange + ' ' + shadow + ' ' + arm.label()));
    }

    private static SpanPlace child(TraceContext client, String span, @Nullable String state) {
        return new SpanPlace(client.traceId(), span, client.spanId(), true, checked(state), client.sampled());
    }

    /** What is no list of {@code vendor=value} is not passed on (section 3.3.1). */
    private static @Nullable String checked(@Nullable String state) {
        if (state == null) {
            return null;
        }
        List<String> entries = Stream.of(state.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
        boolean valid = entries.size() <= MOST_ENTRIES
                && entries.stream().allMatch(entry -> ENTRY.matcher(entry).matches());
        // Vendors must not put anything personal into it (section 5.1), and some caller will.
        String kept = entries.stream()
                .filter(entry -> PersonalData.in(entry).isEmpty())
                .collect(Collectors.joining(","));
        return valid && !kept.isEmpty() ? kept : null;
    }

    private static boolean sampled(String trace, double percent) {
        long drawn = Long.parseUnsignedLong(trace, RANDOM_FROM, trace.length(), 16);
        return drawn < percent / 100 * (1L << 56);
    }

    private static byte[] ids(String exchange) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(exchange.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] random() {
        byte[] ids = new byte[24];
        ThreadLocalRandom.current().nextBytes(ids);
        ids[0] |= 1; // an id of zeros only is none
        ids[16] |= 1;
        return ids;
    }

    private static String trace(byte[] ids) {
        return HEX.formatHex(ids, 0, 16);
    }

    private static String span(byte[] ids) {
        return HEX.formatHex(ids, 16, 24);
    }
}
