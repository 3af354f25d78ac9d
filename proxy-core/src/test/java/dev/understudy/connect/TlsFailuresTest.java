package dev.understudy.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class TlsFailuresTest {
    @Test
    void reason_ofAHandshake_isTheInnermostCauseInOneLine() {
        SSLHandshakeException failed = new SSLHandshakeException("general");
        failed.initCause(new IllegalStateException(new CertificateException("expired\r\non Monday")));

        assertThat(TlsFailures.reason(failed)).isEqualTo("CertificateException: expired on Monday");
    }

    @Test
    void reason_connectionEnded_isSaidInWords() {
        assertThat(TlsFailures.reason(new ClosedChannelException()))
                .isEqualTo("the connection ended before its handshake did");
    }

    @Test
    void reason_endlessMessage_isCut() {
        assertThat(TlsFailures.reason(new CertificateException("x".repeat(10_000))))
                .hasSizeLessThan(310);
    }

    @Test
    void reason_causesInACircle_ends() {
        Exception one = new Exception("one");
        one.initCause(new Exception("two", one));

        assertThat(TlsFailures.reason(one)).startsWith("Exception: ");
    }
}
