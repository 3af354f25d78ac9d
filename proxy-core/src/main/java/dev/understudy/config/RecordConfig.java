package dev.understudy.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a route's traffic is recorded: a corpus of pseudonymised exchanges, to be replayed later. Immutable.
 *
 * @param to folder of the corpus; no other route's
 * @param sample which share of the exchanges, sticky by conversation
 * @param content what is kept of requests and answers
 * @param policy of the pseudonyms; never {@code off}
 * @param maxBytes what the corpus may take on the disk
 * @param whenFull what happens at that bound
 * @param segment about how much a segment holds before it is compressed and sealed
 * @param keepFor a segment whose last exchange is older goes; null for never
 * @param sync when what was written is forced to the disk
 * @param headers of the client's requests that are kept beside those a candidate would get: what {@code when} asks for
 */
public record RecordConfig(
        Path to,
        SampleConfig sample,
        Content content,
        PolicyConfig policy,
        ByteSize maxBytes,
        WhenFull whenFull,
        ByteSize segment,
        @Nullable Duration keepFor,
        Sync sync,
        List<String> headers) {
    public static final ByteSize MAX_BYTES = ByteSize.mebibytes(1024);
    public static final ByteSize SEGMENT = ByteSize.mebibytes(16);

    /** Largest request body, and largest answer, that is recorded: as a shadow's default. */
    public static final ByteSize LARGEST_BODY = ByteSize.mebibytes(8);

    private static final long LEAST_SEGMENT = 4L << 10;
    private static final long MOST_SEGMENT = 256L << 20;
    private static final int MOST_HEADERS = 32;

    /** Names under which callers send what nobody may keep. */
    private static final Set<String> CREDENTIALS = Set.of(
            "authorization",
            "proxy-authorization",
            "api-key",
            "x-api-key",
            "x-goog-api-key",
            "x-auth-token",
            "ocp-apim-subscription-key",
            "x-amz-security-token",
            "cookie",
            "set-cookie");

    /** What is kept of requests and answers. */
    public enum Content {
        /** All of both, with pseudonyms for personal data. */
        PSEUDONYMISED
    }

    /** What happens when the corpus is as large as it may be. */
    public enum WhenFull {
        /** The oldest segment makes room for the newest. */
        DROP_OLDEST,
        /** Nothing more is recorded. */
        STOP
    }

    /** When what was written is forced to the disk. A process that is killed loses nothing in any case; a machine may. */
    public enum Sync {
        /** After every exchange. */
        EACH,
        /** Once a second. */
        SECOND,
        /** When a segment is sealed. */
        SEGMENT
    }

    public RecordConfig {
        headers = List.copyOf(headers);
        ConfigException.check(!policy.isOff(), "policy", policy.name(), "a policy that puts pseudonyms in place");
        ConfigException.check(
                segment.bytes() >= LEAST_SEGMENT && segment.bytes() <= MOST_SEGMENT,
                "segment",
                segment,
                "4KiB to 256MiB");
        ConfigException.check(
                maxBytes.bytes() / 2 >= segment.bytes(),
                "max_bytes",
                maxBytes,
                "two segments (" + segment + ") or more");
        ConfigException.check(
                keepFor == null || keepFor.toMillis() > 0, "keep_for", String.valueOf(keepFor), "more than 0");
        ConfigException.check(
                headers.size() <= MOST_HEADERS, "headers", headers.size(), "up to " + MOST_HEADERS + " names");
        for (String header : headers) {
            ConfigException.check(
                    !CREDENTIALS.contains(header.toLowerCase(Locale.ROOT)),
                    "headers",
                    header,
                    "headers that hold no credentials");
        }
    }
}
