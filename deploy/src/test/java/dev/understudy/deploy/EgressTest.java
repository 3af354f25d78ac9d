package dev.understudy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shipped configuration of the egress service in a real HAProxy: who gets out, and who does not. */
@Timeout(120)
class EgressTest {
    private static final int CLIENT_HELLO = 0x16;
    private static final int CLOSED = -1;

    @TempDir
    Path folder;

    private ServerSocket provider;
    private NameServer names;
    private Process haproxy;
    private int port;

    @BeforeEach
    void start() throws Exception {
        Path program = Programs.require("haproxy");
        provider = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        names = new NameServer(Map.of(
                "api.openai.com", "127.0.0.1",
                "rebound.example.com", "10.1.2.3",
                "unlisted.example.com", "127.0.0.1"));
        port = FreePort.find();
        Path config = configuration();
        Programs.Result check = Programs.run(program, "-c", "-f", config.toString());
        assertThat(check.exit()).as(check.output()).isZero();
        haproxy = new ProcessBuilder(program.toString(), "-db", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.log").toFile())
                .start();
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .failFast(() -> assertThat(haproxy.isAlive())
                        .as(Files.readString(folder.resolve("haproxy.log")))
                        .isTrue())
                .until(this::listens);
    }

    @AfterEach
    void stop() throws Exception {
        if (haproxy != null) {
            haproxy.destroyForcibly().waitFor();
        }
        if (names != null) {
            names.close();
            provider.close();
        }
    }

    /** Ports and addresses of this machine; that the provider is here must count as outside. */
    private Path configuration() throws IOException {
        Path providers = Files.write(
                folder.resolve("providers.txt"),
                List.of(
                        Deployment.text("compose/template/providers.txt").strip(),
                        "rebound.example.com",
                        "no.example.com"));
        Path inside = Files.writeString(
                folder.resolve("inside.txt"),
                Deployment.text("compose/egress/inside.txt")
                        .lines()
                        .filter(range -> !range.equals("127.0.0.0/8"))
                        .collect(Collectors.joining("\n")));
        return Files.writeString(
                folder.resolve("haproxy.cfg"),
                Deployment.text("compose/egress/haproxy.cfg")
                        // Files that a user's process may open are fewer here.
                        .replace("maxconn 10000", "maxconn 100")
                        .replace("bind :443", "bind 127.0.0.1:" + port)
                        .replace("int(443)", "int(" + provider.getLocalPort() + ")")
                        .replace("1.1.1.1:53", "127.0.0.1:" + names.port())
                        .replace("    nameserver second 9.9.9.9:53\n", "")
                        .replace("/usr/local/etc/haproxy/providers.txt", providers.toString())
                        .replace("/usr/local/etc/haproxy/inside.txt", inside.toString()));
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Test
    void listedProvider_isReachedWithTheClientsOwnHello() throws Exception {
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(this::firstByteAtTheProvider);
        greet("api.openai.com");

        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(CLIENT_HELLO);
    }

    @Test
    void everybodyElse_isClosedWithoutAConnection() throws Exception {
        assertThat(greet("unlisted.example.com")).isTrue();
        assertThat(greet("rebound.example.com"))
                .as("a listed name that leads inside")
                .isTrue();
        assertThat(greet("no.example.com"))
                .as("a listed name that leads nowhere")
                .isTrue();
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port)) {
            plain.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: api.openai.com\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(plain.getInputStream().read()).as("without TLS").isEqualTo(CLOSED);
        }
        provider.setSoTimeout(1);
        assertThat(CompletableFuture.supplyAsync(this::firstByteAtTheProvider).get(30, TimeUnit.SECONDS))
                .as("connections at the provider")
                .isEqualTo(CLOSED);
    }

    /** Whether the connection was closed without an answer. */
    private boolean greet(String host) throws IOException {
        try (SSLSocket socket =
                (SSLSocket) SSLSocketFactory.getDefault().createSocket(InetAddress.getLoopbackAddress(), port)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(host)));
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    /** The first byte of the next connection, which is then closed; -1 where none came. */
    private int firstByteAtTheProvider() {
        try (Socket client = provider.accept()) {
            return client.getInputStream().read();
        } catch (IOException none) {
            return CLOSED;
        }
    }
}
