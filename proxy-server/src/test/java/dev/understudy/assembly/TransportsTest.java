package dev.understudy.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.config.RuntimeConfig;
import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad;
import dev.understudy.exchange.Outcome;
import dev.understudy.sandbox.simulator.Simulator;
import dev.understudy.sandbox.simulator.SimulatorConfig;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole process over every transport that this machine has, with a shadow; also for a client that asks for h2c. */
class TransportsTest {
    private static final String BODY = """
            {"model": "sim-large", "messages": [{"role": "user", "content": "I want a refund."}]}""";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void server_overEachTransport_forwardsAndCompares(RuntimeConfig.Transport transport) throws Exception {
        assumeTrue(isAvailable(transport), "this machine has no " + transport);
        String label = transport.name().toLowerCase(Locale.ROOT);
        try (Simulator simulator = Simulator.start(0, SimulatorConfig.INSTANT);
                Server server = server(simulator, label)) {
            assertThat(server.summary().get(0))
                    .endsWith(
                            transport == RuntimeConfig.Transport.AUTO
                                    ? Epoll.isAvailable() ? "(epoll)" : "(nio)"
                                    : "(" + label + ")");
            assertThat(ask(server, HttpClient.Version.HTTP_1_1).statusCode()).isEqualTo(200);
            assertThat(ask(server, HttpClient.Version.HTTP_2).statusCode()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> server.shadows().get(0).outcomes().get(Outcome.COMPARED), Long.valueOf(2)::equals);
        }
    }

    private static boolean isAvailable(RuntimeConfig.Transport transport) {
        return switch (transport) {
            case AUTO, NIO -> true;
            case EPOLL -> Epoll.isAvailable();
            case IO_URING -> IoUring.isAvailable();
        };
    }

    private Server server(Simulator simulator, String transport) throws Exception {
        Path file = folder.resolve("understudy.yaml");
        Files.writeString(file, """
                listen: 127.0.0.1:0
                routes:
                  - name: live
                    upstream: { url: "%1$s" }
                shadows:
                  - name: s
                    route: live
                    candidate: { upstream: { url: "%1$s" }, model: sim-small }
                runtime: { live_loops: 1, shadow_loops: 1, workers: 1, transport: %2$s }
                """.formatted(simulator.url(), transport));
        ConfigFile config = new ConfigFile(file, new BuildCapabilities());
        return Server.start(config, (ConfigLoad.Loaded) config.load());
    }

    private static HttpResponse<String> ask(Server server, HttpClient.Version version) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + "/v1/chat/completions");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build();
        return HttpClient.newBuilder().version(version).build().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
