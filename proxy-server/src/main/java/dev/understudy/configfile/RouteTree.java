package dev.understudy.configfile;

import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.MatchConfig;
import dev.understudy.config.RecordConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.VariantConfig;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The part of the tree about a route. */
final class RouteTree {
    private RouteTree() {}

    static ObjectNode of(RouteConfig route) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("name", route.name());
        tree.set("match", match(route.match()));
        tree.set("upstream", EndpointTree.upstream(route.upstream()));
        if (route.dialect() != null) {
            tree.put("dialect", route.dialect());
        }
        if (route.live() != null || route.liveCredentials() != null) {
            ObjectNode live = tree.putObject("live");
            EndpointTree.variant(live, route.live() == null ? VariantConfig.NONE : route.live());
            EndpointTree.credentials(
                    live, route.liveCredentials() == null ? CredentialsConfig.NONE : route.liveCredentials());
        }
        if (route.recording() != null) {
            tree.set("record", record(route.recording()));
        }
        return tree;
    }

    private static ObjectNode record(RecordConfig recording) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("to", recording.to().toString())
                .put("percent", Leaves.percent(recording.sample().percent()))
                .put("by", Leaves.sampleKey(recording.sample()))
                .put("content", Scalars.label(recording.content()))
                .put("policy", recording.policy().name())
                .put("max_bytes", recording.maxBytes().toString())
                .put("when_full", Scalars.label(recording.whenFull()))
                .put("segment", recording.segment().toString());
        if (recording.keepFor() != null) {
            tree.put("keep_for", Durations.text(recording.keepFor()));
        }
        tree.put("sync", Scalars.label(recording.sync()));
        Leaves.texts(tree, "headers", recording.headers());
        return tree;
    }

    private static ObjectNode match(MatchConfig match) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("path", match.path());
        if (match.host() != null) {
            tree.put("host", match.host());
        }
        if (!match.headers().isEmpty()) {
            ObjectNode headers = tree.putObject("headers");
            new TreeMap<>(match.headers())
                    .forEach((name, value) -> headers.set(
                            name,
                            Secrets.telling(name) ? Leaves.secret(value) : JsonNodeFactory.instance.stringNode(value)));
        }
        return tree;
    }
}
