package dev.understudy.configfile;

import dev.understudy.config.AdminConfig;
import dev.understudy.config.BreakerConfig;
import dev.understudy.config.ComparatorConfig;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.DriftConfig;
import dev.understudy.config.EgressConfig;
import dev.understudy.config.JudgeConfig;
import dev.understudy.config.LimitsConfig;
import dev.understudy.config.ListenConfig;
import dev.understudy.config.MatchConfig;
import dev.understudy.config.PatchOperation;
import dev.understudy.config.Price;
import dev.understudy.config.PrivacyConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RecordConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.RuntimeConfig;
import dev.understudy.config.SampleConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.StoreConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.config.VariantConfig;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The effective configuration, defaults filled in, as a tree with the file's own keys. Secrets are {@link Secret} nodes
 * in it, so that two trees can be compared; it leaves this package only masked.
 */
final class ConfigTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ConfigTree() {}

    /** A secret value; prints as a mask. */
    record Secret(String value) {
        @Override
        public String toString() {
            return Secrets.MASK;
        }
    }

    static ObjectNode of(ProxyConfig config) {
        ObjectNode tree = NODES.objectNode();
        tree.set("listen", listen(config.listen()));
        if (config.admin() != null) {
            tree.set("admin", admin(config.admin()));
        }
        tree.putObject("capture").put("budget", config.captureBudget().toString());
        tree.putObject("live").put("body_limit", config.liveBodyLimit().toString());
        tree.putObject("sampling").set("key", secret(config.samplingKey()));
        if (config.store() != null) {
            tree.set("store", store(config.store()));
        }
        if (!config.privacy().equals(PrivacyConfig.DEFAULT)) {
            tree.set("privacy", PrivacyTree.of(config.privacy()));
        }
        if (!config.egress().equals(EgressConfig.DEFAULT)) {
            ObjectNode egress = tree.putObject("egress");
            texts(
                    egress,
                    "allow",
                    config.egress().allow().stream().map(String::valueOf).toList());
            texts(
                    egress,
                    "hosts",
                    config.egress().hosts().stream().map(String::valueOf).toList());
        }
        if (!config.drift().equals(DriftConfig.DEFAULT)) {
            tree.putObject("drift")
                    .put("baseline", config.drift().baseline())
                    .put("tolerance", percent(config.drift().tolerancePercent()));
        }
        ObjectNode prices = tree.putObject("prices");
        new TreeMap<>(config.prices()).forEach((model, price) -> prices.set(model, price(price)));
        ArrayNode routes = tree.putArray("routes");
        config.routes().forEach(route -> routes.add(route(route)));
        ArrayNode shadows = tree.putArray("shadows");
        config.shadows().forEach(shadow -> shadows.add(shadow(shadow)));
        tree.set("runtime", runtime(config.runtime()));
        return tree;
    }

    static JsonNode secret(String value) {
        return NODES.pojoNode(new Secret(value));
    }

    private static String address(String host, int port) {
        return (host.indexOf(':') < 0 || host.startsWith("[") ? host : "[" + host + "]") + ":" + port;
    }

    /** Without the zero that a double would show. */
    private static BigDecimal percent(double percent) {
        return new BigDecimal(Durations.number(percent));
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
            tree.set("token", secret(admin.token()));
        }
        if (!admin.tokens().isEmpty()) {
            ArrayNode tokens = tree.putArray("tokens");
            admin.tokens()
                    .forEach(token -> tokens.addObject()
                            .put("name", token.name())
                            .put("role", Scalars.label(token.role()))
                            .set("token", secret(token.token())));
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

    private static ObjectNode route(RouteConfig route) {
        ObjectNode tree = NODES.objectNode().put("name", route.name());
        tree.set("match", match(route.match()));
        tree.set("upstream", upstream(route.upstream()));
        if (route.dialect() != null) {
            tree.put("dialect", route.dialect());
        }
        if (route.live() != null || route.liveCredentials() != null) {
            ObjectNode live = tree.putObject("live");
            variant(live, route.live() == null ? VariantConfig.NONE : route.live());
            credentials(live, route.liveCredentials() == null ? CredentialsConfig.NONE : route.liveCredentials());
        }
        if (route.recording() != null) {
            tree.set("record", record(route.recording()));
        }
        return tree;
    }

    private static ObjectNode record(RecordConfig recording) {
        ObjectNode tree = NODES.objectNode()
                .put("to", recording.to().toString())
                .put("percent", percent(recording.sample().percent()))
                .put("by", sampleKey(recording.sample()))
                .put("content", Scalars.label(recording.content()))
                .put("policy", recording.policy().name())
                .put("max_bytes", recording.maxBytes().toString())
                .put("when_full", Scalars.label(recording.whenFull()))
                .put("segment", recording.segment().toString());
        if (recording.keepFor() != null) {
            tree.put("keep_for", Durations.text(recording.keepFor()));
        }
        tree.put("sync", Scalars.label(recording.sync()));
        texts(tree, "headers", recording.headers());
        return tree;
    }

    private static ObjectNode match(MatchConfig match) {
        ObjectNode tree = NODES.objectNode().put("path", match.path());
        if (match.host() != null) {
            tree.put("host", match.host());
        }
        if (!match.headers().isEmpty()) {
            ObjectNode headers = tree.putObject("headers");
            new TreeMap<>(match.headers())
                    .forEach((name, value) ->
                            headers.set(name, Secrets.telling(name) ? secret(value) : NODES.stringNode(value)));
        }
        return tree;
    }

    private static ObjectNode upstream(UpstreamConfig upstream) {
        ObjectNode tree = NODES.objectNode()
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

    private static void variant(ObjectNode tree, VariantConfig variant) {
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
        texts(tree, "remove", variant.remove());
        if (!variant.patch().isEmpty()) {
            ArrayNode patch = tree.putArray("patch");
            variant.patch().forEach(operation -> patch.add(operation(operation)));
        }
    }

    private static ObjectNode operation(PatchOperation operation) {
        ObjectNode tree = NODES.objectNode().put("op", operation.op().label());
        if (operation.from() != null) {
            tree.put("from", operation.from());
        }
        tree.put("path", operation.path());
        if (operation.value() != null) {
            tree.set("value", operation.value());
        }
        return tree;
    }

    private static void credentials(ObjectNode tree, CredentialsConfig credentials) {
        if (credentials.inherit()) {
            tree.put("credentials", "inherit");
        } else if (!credentials.headers().isEmpty()) {
            ObjectNode headers = tree.putObject("credentials");
            new TreeMap<>(credentials.headers()).forEach((name, value) -> headers.set(name, secret(value)));
        }
    }

    private static ObjectNode shadow(ShadowConfig shadow) {
        ObjectNode tree = NODES.objectNode()
                .put("name", shadow.name())
                .put("route", shadow.route())
                .put("enabled", shadow.enabled());
        if (shadow.when() != null) {
            tree.put("when", shadow.when());
        }
        tree.putObject("sample")
                .put("percent", percent(shadow.sample().percent()))
                .put("by", sampleKey(shadow.sample()));
        ObjectNode candidate = tree.putObject("candidate");
        candidate.set("upstream", upstream(shadow.candidate().upstream()));
        credentials(candidate, shadow.candidate().credentials());
        candidate.put("dialect", shadow.candidate().dialect());
        candidate.put("translation_loss", Scalars.label(shadow.candidate().translationLoss()));
        if (shadow.candidate().path() != null) {
            candidate.put("path", shadow.candidate().path());
        }
        variant(candidate, shadow.candidate().variant());
        tree.put("start", Scalars.label(shadow.start()));
        tree.put("when_client_leaves", shadow.keepWhenClientLeaves() ? "keep" : "cancel");
        tree.put("anonymize", shadow.anonymize().name());
        tree.putObject("containment")
                .put("store", Scalars.label(shadow.containment().store()))
                .put("control_store", Scalars.label(shadow.containment().controlStore()))
                .put("server_tools", Scalars.label(shadow.containment().serverTools()));
        tree.set("limits", limits(shadow.limits()));
        tree.set("breaker", breaker(shadow.breaker()));
        tree.putObject("control").put("percent", percent(shadow.controlPercent()));
        ArrayNode compare = tree.putArray("compare");
        shadow.compare().forEach(comparator -> compare.add(comparator(comparator)));
        if (shadow.judge() != null) {
            tree.set("judge", judge(shadow.judge()));
        }
        if (shadow.gate() != null) {
            ObjectNode gate =
                    tree.putObject("gate").put("confidence", shadow.gate().confidence());
            gate.put("silence", Durations.text(shadow.gate().silence()));
            texts(gate, "rules", shadow.gate().rules());
        }
        tree.putObject("samples")
                .put("keep", shadow.samples().keep())
                .put("content", Scalars.label(shadow.samples().content()));
        return tree;
    }

    private static ObjectNode judge(JudgeConfig judge) {
        ObjectNode tree = NODES.objectNode();
        tree.set("upstream", upstream(judge.upstream()));
        credentials(tree, judge.credentials());
        tree.put("dialect", judge.dialect());
        if (judge.path() != null) {
            tree.put("path", judge.path());
        }
        tree.put("model", judge.model());
        if (!judge.set().isEmpty()) {
            ObjectNode set = tree.putObject("set");
            judge.set().forEach(set::set);
        }
        if (judge.rubric() != null) {
            tree.putObject("rubric").put("text", judge.rubric());
        }
        tree.put("system_prompt", judge.systemPrompt());
        tree.put("both_orders", judge.bothOrders());
        tree.put("percent", percent(judge.percent()));
        tree.set("limits", limits(judge.limits()));
        tree.set("breaker", breaker(judge.breaker()));
        return tree;
    }

    private static ObjectNode breaker(BreakerConfig breaker) {
        return NODES.objectNode().put("failures", breaker.failures()).put("pause", Durations.text(breaker.pause()));
    }

    private static String sampleKey(SampleConfig sample) {
        return Scalars.label(sample.by()) + (sample.field() == null ? "" : ":" + sample.field());
    }

    private static ObjectNode limits(LimitsConfig limits) {
        ObjectNode tree = NODES.objectNode().put("in_flight", limits.inFlight()).put("queue", limits.queue());
        if (limits.rate() != null) {
            tree.put("rate", Durations.rate(limits.rate()));
        }
        if (limits.spend() != null) {
            tree.put("spend", Durations.spend(limits.spend()));
        }
        return tree.put("body", limits.body().toString())
                .put("response", limits.response().toString())
                .put("duration", Durations.text(limits.duration()));
    }

    private static JsonNode comparator(ComparatorConfig comparator) {
        if (comparator.options().isEmpty()) {
            return NODES.stringNode(comparator.name());
        }
        ObjectNode tree = NODES.objectNode();
        ObjectNode options = tree.putObject(comparator.name());
        for (Map.Entry<String, JsonNode> option : new TreeMap<>(comparator.options()).entrySet()) {
            options.set(option.getKey(), option.getValue());
        }
        return tree;
    }

    private static ObjectNode runtime(RuntimeConfig runtime) {
        return NODES.objectNode()
                .put("transport", Scalars.label(runtime.transport()))
                .put("live_loops", runtime.liveLoops())
                .put("shadow_loops", runtime.shadowLoops())
                .put("workers", runtime.workers())
                .put("drain", Durations.text(runtime.drain()));
    }

    private static void texts(ObjectNode tree, String key, Collection<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = tree.putArray(key);
            texts.forEach(array::add);
        }
    }
}
