package dev.understudy.mirror;

import dev.understudy.dialect.wire.ContentDecoding;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.Outcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a request's body turned out to be. */
sealed interface RequestBody {
    /** A JSON object, as every generation request is. */
    record Readable(ObjectNode json) implements RequestBody {}

    record Unreadable(Outcome outcome) implements RequestBody {}

    int[] NO_PIECES = {};

    /** @param limit most bytes that a compressed body may decode to */
    static RequestBody read(CapturedRequest request, int limit) {
        if (isForm(request.headers().get("content-type"))) {
            return new Unreadable(Outcome.SKIPPED_CONTENT);
        }
        String encoding = request.headers().get("content-encoding");
        return encoding == null ? json(request.body()) : decoded(encoding, request.body(), limit);
    }

    private static RequestBody decoded(String encoding, byte[] body, int limit) {
        ContentDecoding.Result result = ContentDecoding.decode(encoding, body, NO_PIECES, limit);
        if (result instanceof ContentDecoding.Decoded decoded && decoded.whole()) {
            return json(decoded.body());
        }
        if (result instanceof ContentDecoding.Unsupported) {
            return new Unreadable(Outcome.SKIPPED_CONTENT);
        }
        boolean tooLarge = result instanceof ContentDecoding.TooLarge;
        return new Unreadable(tooLarge ? Outcome.DROPPED_BODY_LIMIT : Outcome.MALFORMED_REQUEST);
    }

    private static RequestBody json(byte[] body) {
        ObjectNode json = Json.object(body);
        return json == null ? new Unreadable(Outcome.MALFORMED_REQUEST) : new Readable(json);
    }

    /** Uploads are not JSON by intent. Any other media type is tried: curl labels JSON as a form by default. */
    private static boolean isForm(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }
}
