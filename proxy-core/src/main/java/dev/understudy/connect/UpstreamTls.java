package dev.understudy.connect;

import dev.understudy.config.UpstreamConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** TLS towards upstreams: certificates verified against the host name, SNI sent, HTTP/1.1 by ALPN. */
public final class UpstreamTls {
    private UpstreamTls() {}

    /** Loads the library and the system's certificates, which otherwise the first context does: half a second of a start. */
    public static void prepare() {
        ReferenceCountUtil.release(context(UpstreamConfig.of("https://localhost")));
    }

    /**
     * A client context.
     *
     * @throws IllegalStateException when the CA file cannot be read
     */
    static SslContext context(UpstreamConfig upstream) {
        try {
            SslContextBuilder builder = SslContextBuilder.forClient()
                    .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
                    .endpointIdentificationAlgorithm("HTTPS")
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            Protocol.ALPN,
                            SelectorFailureBehavior.NO_ADVERTISE,
                            SelectedListenerFailureBehavior.ACCEPT,
                            ApplicationProtocolNames.HTTP_1_1));
            if (upstream.ca() != null) {
                builder.trustManager(upstream.ca().toFile());
            }
            return builder.build();
        } catch (SSLException | IllegalArgumentException e) {
            throw refused(upstream.ca(), e);
        }
    }

    static IllegalStateException refused(@Nullable Path ca, Exception why) {
        return new IllegalStateException(
                "upstream.tls.ca: " + ca + " (expected: a file of PEM certificates; " + why.getMessage() + ")", why);
    }
}
