package dev.understudy.mirror;

import dev.understudy.dialect.Json;
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

    static RequestBody read(CapturedRequest request) {
        if (isForm(request.headers().get("content-type"))
                || isEncoded(request.headers().get("content-encoding"))) {
            return new Unreadable(Outcome.SKIPPED_CONTENT);
        }
        ObjectNode json = Json.object(request.body());
        return json == null ? new Unreadable(Outcome.MALFORMED_REQUEST) : new Readable(json);
    }

    /** Uploads are not JSON by intent. Any other media type is tried: curl labels JSON as a form by default. */
    private static boolean isForm(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static boolean isEncoded(@Nullable String encoding) {
        return encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity");
    }
}
