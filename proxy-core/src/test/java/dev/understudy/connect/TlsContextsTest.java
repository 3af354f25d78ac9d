package dev.understudy.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.config.UpstreamConfig;
import dev.understudy.testing.TestCertificate;
import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsContextsTest {
    @TempDir
    Path directory;

    @Test
    void of_manyConfigurationsWithOneCa_isOneContext() throws Exception {
        Path ca = TestCertificate.forLoopback(directory).certificate();
        try (TlsContexts contexts = new TlsContexts()) {
            SslContext first = contexts.of(upstream(ca, 1));
            assertThat(contexts.of(upstream(ca, 2))).isSameAs(first);
            SslContext system = contexts.of(upstream(null, 1));
            assertThat(contexts.of(upstream(null, 2))).isSameAs(system).isNotSameAs(first);
        }
    }

    @Test
    void of_caThatIsNotThere_isRefusedByItsName() {
        Path nowhere = directory.resolve("nowhere.pem");
        try (TlsContexts contexts = new TlsContexts()) {
            assertThatThrownBy(() -> contexts.of(upstream(nowhere, 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("upstream.tls.ca: " + nowhere + " (expected: a file of PEM certificates; ");
        }
    }

    private static UpstreamConfig upstream(Path ca, int seconds) {
        Duration some = Duration.ofSeconds(seconds);
        return new UpstreamConfig(URI.create("https://localhost"), some, some, some, some, 10, ca);
    }
}
