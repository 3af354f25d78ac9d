package dev.understudy.dialect.wire;

import java.nio.charset.StandardCharsets;

/**
 * One event of a stream. The bytes belong to the decoder or its caller and are only good during
 * {@link SseDecoder.Sink#event}.
 *
 * @param type the event field, {@code message} when there was none
 * @param bytes holds the data, UTF-8, from {@code from} up to {@code to}
 * @param lastEventId the id in force, empty when there never was one
 * @param endOffset offset in the stream just after the byte that completed the event
 */
public record SseEvent(String type, byte[] bytes, int from, int to, String lastEventId, long endOffset) {

    /** The data as text; invalid UTF-8 becomes U+FFFD, as the specification says. */
    public String data() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
