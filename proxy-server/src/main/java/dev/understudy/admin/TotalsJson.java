package dev.understudy.admin;

import dev.understudy.compare.Pair;
import dev.understudy.exchange.Arm;
import dev.understudy.publish.ComparisonJson;
import dev.understudy.publish.DivergenceBuckets;
import dev.understudy.publish.ShadowSummary;
import dev.understudy.publish.ShadowSummary.ArmSummary;
import dev.understudy.publish.ShadowSummary.ComparatorSummary;
import dev.understudy.publish.ShadowSummary.LatencySummary;
import dev.understudy.publish.ShadowSummary.PairSummary;
import dev.understudy.publish.ShadowSummary.TranslationSummary;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A shadow's totals as JSON. */
final class TotalsJson {
    private TotalsJson() {}

    static void add(ObjectNode json, ShadowSummary totals) {
        json.put("since", totals.since().toString());
        json.put("exchanges", totals.exchanges());
        json.putObject("live_failed")
                .put("exchanges", totals.liveFailed())
                .put("candidate_succeeded", totals.liveFailedCandidateSucceeded());
        ArrayNode bounds = json.putArray("histogram_bounds");
        DivergenceBuckets.UPPER_BOUNDS.forEach(bounds::add);
        ArrayNode comparators = json.putArray("comparators");
        for (ComparatorSummary comparator : totals.comparators()) {
            ObjectNode row = comparators.addObject();
            row.put("comparator", comparator.comparator());
            row.set(Pair.CANDIDATE.label(), pair(comparator.candidate()));
            row.set(Pair.CONTROL.label(), pair(comparator.control()));
            ComparisonJson.number(row, "times_noise", comparator.timesNoise());
        }
        ObjectNode arms = json.putObject("arms");
        for (Arm arm : Arm.values()) {
            ArmSummary summary = totals.arms().get(arm);
            arms.set(arm.label(), summary == null ? null : arm(summary));
        }
        tools(json.putArray("tools"), totals);
        translation(json.putObject("translation"), totals.translation());
    }

    private static ObjectNode pair(PairSummary pair) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("match", pair.matches());
        json.put("mismatch", pair.mismatches());
        json.put("not_comparable", pair.notComparable());
        ComparisonJson.number(json, "mean_divergence", pair.meanDivergence());
        ArrayNode histogram = json.putArray("histogram");
        pair.histogram().forEach(histogram::add);
        json.set("live", ComparisonJson.numbers(pair.live()));
        json.set("other", ComparisonJson.numbers(pair.other()));
        return json;
    }

    private static ObjectNode arm(ArmSummary arm) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("answers", arm.answers());
        ObjectNode failures = json.putObject("failures");
        arm.failures().forEach(failures::put);
        json.set("duration_ms", latency(arm.duration()));
        json.set("first_token_ms", latency(arm.firstToken()));
        ObjectNode tokens = json.putObject("tokens");
        arm.tokens().forEach(tokens::put);
        json.put("cost_usd", arm.costUsd());
        json.put("cost_unknown", arm.costUnknown());
        return json;
    }

    /** Quantiles of nothing are null. */
    private static ObjectNode latency(LatencySummary latency) {
        boolean any = latency.count() > 0;
        ObjectNode json = JsonMapper.shared().createObjectNode().put("count", latency.count());
        ComparisonJson.number(json, "p50", any ? latency.p50() : null);
        ComparisonJson.number(json, "p90", any ? latency.p90() : null);
        ComparisonJson.number(json, "p95", any ? latency.p95() : null);
        ComparisonJson.number(json, "p99", any ? latency.p99() : null);
        ComparisonJson.number(json, "max", any ? latency.max() : null);
        return json;
    }

    private static void tools(ArrayNode tools, ShadowSummary totals) {
        totals.tools()
                .forEach(tool -> tools.addObject()
                        .put("name", tool.name())
                        .put("live", tool.live())
                        .put("candidate", tool.candidate())
                        .put("control", tool.control()));
    }

    private static void translation(ObjectNode json, TranslationSummary translation) {
        json.put("exchanges", translation.exchanges());
        ArrayNode losses = json.putArray("losses");
        translation
                .losses()
                .forEach(loss -> losses.addObject()
                        .put("field", loss.field())
                        .put("kind", loss.kind())
                        .put("count", loss.count()));
    }
}
