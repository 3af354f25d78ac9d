package dev.understudy.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.understudy.config.OtlpConfig;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The collector's end of the wire (OTLP/HTTP with protobuf). No redirect is followed, and neither proxies nor anything else is taken
 * from the environment or from system properties. Thread-safe.
 */
final class Collector {
    /** Answers of collectors are a few bytes; of one that goes on, the rest is not kept. */
    private static final int LONGEST_ANSWER = 64 << 10;

    private final OtlpConfig config;
    private final HttpClient client;

    /** @throws IllegalStateException when the CA file cannot be used */
    Collector(OtlpConfig config) {
        this.config = config;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .executor(Executors.newCachedThreadPool(new DefaultThreadFactory("otlp-http", true)));
        if (config.ca() != null) {
            builder.sslContext(trusting(config.ca()));
        }
        this.client = builder.build();
    }

    private static SSLContext trusting(Path ca) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            byte[] pem = Files.readAllBytes(ca);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
                store.setCertificateEntry("ca-" + count++, certificate);
            }
            if (count == 0) {
                throw new CertificateException("it has none");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException unusable) {
            String why = unusable.getMessage() == null ? unusable.getClass().getSimpleName() : unusable.getMessage();
            throw new IllegalStateException(
                    "otlp.tls.ca: " + ca + " (expected: a PEM file with certificates; " + why + ")", unusable);
        }
    }

    /** Where a signal goes, for messages. */
    String address(String signal) {
        return config.url(signal).toString();
    }

    /**
     * Sends a message. Cancelling the future ends the request; without that it may take as long as the collector likes.
     *
     * @param signal {@code metrics} or {@code traces}
     */
    CompletableFuture<HttpResponse<byte[]>> send(String signal, byte[] message) {
        HttpRequest.Builder request = HttpRequest.newBuilder(config.url(signal))
                .timeout(config.timeout())
                .header("content-type", "application/x-protobuf");
        config.headers().forEach(request::header);
        if (config.gzip()) {
            request.header("content-encoding", "gzip");
        }
        request.POST(BodyPublishers.ofByteArray(config.gzip() ? compressed(message) : message));
        return client.sendAsync(request.build(), response -> {
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            return BodySubscribers.mapping(
                    BodySubscribers.ofByteArrayConsumer(piece -> piece.ifPresent(
                            bytes -> kept.write(bytes, 0, Math.min(bytes.length, LONGEST_ANSWER - kept.size())))),
                    ended -> kept.toByteArray());
        });
    }

    /** Collectors may take a part only; one that answers something else has taken all (OTLP, partial success). */
    static long rejectedSpans(byte[] body) {
        try {
            return ExportTraceServiceResponse.parseFrom(body)
                    .getPartialSuccess()
                    .getRejectedSpans();
        } catch (InvalidProtocolBufferException unreadable) {
            return 0;
        }
    }

    private static byte[] compressed(byte[] message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(message);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
