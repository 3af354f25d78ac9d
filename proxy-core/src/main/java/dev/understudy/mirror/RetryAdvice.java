package dev.understudy.mirror;

import dev.understudy.dialect.wire.ContentDecoding;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.CapturedResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * How long to wait, said in an error's body: Google's APIs have no Retry-After but a {@code google.rpc.RetryInfo} among
 * the details. Off the live loops.
 *
 * @see <a href="https://cloud.google.com/apis/design/errors#error_payloads">Google Cloud, API design guide, errors</a>
 */
final class RetryAdvice {
    /** Error bodies are small. */
    private static final int LONGEST_BODY = 64 << 10;

    private static final String RETRY_INFO = "google.rpc.RetryInfo";
    /** Protobuf's JSON of a duration: seconds with up to nine digits behind the point. */
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)s");

    private RetryAdvice() {}

    /** Null where nothing is said. */
    static @Nullable Duration of(CapturedResponse response) {
        CapturedResponse plain = response.body().length == 0 || response.body().length > LONGEST_BODY
                ? null
                : ContentDecoding.decodedOrNull(response, LONGEST_BODY);
        if (plain == null) {
            return null;
        }
        try {
            byte[] body = plain.body();
            JsonNode root = Json.tree(body, 0, body.length);
            return inDetails(
                    (root.isArray() ? root.path(0) : root).path("error").path("details"));
        } catch (JacksonException notJson) {
            return null;
        }
    }

    private static @Nullable Duration inDetails(JsonNode details) {
        for (JsonNode detail : details) {
            if (detail.path("@type").asString("").endsWith(RETRY_INFO)) {
                Matcher seconds = SECONDS.matcher(detail.path("retryDelay").asString(""));
                if (seconds.matches()) {
                    return Duration.ofNanos((long) (Double.parseDouble(seconds.group(1)) * 1e9));
                }
            }
        }
        return null;
    }
}
