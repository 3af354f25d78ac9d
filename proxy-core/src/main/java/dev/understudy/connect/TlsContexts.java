package dev.understudy.connect;

import dev.understudy.config.UpstreamConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The TLS contexts of one set of loops, one for each content of a CA file: a configuration that changes often makes no more of them, and a
 * file that was renewed under its name is another. What is out of use stays until the end, for connections may be on their way with it.
 * Thread-safe.
 */
final class TlsContexts implements AutoCloseable {
    private static final String SYSTEM = "system";

    private final Map<String, SslContext> contexts = new ConcurrentHashMap<>();

    /** @throws IllegalStateException when the upstream's CA file cannot be read, or has no certificates */
    SslContext of(UpstreamConfig upstream) {
        Path ca = upstream.ca();
        try {
            // Read once: the file may be another by the time its context is made.
            byte[] certificates = ca == null ? null : Files.readAllBytes(ca);
            return contexts.computeIfAbsent(key(certificates), key -> UpstreamTls.context(certificates));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "upstream.tls.ca: " + ca + " (expected: a file of PEM certificates; " + e.getMessage() + ")", e);
        }
    }

    private static String key(byte @Nullable [] certificates) {
        if (certificates == null) {
            return SYSTEM;
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificates));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** No connection may be open any more. */
    @Override
    public void close() {
        contexts.values().forEach(ReferenceCountUtil::release);
        contexts.clear();
    }
}
