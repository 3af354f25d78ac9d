package dev.understudy.sandbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.sandbox.model.Cast;
import dev.understudy.sandbox.model.Pace;
import dev.understudy.sandbox.model.Personality;
import dev.understudy.sandbox.simulator.Fault.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorFaultTest {
    private static final String STREAM = """
            {"model": "sim-large", "stream": true, "temperature": 0, "messages": [
              {"role": "system", "content": "Process refund if customer requests it."},
              {"role": "user", "content": "I want a refund for order A1234."}]}""";

    private Simulator simulator;
    private ChatClient client;

    @BeforeEach
    void start() throws IOException {
        simulator = Simulator.start(0, SimulatorConfig.INSTANT);
        client = new ChatClient(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({"429=7, 429, 7", "500, 500, ", "503, 503, 1", "529=2, 529, 2"})
    void status_comesInTheProvidersWords(String fault, int status, String retryAfter) throws Exception {
        HttpResponse<String> response = client.post(STREAM, "x-sim-fault", fault);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("retry-after").orElse(null)).isEqualTo(retryAfter);
        assertThat(ChatClient.JSON
                        .readTree(response.body())
                        .at("/error/message")
                        .asString())
                .isNotBlank();
    }

    @Test
    void modelSuffix_asksForAFault() throws Exception {
        assertThat(client.post(STREAM.replace("sim-large", "sim-large+500")).statusCode())
                .isEqualTo(500);
    }

    @Test
    void configuredRate_hitsItsModelOnly() throws Exception {
        FaultRate always = new FaultRate(Fault.of(Kind.SERVER_ERROR), 1, "sim-small");
        try (Simulator faulty = Simulator.start(0, SimulatorConfig.INSTANT.withFaults(always))) {
            ChatClient caller = new ChatClient(faulty);

            assertThat(caller.post(STREAM).statusCode()).isEqualTo(200);
            assertThat(caller.post(STREAM.replace("sim-large", "sim-small")).statusCode())
                    .isEqualTo(500);
            assertThat(faulty.stats().faults()).containsEntry("500", 1L);
        }
    }

    @Test
    void configuredRate_isMetOnAverage() throws Exception {
        FaultRate third = new FaultRate(Fault.of(Kind.SERVER_ERROR), 0.3, null);
        try (Simulator faulty = Simulator.start(0, SimulatorConfig.INSTANT.withFaults(third))) {
            ChatClient caller = new ChatClient(faulty);
            for (int i = 0; i < 300; i++) {
                caller.post(STREAM);
            }
            assertThat(faulty.stats().faults().get("500")).isBetween(60L, 120L);
        }
    }

    @Test
    void truncate_endsCleanlyWithoutDone() throws Exception {
        List<String> events = ChatClient.events(
                client.post(STREAM, "x-sim-fault", "truncate=4").body());

        assertThat(events).hasSize(4).doesNotContain("[DONE]");
    }

    @Test
    void errorEvent_endsTheStreamInTheProvidersWords() throws Exception {
        List<String> events = ChatClient.events(
                client.post(STREAM, "x-sim-fault", "error-event=2").body());

        assertThat(events).hasSize(3);
        assertThat(ChatClient.JSON.readTree(events.get(2)).at("/error/type").asString())
                .isEqualTo("server_error");
    }

    @Test
    void errorEvent_ofABody_isAServerError() throws Exception {
        String body = STREAM.replace("\"stream\": true", "\"stream\": false");
        assertThat(client.post(body, "x-sim-fault", "error-event").statusCode()).isEqualTo(500);
    }

    @Test
    void rateLimited_saysWhatIsLeft() throws Exception {
        HttpResponse<String> response = client.post(STREAM, "x-sim-fault", "429=7");

        assertThat(response.headers().firstValue("x-ratelimit-remaining-requests"))
                .hasValue("0");
        assertThat(response.headers().firstValue("x-ratelimit-reset-requests")).hasValue("7s");
    }

    @Test
    void invalidJson_breaksOneEvent() throws Exception {
        List<String> events = ChatClient.events(
                client.post(STREAM, "x-sim-fault", "invalid-json=2").body());

        assertThat(events.get(1)).startsWith("{\"id\":\"chatcmpl-");
        assertThatThrownBy(() -> ChatClient.JSON.readTree(events.get(1))).isInstanceOf(RuntimeException.class);
        assertThat(events).last().isEqualTo("[DONE]");
    }

    @Test
    void unknownFault_isNamed() throws Exception {
        HttpResponse<String> response = client.post(STREAM, "x-sim-fault", "explode");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).startsWith("fault: explode (expected: one of slow, lag, hang");
    }

    @Test
    void wrongLength_closesBeforeItsPromise() {
        assertThatThrownBy(() -> client.post(STREAM, "x-sim-fault", "wrong-length"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void reset_comesAfterThatManyEvents() throws Exception {
        try (Socket socket = ask("reset=2")) {
            InputStream in = socket.getInputStream();
            StringBuilder seen = new StringBuilder();

            assertThatThrownBy(() -> readAll(in, seen)).isInstanceOf(SocketException.class);
            assertThat(seen.toString().split("data: ", -1).length - 1).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void abortHead_resetsInTheMiddleOfTheHead() throws Exception {
        try (Socket socket = ask("abort-head")) {
            StringBuilder seen = new StringBuilder();

            assertThatThrownBy(() -> readAll(socket.getInputStream(), seen)).isInstanceOf(SocketException.class);
            assertThat(seen.toString()).doesNotContain("\r\n\r\n");
        }
    }

    @Test
    void garbage_isNotHttp() throws Exception {
        try (Socket socket = ask("garbage")) {
            StringBuilder seen = new StringBuilder();
            readAll(socket.getInputStream(), seen);

            assertThat(seen.toString()).contains("this is not HTTP").hasSizeGreaterThan(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang", "slow", "endless", "lag=100s"})
    void unendingAnswers_endWithTheClient(String fault) throws Exception {
        try (Socket socket = ask(fault)) {
            if (fault.equals("slow") || fault.equals("endless")) {
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            await().until(() -> simulator.stats().active() == 1);
        }
        await().untilAsserted(() -> {
            assertThat(simulator.stats().active()).isZero();
            assertThat(simulator.stats().abortedByClient()).isEqualTo(1);
            assertThat(simulator.stats().openConnections()).isZero();
        });
    }

    @Test
    void endless_toAReaderThatSleeps_takesNoMemory() throws Exception {
        try (Socket socket = ask("endless=0")) {
            await().until(() -> simulator.stats().active() == 1);
            long before = io.netty.buffer.ByteBufAllocator.DEFAULT
                            instanceof io.netty.buffer.ByteBufAllocatorMetricProvider provider
                    ? provider.metric().usedDirectMemory()
                    : 0;
            assertThat(before).isLessThan(256 << 20);
            byte[] some = socket.getInputStream().readNBytes(4 << 20);
            assertThat(some).hasSize(4 << 20);
        }
        await().until(() -> simulator.stats().abortedByClient() == 1);
    }

    @Test
    void noRead_leavesTheBodyInTheSocket() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", simulator.port())) {
            socket.setSendBufferSize(64 << 10);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nx-sim-fault: no-read\r\n"
                            + "content-length: 100000000\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            await().until(() -> simulator.stats().active() == 1);
            Thread writer = new Thread(() -> {
                try {
                    out.write(new byte[50_000_000]);
                } catch (IOException closed) {
                    return;
                }
                throw new AssertionError("everything was read");
            });
            writer.start();
            await().until(() -> simulator.stats().faults().containsKey("no-read"));
            assertThat(simulator.stats().bodyBytes()).isZero();
            assertThat(writer.isAlive()).isTrue();
        }
    }

    @Test
    void pipelinedRequests_areAnsweredInOrder() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", simulator.port())) {
            String get = "GET /v1/models/sim-%s HTTP/1.1\r\nhost: x\r\n%s\r\n";
            String all = get.formatted("large", "x-sim-fault: lag=50ms\r\n")
                    + get.formatted("small", "")
                    + get.formatted("verbose", "connection: close\r\n");
            socket.getOutputStream().write(all.getBytes(StandardCharsets.US_ASCII));
            StringBuilder seen = new StringBuilder();
            readAll(socket.getInputStream(), seen);

            assertThat(seen.toString()).containsSubsequence("sim-large", "sim-small", "sim-verbose");
        }
    }

    @Test
    void malformedHttp_isRefused() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", simulator.port())) {
            socket.getOutputStream().write("NOT HTTP AT ALL\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            StringBuilder seen = new StringBuilder();
            readAll(socket.getInputStream(), seen);

            assertThat(seen.toString()).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void thousandStreams_areServedByTheSameFewThreads() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        Pace pace = new Pace(500, 5, 0.2, 4);
        Cast cast = Cast.DEFAULT.with("sim-large", new Personality(0, 0, 0.5, 0, 10_000, pace));
        try (Simulator paced = Simulator.start(0, SimulatorConfig.REALISTIC.withCast(cast))) {
            for (int i = 0; i < 1_000; i++) {
                sockets.add(ask(paced.port(), "connection: close"));
            }
            long threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("simulator"))
                    .count();
            for (Socket socket : sockets) {
                String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(all).contains("[DONE]");
            }
            // Two loops here and two of the simulator that every test has.
            assertThat(threads).isLessThanOrEqualTo(4);
            assertThat(paced.stats().completed()).isEqualTo(1_000);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private Socket ask(String fault) throws IOException {
        return ask(simulator.port(), "x-sim-fault: " + fault);
    }

    private static Socket ask(int port, String header) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        byte[] body = STREAM.getBytes(StandardCharsets.UTF_8);
        String head = "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\n" + header + "\r\ncontent-length: "
                + body.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        return socket;
    }

    private static void readAll(InputStream in, StringBuilder into) throws IOException {
        for (int next = in.read(); next >= 0; next = in.read()) {
            into.append((char) next);
        }
    }

    /** Builds share machines: what takes a moment may take a while. */
    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }
}
