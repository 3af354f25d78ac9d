package dev.understudy.configfile;

import dev.understudy.config.OtlpConfig;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code otlp} as a tree with the file's own keys. */
final class OtlpTree {
    private OtlpTree() {}

    static ObjectNode of(OtlpConfig otlp) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("endpoint", otlp.endpoint().toString());
        if (!otlp.headers().isEmpty()) {
            ObjectNode headers = tree.putObject("headers");
            new TreeMap<>(otlp.headers()).forEach((name, value) -> headers.set(name, Leaves.secret(value)));
        }
        tree.put("timeout", Durations.text(otlp.timeout())).put("compression", otlp.gzip() ? "gzip" : "none");
        if (otlp.ca() != null) {
            tree.putObject("tls").put("ca", otlp.ca().toString());
        }
        tree.put("service", otlp.service());
        if (!otlp.resource().isEmpty()) {
            ObjectNode resource = tree.putObject("resource");
            otlp.attributes().forEach(attribute -> resource.put(attribute.getKey(), attribute.getValue()));
        }
        return tree.put("metrics", otlp.metrics())
                .put("metrics_interval", Durations.text(otlp.metricsInterval()))
                .put("traces", otlp.traces())
                .put("traces_percent", Leaves.percent(otlp.tracesPercent()));
    }
}
