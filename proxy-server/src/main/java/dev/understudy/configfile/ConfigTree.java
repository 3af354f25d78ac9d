package dev.understudy.configfile;

import dev.understudy.config.AdminConfig;
import dev.understudy.config.DriftConfig;
import dev.understudy.config.EgressConfig;
import dev.understudy.config.ListenConfig;
import dev.understudy.config.Price;
import dev.understudy.config.PrivacyConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RuntimeConfig;
import dev.understudy.config.StoreConfig;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The effective configuration, defaults filled in, as a tree with the file's own keys. Secrets are {@link Leaves.Secret} nodes
 * in it, so that two trees can be compared; it leaves this package only masked.
 */
final class ConfigTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ConfigTree() {}

    static ObjectNode of(ProxyConfig config) {
        ObjectNode tree = NODES.objectNode();
        tree.set("listen", listen(config.listen()));
        if (config.admin() != null) {
            tree.set("admin", admin(config.admin()));
        }
        tree.putObject("capture").put("budget", config.captureBudget().toString());
        tree.putObject("live").put("body_limit", config.liveBodyLimit().toString());
        tree.putObject("sampling").set("key", Leaves.secret(config.samplingKey()));
        if (config.store() != null) {
            tree.set("store", store(config.store()));
        }
        if (!config.privacy().equals(PrivacyConfig.DEFAULT)) {
            tree.set("privacy", PrivacyTree.of(config.privacy()));
        }
        if (!config.egress().equals(EgressConfig.DEFAULT)) {
            ObjectNode egress = tree.putObject("egress");
            Leaves.texts(
                    egress,
                    "allow",
                    config.egress().allow().stream().map(String::valueOf).toList());
            Leaves.texts(
                    egress,
                    "hosts",
                    config.egress().hosts().stream().map(String::valueOf).toList());
        }
        if (!config.drift().equals(DriftConfig.DEFAULT)) {
            tree.putObject("drift")
                    .put("baseline", config.drift().baseline())
                    .put("tolerance", Leaves.percent(config.drift().tolerancePercent()));
        }
        if (config.otlp() != null) {
            tree.set("otlp", OtlpTree.of(config.otlp()));
        }
        ObjectNode prices = tree.putObject("prices");
        new TreeMap<>(config.prices()).forEach((model, price) -> prices.set(model, price(price)));
        ArrayNode routes = tree.putArray("routes");
        config.routes().forEach(route -> routes.add(RouteTree.of(route)));
        ArrayNode shadows = tree.putArray("shadows");
        config.shadows().forEach(shadow -> shadows.add(ShadowTree.of(shadow)));
        tree.set("runtime", runtime(config.runtime()));
        return tree;
    }

    private static String address(String host, int port) {
        return (host.indexOf(':') < 0 || host.startsWith("[") ? host : "[" + host + "]") + ":" + port;
    }

    private static ObjectNode listen(ListenConfig listen) {
        ObjectNode tree = NODES.objectNode().put("address", address(listen.host(), listen.port()));
        if (listen.tls() != null) {
            tree.putObject("tls")
                    .put("certificate", listen.tls().certificate().toString())
                    .put("key", listen.tls().key().toString());
        }
        return tree.put("head_limit", listen.headLimit().toString())
                .put("head_timeout", Durations.text(listen.headTimeout()))
                .put("keep_alive", Durations.text(listen.keepAlive()));
    }

    private static ObjectNode admin(AdminConfig admin) {
        ObjectNode tree = NODES.objectNode().put("listen", address(admin.host(), admin.port()));
        if (admin.token() != null) {
            tree.set("token", Leaves.secret(admin.token()));
        }
        if (!admin.tokens().isEmpty()) {
            ArrayNode tokens = tree.putArray("tokens");
            admin.tokens()
                    .forEach(token -> tokens.addObject()
                            .put("name", token.name())
                            .put("role", Scalars.label(token.role()))
                            .set("token", Leaves.secret(token.token())));
        }
        return tree;
    }

    private static ObjectNode store(StoreConfig store) {
        ObjectNode tree = NODES.objectNode().put("path", store.path().toString());
        tree.putObject("comparisons")
                .put("keep", store.comparisons().keep())
                .put("age", Durations.text(store.comparisons().age()))
                .put("size", store.comparisons().size().toString());
        tree.putObject("audit")
                .put("keep", store.audit().keep())
                .put("age", Durations.text(store.audit().age()));
        return tree;
    }

    private static ObjectNode price(Price price) {
        ObjectNode tree = NODES.objectNode().put("input", price.input());
        if (price.cachedInput() != null) {
            tree.put("cached_input", price.cachedInput());
        }
        if (price.cacheWrite() != null) {
            tree.put("cache_write", price.cacheWrite());
        }
        return tree.put("output", price.output());
    }

    private static ObjectNode runtime(RuntimeConfig runtime) {
        return NODES.objectNode()
                .put("transport", Scalars.label(runtime.transport()))
                .put("live_loops", runtime.liveLoops())
                .put("shadow_loops", runtime.shadowLoops())
                .put("workers", runtime.workers())
                .put("drain", Durations.text(runtime.drain()));
    }
}
