package dev.understudy.configfile;

import dev.understudy.config.BreakerConfig;
import dev.understudy.config.ComparatorConfig;
import dev.understudy.config.JudgeConfig;
import dev.understudy.config.LimitsConfig;
import dev.understudy.config.ShadowConfig;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The part of the tree about a shadow and its judge. */
final class ShadowTree {
    private ShadowTree() {}

    static ObjectNode of(ShadowConfig shadow) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("name", shadow.name())
                .put("route", shadow.route())
                .put("enabled", shadow.enabled());
        if (shadow.when() != null) {
            tree.put("when", shadow.when());
        }
        tree.putObject("sample")
                .put("percent", Leaves.percent(shadow.sample().percent()))
                .put("by", Leaves.sampleKey(shadow.sample()));
        ObjectNode candidate = tree.putObject("candidate");
        candidate.set("upstream", EndpointTree.upstream(shadow.candidate().upstream()));
        EndpointTree.credentials(candidate, shadow.candidate().credentials());
        candidate.put("dialect", shadow.candidate().dialect());
        candidate.put("translation_loss", Scalars.label(shadow.candidate().translationLoss()));
        if (shadow.candidate().path() != null) {
            candidate.put("path", shadow.candidate().path());
        }
        EndpointTree.variant(candidate, shadow.candidate().variant());
        tree.put("start", Scalars.label(shadow.start()));
        tree.put("when_client_leaves", shadow.keepWhenClientLeaves() ? "keep" : "cancel");
        tree.put("anonymize", shadow.anonymize().name());
        tree.putObject("containment")
                .put("store", Scalars.label(shadow.containment().store()))
                .put("control_store", Scalars.label(shadow.containment().controlStore()))
                .put("server_tools", Scalars.label(shadow.containment().serverTools()));
        tree.set("limits", limits(shadow.limits()));
        tree.set("breaker", breaker(shadow.breaker()));
        tree.putObject("control").put("percent", Leaves.percent(shadow.controlPercent()));
        ArrayNode compare = tree.putArray("compare");
        shadow.compare().forEach(comparator -> compare.add(comparator(comparator)));
        if (shadow.judge() != null) {
            tree.set("judge", judge(shadow.judge()));
        }
        if (shadow.gate() != null) {
            ObjectNode gate =
                    tree.putObject("gate").put("confidence", shadow.gate().confidence());
            gate.put("silence", Durations.text(shadow.gate().silence()));
            Leaves.texts(gate, "rules", shadow.gate().rules());
        }
        tree.putObject("samples")
                .put("keep", shadow.samples().keep())
                .put("content", Scalars.label(shadow.samples().content()));
        return tree;
    }

    private static ObjectNode judge(JudgeConfig judge) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.set("upstream", EndpointTree.upstream(judge.upstream()));
        EndpointTree.credentials(tree, judge.credentials());
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
        tree.put("percent", Leaves.percent(judge.percent()));
        tree.set("limits", limits(judge.limits()));
        tree.set("breaker", breaker(judge.breaker()));
        return tree;
    }

    private static ObjectNode breaker(BreakerConfig breaker) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("failures", breaker.failures())
                .put("pause", Durations.text(breaker.pause()));
    }

    private static ObjectNode limits(LimitsConfig limits) {
        ObjectNode tree = JsonNodeFactory.instance
                .objectNode()
                .put("in_flight", limits.inFlight())
                .put("queue", limits.queue());
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
            return JsonNodeFactory.instance.stringNode(comparator.name());
        }
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        ObjectNode options = tree.putObject(comparator.name());
        for (Map.Entry<String, JsonNode> option : new TreeMap<>(comparator.options()).entrySet()) {
            options.set(option.getKey(), option.getValue());
        }
        return tree;
    }
}
