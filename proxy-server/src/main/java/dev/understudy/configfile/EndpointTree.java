package dev.understudy.configfile;

import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.PatchOperation;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.config.VariantConfig;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The part of the tree about where requests go, and as what: upstreams, credentials, variants. */
final class EndpointTree {
    private EndpointTree() {}

    static ObjectNode upstream(UpstreamConfig upstream) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("url", upstream.url().toString())
                .put("connect_timeout", Durations.text(upstream.connectTimeout()))
                .put("response_timeout", Durations.text(upstream.responseTimeout()))
                .put("idle_timeout", Durations.text(upstream.idleTimeout()))
                .put("keep_alive", Durations.text(upstream.keepAlive()))
                .put("max_connections", upstream.maxConnections());
        if (upstream.ca() != null) {
            tree.putObject("tls").put("ca", upstream.ca().toString());
        }
        return tree;
    }

    static void variant(ObjectNode tree, VariantConfig variant) {
        if (variant.model() != null) {
            tree.put("model", variant.model());
        }
        if (variant.systemPrompt() != null) {
            tree.putObject("system_prompt")
                    .putObject(Scalars.label(variant.systemPrompt().mode()))
                    .put("text", variant.systemPrompt().text());
        }
        if (!variant.set().isEmpty()) {
            ObjectNode set = tree.putObject("set");
            variant.set().forEach(set::set);
        }
        Leaves.texts(tree, "remove", variant.remove());
        if (!variant.patch().isEmpty()) {
            ArrayNode patch = tree.putArray("patch");
            variant.patch().forEach(operation -> patch.add(operation(operation)));
        }
    }

    private static ObjectNode operation(PatchOperation operation) {
        ObjectNode tree =
                JsonNodeFactory.instance.objectNode().put("op", operation.op().label());
        if (operation.from() != null) {
            tree.put("from", operation.from());
        }
        tree.put("path", operation.path());
        if (operation.value() != null) {
            tree.set("value", operation.value());
        }
        return tree;
    }

    static void credentials(ObjectNode tree, CredentialsConfig credentials) {
        if (credentials.inherit()) {
            tree.put("credentials", "inherit");
        } else if (!credentials.headers().isEmpty()) {
            ObjectNode headers = tree.putObject("credentials");
            new TreeMap<>(credentials.headers()).forEach((name, value) -> headers.set(name, Leaves.secret(value)));
        }
    }
}
