package dev.understudy.sandbox.simulator;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a simulator has done since it started. Requests to the control endpoint are not counted.
 *
 * @param requests heads received
 * @param active requests that are being read or answered
 * @param completed answered to the end, or ended by a fault of ours
 * @param abortedByClient the client left before the end of the answer
 * @param bodyBytes of requests read whole
 * @param connections accepted
 * @param openConnections open now
 * @param statuses of answers that began
 */
public record Stats(
        long requests,
        long active,
        long completed,
        long abortedByClient,
        long bodyBytes,
        long connections,
        long openConnections,
        Map<String, Long> paths,
        Map<String, Long> models,
        Map<String, Long> statuses,
        Map<String, Long> faults) {

    public Stats {
        paths = Map.copyOf(paths);
        models = Map.copyOf(models);
        statuses = Map.copyOf(statuses);
        faults = Map.copyOf(faults);
    }

    String toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("requests", requests).put("active", active).put("completed", completed);
        node.put("aborted_by_client", abortedByClient).put("body_bytes", bodyBytes);
        node.put("connections", connections).put("open_connections", openConnections);
        put(node, "paths", paths);
        put(node, "models", models);
        put(node, "statuses", statuses);
        put(node, "faults", faults);
        return node.toString();
    }

    private static void put(ObjectNode node, String name, Map<String, Long> counts) {
        ObjectNode object = node.putObject(name);
        new TreeMap<>(counts).forEach((key, count) -> object.put(key, count.longValue()));
    }
}
