package dev.understudy.sandbox.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.config.ConfigException;
import dev.understudy.sandbox.simulator.Fault;
import dev.understudy.sandbox.simulator.FaultRate;
import dev.understudy.sandbox.simulator.SeenRequest;
import dev.understudy.sandbox.simulator.Simulator;
import dev.understudy.sandbox.simulator.SimulatorConfig;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TrafficTest {
    private static final String PROMPT = "Process refund if customer requests it.";

    @Test
    void start_sendsAtItsRate_andCountsWhatItGets() throws Exception {
        SimulatorConfig config = SimulatorConfig.INSTANT.keeping(2_000, 1 << 20);
        try (Simulator simulator = Simulator.start(0, config);
                Traffic traffic = Traffic.start(config(simulator, 100))) {
            await().until(() -> traffic.counts().sent() >= 500);
            traffic.stop();
            assertThat(traffic.awaitIdle(Duration.ofSeconds(60))).isTrue();

            TrafficCounts counts = traffic.counts();
            assertThat(counts.ok() + counts.refused() + counts.failed() + counts.left())
                    .isEqualTo(counts.sent());
            assertThat(counts.failed()).isZero();
            assertThat(counts.refused()).isPositive().isLessThan(counts.ok() / 5);
            assertThat(counts.left()).isPositive();
            assertThat(counts.statuses()).containsKeys(200, 400, 404);
            assertThat(simulator.stats().requests()).isEqualTo(counts.sent());
            assertThat(conversationsOfTwoTurns(simulator.requests())).isPositive();
        }
    }

    @Test
    void failures_areCounted() throws Exception {
        FaultRate always = new FaultRate(Fault.parse("500"), 1, null);
        try (Simulator simulator = Simulator.start(0, SimulatorConfig.INSTANT.withFaults(always));
                Traffic traffic = Traffic.start(config(simulator, 200))) {
            await().until(() -> traffic.counts().failed() >= 20);

            assertThat(traffic.counts().ok()).isZero();
        }
    }

    @Test
    void brokenConnections_areFailures() throws Exception {
        FaultRate always = new FaultRate(Fault.parse("reset=1"), 1, null);
        try (Simulator simulator = Simulator.start(0, SimulatorConfig.INSTANT.withFaults(always));
                Traffic traffic = Traffic.start(config(simulator, 200))) {
            await().until(() -> traffic.counts().failed() >= 20);
        }
    }

    @Test
    void inFlight_isBounded() throws Exception {
        FaultRate always = new FaultRate(Fault.parse("hang"), 1, null);
        try (Simulator simulator = Simulator.start(0, SimulatorConfig.INSTANT.withFaults(always));
                Traffic traffic = Traffic.start(config(simulator, 500))) {
            await().until(() -> traffic.counts().skipped() >= 20);

            assertThat(traffic.counts().inFlight()).isLessThanOrEqualTo(50);
        }
    }

    @Test
    void nobodyThere_isFailure() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        URI nowhere = URI.create("http://127.0.0.1:" + port + "/v1");
        try (Traffic traffic =
                Traffic.start(new TrafficConfig(nowhere, 100, Duration.ZERO, 1, 50, "sim-large", PROMPT))) {
            await().until(() -> traffic.counts().failed() >= 5);
        }
    }

    @Test
    void config_badRate_isRefused() {
        assertThatThrownBy(() -> new TrafficConfig(URI.create("http://x"), 0, Duration.ZERO, 1, 1, "m", ""))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("rate: 0 (expected:");
    }

    private static TrafficConfig config(Simulator simulator, double perSecond) {
        return new TrafficConfig(
                URI.create(simulator.url() + "/v1"), perSecond, Duration.ZERO, 1, 50, "sim-large", PROMPT);
    }

    private static long conversationsOfTwoTurns(List<SeenRequest> requests) {
        JsonMapper json = new JsonMapper();
        return requests.stream()
                .filter(request -> request.text().endsWith("}"))
                .filter(request ->
                        json.readTree(request.text()).path("messages").size() > 2)
                .count();
    }

    /** Builds share machines: what takes a moment may take a while. */
    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }
}
