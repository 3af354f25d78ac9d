package dev.understudy.variant;

import dev.understudy.config.CredentialsConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.LoopHeader;
import dev.understudy.privacy.Pseudonymiser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Derives another arm's headers. A candidate gets what is on the list and nothing else; control gets what live got. */
final class ArmHeaders {
    /** What callers authenticate with, or are identified by. */
    private static final Set<String> CREDENTIALS = Set.of(
            "authorization",
            "proxy-authorization",
            "api-key",
            "x-api-key",
            "x-goog-api-key",
            "x-auth-token",
            "ocp-apim-subscription-key",
            "cookie",
            "openai-organization",
            "openai-project");

    /**
     * What does not go into a second request of the same content: hop-by-hop fields (RFC 9110 section 7.6.1), framing and
     * codings (the body is written anew, and the answer is wanted uncompressed), and keys that make a provider take it
     * for a retry of the first.
     */
    private static final Set<String> NOT_REPEATED = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "host",
            "content-length",
            "content-encoding",
            "content-md5",
            "content-digest",
            "digest",
            "expect",
            "accept-encoding",
            "idempotency-key",
            "x-idempotency-key",
            LoopHeader.NAME);

    private ArmHeaders() {}

    /** @param privacy applied to every value that the client sent, but for its credentials where they are inherited */
    static Headers candidate(
            Headers client,
            Dialect dialect,
            CredentialsConfig credentials,
            boolean inherit,
            String shadow,
            Pseudonymiser privacy) {
        List<Headers.Field> fields = new ArrayList<>();
        fields.add(disguised(new Headers.Field("content-type", contentType(client.get("content-type"))), privacy));
        copy(client, "accept", fields, privacy);
        dialect.headersForCandidate().forEach(name -> copy(client, name, fields, privacy));
        if (inherit) {
            client.filter(field -> isIn(CREDENTIALS, field)).forEach(fields::add);
        } else {
            credentials.headers().forEach((name, value) -> fields.add(new Headers.Field(name, value)));
        }
        fields.add(new Headers.Field(LoopHeader.NAME, shadow));
        return traced(Headers.of(fields), client);
    }

    /** A span of its own in the client's trace, where there is one. */
    private static Headers traced(Headers arm, Headers client) {
        String child = TraceParent.child(client);
        return child == null ? arm : arm.with(TraceParent.NAME, child);
    }

    /** @param credentials what takes the place of the client's headers of the same names towards live, if anything does */
    static Headers control(Headers client, @Nullable CredentialsConfig credentials, String shadow) {
        Set<String> dropped = nominated(client);
        dropped.addAll(NOT_REPEATED);
        List<Headers.Field> configured = new ArrayList<>();
        if (credentials != null) {
            credentials.headers().forEach((name, value) -> {
                dropped.add(name.toLowerCase(Locale.ROOT));
                configured.add(new Headers.Field(name, value));
            });
        }
        List<Headers.Field> fields = new ArrayList<>();
        client.filter(field -> !isIn(dropped, field)).forEach(fields::add);
        fields.addAll(configured);
        fields.add(new Headers.Field(LoopHeader.NAME, shadow));
        return traced(Headers.of(fields), client);
    }

    /** The body is written in UTF-8, whatever charset it came in. */
    private static String contentType(@Nullable String sent) {
        String lower = sent == null ? "" : sent.toLowerCase(Locale.ROOT);
        boolean otherCharset = lower.contains("charset") && !lower.contains("utf-8");
        return sent == null || otherCharset ? "application/json" : sent;
    }

    /** Every line of that name, its values disguised. */
    static void copy(Headers client, String name, List<Headers.Field> fields, Pseudonymiser privacy) {
        client.filter(field -> field.name().equalsIgnoreCase(name))
                .forEach(field -> fields.add(disguised(field, privacy)));
    }

    private static Headers.Field disguised(Headers.Field field, Pseudonymiser privacy) {
        String clean = privacy.value(field.name(), field.value());
        return clean.equals(field.value()) ? field : new Headers.Field(field.name(), clean);
    }

    /** Fields that the connection header names are for the next hop only. */
    private static Set<String> nominated(Headers client) {
        Set<String> names = new HashSet<>();
        for (Headers.Field field : client) {
            if (field.name().equalsIgnoreCase("connection")) {
                for (String name : field.value().split(",")) {
                    names.add(name.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        return names;
    }

    private static boolean isIn(Set<String> names, Headers.Field field) {
        return names.contains(field.name().toLowerCase(Locale.ROOT));
    }
}
