package dev.understudy.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.config.UpstreamConfig;
import dev.understudy.testing.TestCertificate;
import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
    void of_caThatWasRenewedAndBroughtBack_isTheContextOfItsContent() throws Exception {
        Path first = TestCertificate.forLoopback(directory).certificate();
        Path second = TestCertificate.forLoopback(directory).certificate();
        Path ca = Files.copy(first, directory.resolve("ca.pem"));
        try (TlsContexts contexts = new TlsContexts()) {
            SslContext before = contexts.of(upstream(ca, 1));
            Files.copy(second, ca, StandardCopyOption.REPLACE_EXISTING);
            assertThat(contexts.of(upstream(ca, 1))).isNotSameAs(before);
            Files.copy(first, ca, StandardCopyOption.REPLACE_EXISTING);
            assertThat(contexts.of(upstream(ca, 1))).isSameAs(before);
        }
    }

    /** A second look would find another file, or, as here, none: a pipe gives its content once. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void of_caThatCanBeReadOnce_isMadeOfWhatWasHashed() throws Exception {
        byte[] certificate =
                Files.readAllBytes(TestCertificate.forLoopback(directory).certificate());
        Path pipe = directory.resolve("ca.pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        FutureTask<Path> written = new FutureTask<>(() -> Files.write(pipe, certificate));
        Thread writer = new Thread(written, "writer of a CA");
        writer.setDaemon(true);
        writer.start();
        try (TlsContexts contexts = new TlsContexts()) {
            SslContext once = contexts.of(upstream(pipe, 1));
            written.get();
            Path same = Files.write(directory.resolve("same.pem"), certificate);
            assertThat(contexts.of(upstream(same, 1))).isSameAs(once);
        }
    }

    @Test
    void of_fileWithoutCertificates_isRefusedByItsName() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "no certificate");
        try (TlsContexts contexts = new TlsContexts()) {
            assertThatThrownBy(() -> contexts.of(upstream(empty, 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("upstream.tls.ca: " + empty + " (expected: a file of PEM certificates; ");
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
