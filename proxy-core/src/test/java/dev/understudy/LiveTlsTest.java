package dev.understudy;

import static dev.understudy.testing.RawConnection.GET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.testing.Gate;
import dev.understudy.testing.RawConnection;
import dev.understudy.testing.RawConnection.End;
import dev.understudy.testing.RawUpstream;
import dev.understudy.testing.TestCertificate;
import dev.understudy.testing.TestProxy;
import dev.understudy.testing.WireMessage;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS on either side. */
class LiveTlsTest {

    @TempDir
    static Path directory;

    private static TestCertificate loopback;
    private static TestCertificate elsewhere;

    @BeforeAll
    static void makeCertificates() throws Exception {
        loopback = TestCertificate.forNames(directory, "dns:localhost,dns:api.localhost,ip:127.0.0.1");
        elsewhere = TestCertificate.forNames(directory, "dns:elsewhere.test");
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void client_overTls_speaksTheVersionItAskedFor(HttpClient.Version version) throws Exception {
        try (RawUpstream upstream = RawUpstream.answering(request -> RawUpstream.response(200, request.contentText()));
                TestProxy proxy = tlsProxy(upstream.url()).start()) {
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(loopback.context())
                    .version(version)
                    .build();
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                HttpRequest request = HttpRequest.newBuilder(uri(proxy))
                        .POST(HttpRequest.BodyPublishers.ofString("body " + i))
                        .build();
                answers.add(client.sendAsync(request, BodyHandlers.ofString()));
            }
            for (int i = 0; i < 20; i++) {
                HttpResponse<String> answer = answers.get(i).get(30, TimeUnit.SECONDS);
                assertThat(answer.version()).isEqualTo(version);
                assertThat(answer.body()).isEqualTo("body " + i);
            }
        }
    }

    @Test
    void client_overTls_getsItsLastAnswerWholeAndACleanEnd() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("x".repeat(300_000));
                TestProxy proxy = tlsProxy(upstream.url()).start();
                RawConnection client = tlsConnection(proxy)) {
            client.send("GET / HTTP/1.1\r\nHost: c\r\nConnection: close\r\n\r\n");
            assertThat(client.readResponse().body()).hasSize(300_000);
            assertThat(client.awaitEnd()).isEqualTo(End.CLEAN);
        }
    }

    @Test
    void client_overTls_getsABodyUntilCloseWithItsGoodbye() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\n\r\nto the end");
                });
                TestProxy proxy = tlsProxy(upstream.url()).start();
                RawConnection client = tlsConnection(proxy)) {
            // JSSE throws when the connection ends without close_notify.
            assertThat(client.send(GET).readResponse().bodyText()).isEqualTo("to the end");
        }
    }

    @Test
    void upstream_thatResetsABodyUntilClose_leavesATlsClientWithoutGoodbye() throws Exception {
        Gate read = new Gate();
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\n\r\nabc");
                    read.await();
                    connection.reset();
                });
                TestProxy proxy = tlsProxy(upstream.url()).start();
                RawConnection client = tlsConnection(proxy)) {
            client.send(GET).readHead();
            assertThat(client.readText(3)).isEqualTo("abc");
            read.open();
            assertThatThrownBy(client::readToEnd).isInstanceOf(java.io.IOException.class);
        }
    }

    @Test
    void client_refusedOverTls_isToldWhy() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("");
                TestProxy proxy = tlsProxy(upstream.url()).start();
                RawConnection client = tlsConnection(proxy)) {
            client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length : 1\r\n\r\n" + "x".repeat(50_000));
            assertThat(client.readResponse().status()).isEqualTo(400);
            assertThat(client.awaitEnd()).isEqualTo(End.CLEAN);
        }
    }

    @Test
    void client_thatSpeaksPlainHttpToTheTlsPort_isClosedAndOthersAreServed() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("fine");
                TestProxy proxy = tlsProxy(upstream.url()).start();
                RawConnection plain = proxy.connect();
                RawConnection client = tlsConnection(proxy)) {
            plain.send(GET);
            plain.awaitEnd();
            assertThat(client.send(GET).readResponse().bodyText()).isEqualTo("fine");
        }
    }

    @Test
    void drain_duringATlsHandshake_doesNotWaitForIt() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("fine");
                TestProxy proxy = tlsProxy(upstream.url()).start();
                RawConnection shaking = proxy.connect();
                RawConnection idle = tlsConnection(proxy)) {
            assertThat(idle.send(GET).readResponse().status()).isEqualTo(200);
            // Netty itself would give the handshake ten seconds.
            assertThat(proxy.proxy().drain(Duration.ofSeconds(8))).isTrue();
            assertThat(idle.awaitEnd()).isEqualTo(End.CLEAN);
            shaking.awaitEnd();
        }
    }

    @Test
    void upstream_withACertificateOfItsCa_isTrustedAndNamedInSni() throws Exception {
        BlockingQueue<String> names = new LinkedBlockingQueue<>();
        // RFC 6761 section 6.3: every name under localhost is the loopback. SNI is for names with a dot only.
        try (RawUpstream upstream = tlsUpstream(loopback, connection -> {
                    while (true) {
                        connection.readRequest();
                        names.add(sni((SSLSocket) connection.socket()));
                        connection.send(RawUpstream.response(200, "secret"));
                    }
                });
                TestProxy proxy = TestProxy.to("https://api.localhost:" + upstream.port())
                        .ca(loopback.certificate())
                        .start();
                RawConnection client = proxy.connect()) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.send(GET).readResponse().bodyText()).isEqualTo("secret");
            }
            assertThat(names.poll(30, TimeUnit.SECONDS)).isEqualTo("api.localhost");
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    private static String sni(SSLSocket socket) {
        return ((ExtendedSSLSession) socket.getSession())
                .getRequestedServerNames().stream()
                        .map(name -> ((SNIHostName) name).getAsciiName())
                        .findFirst()
                        .orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong name", "unknown CA", "not TLS", "silent"})
    void upstream_thatCannotBeTrusted_isNotAsked(String fault) throws Exception {
        TestCertificate shown = fault.equals("wrong name") ? elsewhere : loopback;
        TestCertificate trusted = fault.equals("unknown CA") ? elsewhere : shown;
        boolean late = fault.equals("silent");
        boolean plain = fault.equals("not TLS") || late;
        RawUpstream.Script script = connection -> {
            if (fault.equals("not TLS")) {
                connection.send("HTTP/1.1 400 Plain\r\n\r\n");
            }
            if (plain) {
                connection.awaitEnd();
            } else {
                connection.readRequest();
                throw new AssertionError("a request got through");
            }
        };
        try (RawUpstream upstream = plain ? RawUpstream.serving(script) : tlsUpstream(shown, script);
                TestProxy proxy = TestProxy.to("https://localhost:" + upstream.port())
                        .ca(trusted.certificate())
                        .connectTimeout(Duration.ofSeconds(late ? 1 : 30))
                        .start();
                RawConnection client = proxy.connect()) {
            WireMessage response = client.send(GET).readResponse();
            assertThat(response.status()).isEqualTo(late ? 504 : 502);
            assertThat(response.field("x-understudy-error")).isEqualTo(late ? "connect_timeout" : "tls_failed");
        }
    }

    @Test
    void upstream_whoseCaFileIsRenewedUnderItsName_isTrustedAfterTheNextApply() throws Exception {
        Path ca = directory.resolve("renewed.pem");
        Files.copy(elsewhere.certificate(), ca);
        try (RawUpstream upstream = tlsUpstream(loopback, connection -> {
                    while (true) {
                        connection.readRequest();
                        connection.send(RawUpstream.response(200, "trusted"));
                    }
                });
                TestProxy proxy = TestProxy.to("https://localhost:" + upstream.port())
                        .connectTimeout(Duration.ofSeconds(30))
                        .ca(ca)
                        .start();
                RawConnection client = proxy.connect()) {
            assertThat(client.send(GET).readResponse().field("x-understudy-error"))
                    .isEqualTo("tls_failed");
            Files.writeString(ca, "no certificate");
            assertThatThrownBy(() -> proxy.proxy().apply(proxy.config()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("upstream.tls.ca: " + ca + " (expected: ");
            Files.copy(loopback.certificate(), ca, StandardCopyOption.REPLACE_EXISTING);
            assertThat(client.send(GET).readResponse().status())
                    .as("not before")
                    .isEqualTo(502);
            proxy.proxy().apply(proxy.config());
            assertThat(client.send(GET).readResponse().bodyText()).isEqualTo("trusted");
        }
    }

    @Test
    void upstream_thatCutsABodyUntilCloseWithoutGoodbye_isBrokenOff() throws Exception {
        Gate read = new Gate();
        // TLS is put on the plain socket by hand, so that TCP can be ended under it.
        try (RawUpstream upstream = RawUpstream.serving(plain -> {
                    SSLSocket over =
                            (SSLSocket) loopback.context().getSocketFactory().createSocket(plain.socket(), null, false);
                    RawConnection connection = new RawConnection(over);
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\n\r\nabc");
                    read.await();
                    plain.halfClose();
                    plain.awaitEnd();
                });
                TestProxy proxy = TestProxy.to("https://localhost:" + upstream.port())
                        .ca(loopback.certificate())
                        .start();
                RawConnection client = proxy.connect()) {
            client.send(GET).readHead();
            assertThat(client.readText(3)).isEqualTo("abc");
            read.open();
            assertThat(client.awaitEnd()).isEqualTo(End.RESET);
        }
    }

    @Test
    void upstream_thatEndsABodyUntilCloseWithItsGoodbye_isWhole() throws Exception {
        try (RawUpstream upstream = tlsUpstream(loopback, connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\n\r\nall of it");
                });
                TestProxy proxy = TestProxy.to("https://localhost:" + upstream.port())
                        .ca(loopback.certificate())
                        .start();
                RawConnection client = proxy.connect()) {
            assertThat(client.send(GET).readResponse().bodyText()).isEqualTo("all of it");
        }
    }

    @Test
    void start_withACaThatIsNoCertificate_isRefused() throws Exception {
        Path bad = Files.writeString(directory.resolve("bad.pem"), "not a certificate");
        assertThatThrownBy(() ->
                        TestProxy.to("https://localhost:1").ca(bad).start().close())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("upstream.tls.ca")
                .hasMessageContaining("expected");
        assertThatThrownBy(() -> TestProxy.to("http://localhost:1")
                        .tls(bad, loopback.key())
                        .start()
                        .close())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("listen.tls");
    }

    @Test
    void body_of50MegabytesThroughTlsOnBothSides_arrives() throws Exception {
        int size = 50 << 20;
        try (RawUpstream upstream = tlsUpstream(loopback, connection -> {
                    int length = connection.readRequest().body().length;
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n");
                    connection.send(new byte[length]);
                });
                TestProxy proxy = tlsProxy("https://localhost:" + upstream.port())
                        .ca(loopback.certificate())
                        .start();
                RawConnection client = tlsConnection(proxy)) {
            client.send("POST / HTTP/1.1\r\nHost: c\r\nContent-Length: " + size + "\r\n\r\n");
            client.send(new byte[size]);
            assertThat(client.readResponse().body()).hasSize(size);
        }
    }

    private static TestProxy.Builder tlsProxy(String url) {
        return TestProxy.to(url).tls(loopback.certificate(), loopback.key());
    }

    private static URI uri(TestProxy proxy) {
        return URI.create("https://localhost:" + proxy.address().getPort() + "/");
    }

    private static RawConnection tlsConnection(TestProxy proxy) throws Exception {
        return new RawConnection(loopback.context()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), proxy.address().getPort()));
    }

    private static RawUpstream tlsUpstream(TestCertificate certificate, RawUpstream.Script script) throws Exception {
        SSLServerSocket server = (SSLServerSocket) certificate
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return RawUpstream.on(server, script);
    }
}
