package dev.understudy.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.sandbox.simulator.Simulator;
import dev.understudy.sandbox.simulator.SimulatorConfig;
import dev.understudy.testing.LogLines;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A certificate that has expired: ours is used with a warning, and an upstream's is refused with its reason. */
final class ExpiredCertificateTest {
    @TempDir
    Path folder;

    @RegisterExtension
    final LogLines log = LogLines.of("dev.understudy.connect");

    private Simulator simulator;

    @BeforeEach
    void start() throws IOException {
        simulator = Simulator.start(0, SimulatorConfig.INSTANT);
        for (String name : List.of("expired-upstream.crt", "expired-upstream.key", "expired-upstream-ca.crt")) {
            Files.copy(getClass().getResourceAsStream("/config/tls/" + name), folder.resolve(name));
        }
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Loaded load(String name, String listen, String upstream) throws IOException {
        Path file = Files.writeString(folder.resolve(name), """
                listen: { address: 127.0.0.1:0%s }
                routes: [ { name: r, upstream: { %s } } ]
                runtime: { live_loops: 1, shadow_loops: 1, workers: 1 }
                """.formatted(listen, upstream));
        return (Loaded) new ConfigFile(file, new BuildCapabilities()).load();
    }

    private Server server(String name, Loaded loaded) {
        return Server.start(new ConfigFile(folder.resolve(name), new BuildCapabilities()), loaded);
    }

    private static HttpResponse<String> ask(HttpClient client, String url) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/v1/models")).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** As a client that does not look. */
    private static HttpClient careless() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Careless()}, new SecureRandom());
        return HttpClient.newBuilder().sslContext(context).build();
    }

    @Test
    void expiredCertificate_ofOurs_startsWithAWarning_ofAnUpstream_isRefusedWithItsReason() throws Exception {
        Loaded expired = load(
                "expired.yaml",
                ", tls: { certificate: expired-upstream.crt, key: expired-upstream.key }",
                "url: \"" + simulator.url() + "\"");
        assertThat(expired.problems())
                .singleElement()
                .asString()
                .contains("warning: listen.tls.certificate: expired on");
        try (Server upstream = server("expired.yaml", expired)) {
            String url = "https://127.0.0.1:" + upstream.address().getPort();
            assertThat(ask(careless(), url).statusCode()).isEqualTo(200);

            Loaded strict = load("strict.yaml", "", "url: \"" + url + "\", tls: { ca: expired-upstream-ca.crt }");
            try (Server proxy = server("strict.yaml", strict)) {
                for (int i = 0; i < 3; i++) {
                    HttpResponse<String> refused = ask(
                            HttpClient.newHttpClient(),
                            "http://127.0.0.1:" + proxy.address().getPort());
                    assertThat(refused.statusCode()).isEqualTo(502);
                    assertThat(refused.headers().firstValue("x-understudy-error"))
                            .contains("tls_failed");
                }
            }
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .startsWith("upstream 127.0.0.1:" + upstream.address().getPort() + ": no TLS connection")
                    .contains("CertificateExpiredException: NotAfter");
        }
    }

    private static final class Careless extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
