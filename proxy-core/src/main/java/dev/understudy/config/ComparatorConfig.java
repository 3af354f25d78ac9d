package dev.understudy.config;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A comparator by name with its options, for example {@code json: {tolerance: 0.01, ignore: ["$.id"]}}.
 */
public record ComparatorConfig(String name, Map<String, JsonNode> options) {
    public ComparatorConfig {
        options = Map.copyOf(options);
    }

    public static ComparatorConfig named(String name) {
        return new ComparatorConfig(name, Map.of());
    }
}
