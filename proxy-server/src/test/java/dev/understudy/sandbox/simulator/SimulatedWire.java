package dev.understudy.sandbox.simulator;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.JsonNode;

/** One simulator for a class of tests that ask it over one wire. */
abstract class SimulatedWire {
    static final String POLICY = "Process refund if customer requests it.";
    static final String REFUND = "I want a refund for order A1234, I paid $49.99.";
    static final String SCHEMA = """
            {"type": "object", "properties": {"decision": {"type": "string", "enum": ["approved", "denied"]},
             "order_id": {"type": "string"}}, "required": ["decision", "order_id"], "additionalProperties": false}""";
    static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    static Simulator simulator;
    static ChatClient client;

    @BeforeAll
    static void startSimulator() throws IOException {
        simulator = Simulator.start(
                0, SimulatorConfig.INSTANT.withClock(InstantSource.fixed(Instant.parse("2026-11-22T10:30:00Z"))));
        client = new ChatClient(simulator);
    }

    @AfterAll
    static void stopSimulator() {
        simulator.close();
    }

    static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.path("type").asString("")).toList();
    }

    /** What stands at a place of every event, put together. */
    static String joined(List<JsonNode> events, String pointer) {
        return events.stream().map(event -> event.at(pointer).asString("")).collect(Collectors.joining());
    }

    /** The events' types, repetitions left out. */
    static List<String> order(List<JsonNode> events) {
        List<String> types = types(events);
        return java.util.stream.IntStream.range(0, types.size())
                .filter(i -> i == 0 || !types.get(i).equals(types.get(i - 1)))
                .mapToObj(types::get)
                .toList();
    }
}
