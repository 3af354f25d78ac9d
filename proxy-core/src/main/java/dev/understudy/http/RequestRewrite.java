package dev.understudy.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the head a client sent and the one that live gets: Host, the upstream's path prefix and, where the
 * route says so, credentials, and the target and the length of a rewritten request. Immutable; the parts that do not depend on the request
 * are encoded once.
 */
public final class RequestRewrite {
    private static final long LENGTH_KEPT = -1;

    private final byte[] pathPrefix;
    private final byte[] hostLine;
    private final byte[] addedLines;
    private final String[] replaced;
    private final @Nullable String target;
    private final long contentLength;

    private RequestRewrite(
            byte[] pathPrefix,
            byte[] hostLine,
            byte[] addedLines,
            String[] replaced,
            @Nullable String target,
            long contentLength) {
        this.pathPrefix = pathPrefix;
        this.hostLine = hostLine;
        this.addedLines = addedLines;
        this.replaced = replaced;
        this.target = target;
        this.contentLength = contentLength;
    }

    /**
     * A rewrite.
     *
     * @param credentials header names and values that take the place of the client's
     */
    public static RequestRewrite to(String authority, String pathPrefix, Map<String, String> credentials) {
        StringBuilder added = new StringBuilder();
        credentials.forEach(
                (name, value) -> added.append(name).append(": ").append(value).append("\r\n"));
        return new RequestRewrite(
                latin1(pathPrefix),
                latin1("host: " + authority + "\r\n"),
                latin1(added.toString()),
                credentials.keySet().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toArray(String[]::new),
                null,
                LENGTH_KEPT);
    }

    /**
     * The same, for a request that was replaced by another.
     *
     * @param newTarget path and query, in characters that a request line may have
     * @param length of the new body
     * @param dropped fields of the client's that do not fit it, in lower case
     */
    public RequestRewrite replacedBy(String newTarget, long length, List<String> dropped) {
        String[] gone = Stream.concat(Stream.of(replaced), dropped.stream()).toArray(String[]::new);
        return new RequestRewrite(pathPrefix, hostLine, addedLines, gone, newTarget, length);
    }

    /** The target to send for a request that came with this one. */
    String target(String sent) {
        return target == null ? sent : target;
    }

    byte[] pathPrefix() {
        return pathPrefix;
    }

    byte[] hostLine() {
        return hostLine;
    }

    byte[] addedLines() {
        return addedLines;
    }

    /** Negative: the client's own framing stays. */
    long contentLength() {
        return contentLength;
    }

    boolean replaces(FieldBlock fields, int field) {
        for (String name : replaced) {
            if (fields.nameIs(field, name)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
