package dev.understudy.admin;

import dev.understudy.compare.Pair;
import dev.understudy.config.ShadowConfig;
import dev.understudy.exchange.Outcome;
import dev.understudy.mirror.ShadowStatus;
import dev.understudy.publish.ShadowSummary;
import dev.understudy.publish.ShadowSummary.ComparatorSummary;
import dev.understudy.publish.ShadowSummary.PairSummary;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A shadow as JSON: what it is, what it does, what became of its exchanges, and how the candidate differs. */
final class ShadowJson {
    private ShadowJson() {}

    static ObjectNode of(ShadowConfig config, ShadowStatus status, Optional<ShadowSummary> summary) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("name", config.name());
        json.put("route", config.route());
        json.put("enabled", config.enabled());
        json.put("sample_percent", config.sample().percent());
        json.put("control_percent", config.controlPercent());
        ObjectNode candidate = json.putObject("candidate");
        candidate.put("url", config.candidate().upstream().url().toString());
        candidate.put("dialect", config.candidate().dialect());
        candidate.put("model", config.candidate().variant().model());
        state(json.putObject("state"), status);
        outcomes(json, status);
        summary.ifPresent(totals -> totals(json, totals));
        return json;
    }

    private static void state(ObjectNode json, ShadowStatus status) {
        json.put("queued", status.queued());
        json.put("in_flight", status.inFlight());
        json.put("breaker", status.breaker().label());
        json.put("spent_usd", status.spentUsd());
    }

    /**
     * Eligible, selected by the rules, compared: each a part of the one before; and every outcome by its name. Eligible is
     * the sum of the outcomes and of what is open, which has no outcome yet.
     */
    private static void outcomes(ObjectNode json, ShadowStatus status) {
        Map<Outcome, Long> counts = status.outcomes();
        long ruledOut = 0;
        ObjectNode outcomes = JsonMapper.shared().createObjectNode();
        for (Outcome outcome : Outcome.values()) {
            long count = counts.getOrDefault(outcome, 0L);
            outcomes.put(outcome.label(), count);
            ruledOut += outcome.blame() == Outcome.Blame.RULE ? count : 0;
        }
        long compared =
                counts.getOrDefault(Outcome.COMPARED, 0L) + counts.getOrDefault(Outcome.COMPARED_LIVE_FAILED, 0L);
        json.putObject("funnel")
                .put("eligible", status.eligible())
                .put("selected", status.eligible() - ruledOut)
                .put("compared", compared)
                .put("open", status.open());
        json.set("outcomes", outcomes);
    }

    private static void totals(ObjectNode json, ShadowSummary totals) {
        json.put("since", totals.since().toString());
        json.put("exchanges", totals.exchanges());
        json.putObject("live_failed")
                .put("exchanges", totals.liveFailed())
                .put("candidate_succeeded", totals.liveFailedCandidateSucceeded());
        ArrayNode comparators = json.putArray("comparators");
        for (ComparatorSummary comparator : totals.comparators()) {
            ObjectNode row = comparators.addObject();
            row.put("comparator", comparator.comparator());
            row.set(Pair.CANDIDATE.label(), pair(comparator.candidate()));
            row.set(Pair.CONTROL.label(), pair(comparator.control()));
            ComparisonJson.number(row, "times_noise", comparator.timesNoise());
        }
    }

    private static ObjectNode pair(PairSummary pair) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("match", pair.matches());
        json.put("mismatch", pair.mismatches());
        json.put("not_comparable", pair.notComparable());
        ComparisonJson.number(json, "mean_divergence", pair.meanDivergence());
        json.set("live", ComparisonJson.numbers(pair.live()));
        json.set("other", ComparisonJson.numbers(pair.other()));
        return json;
    }
}
