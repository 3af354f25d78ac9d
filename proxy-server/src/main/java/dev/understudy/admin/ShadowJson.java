package dev.understudy.admin;

import dev.understudy.config.LimitsConfig.Spend;
import dev.understudy.config.ShadowConfig;
import dev.understudy.configfile.Durations;
import dev.understudy.exchange.Outcome;
import dev.understudy.mirror.ShadowStatus;
import dev.understudy.publish.ShadowSummary;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A shadow as JSON: what it is, what it does, what became of its exchanges, and how the candidate differs. */
final class ShadowJson {
    private final Instant now;
    private final List<ShadowOverride> overrides;

    /** @param overrides of all shadows */
    ShadowJson(Instant now, List<ShadowOverride> overrides) {
        this.now = now;
        this.overrides = overrides;
    }

    ObjectNode of(ShadowConfig config, ShadowStatus status, Optional<ShadowSummary> summary) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("name", config.name());
        json.put("route", config.route());
        json.put("enabled", config.enabled());
        json.put("sample_percent", config.sample().percent());
        json.put("control_percent", config.controlPercent());
        overrides(json.putArray("overrides"), config.name());
        ObjectNode candidate = json.putObject("candidate");
        candidate.put("url", config.candidate().upstream().url().toString());
        candidate.put("dialect", config.candidate().dialect());
        candidate.put("model", config.candidate().variant().model());
        json.putObject("samples")
                .put("keep", config.samples().keep())
                .put("content", config.samples().content().name().toLowerCase(Locale.ROOT));
        state(json.putObject("state"), status);
        budget(json, config.limits().spend(), status);
        outcomes(json, status);
        summary.ifPresent(totals -> TotalsJson.add(json, totals));
        return json;
    }

    private void overrides(ArrayNode list, String shadow) {
        for (ShadowOverride override : overrides) {
            if (override.shadow().equals(shadow)) {
                Instant until = override.until();
                list.addObject()
                        .put("key", override.setting().key())
                        .put("value", override.setting().text())
                        .put("file", override.file().text())
                        .put("by", override.by())
                        .put("at", override.at().toString())
                        .put("until", until == null ? null : until.toString());
            }
        }
    }

    private static void state(ObjectNode json, ShadowStatus status) {
        json.put("queued", status.queued());
        json.put("in_flight", status.inFlight());
        json.put("breaker", status.breaker().label());
        json.put("spent_usd", status.spentUsd());
    }

    /** What was spent in the window that runs, which is aligned to the epoch: a day is a UTC day. */
    private void budget(ObjectNode json, @Nullable Spend spend, ShadowStatus status) {
        if (spend == null) {
            json.putNull("budget");
            return;
        }
        long window = Math.max(1, spend.window().toMillis());
        long ends = (Math.floorDiv(now.toEpochMilli(), window) + 1) * window;
        json.putObject("budget")
                .put("limit_usd", spend.usd())
                .put("window", Durations.text(spend.window()))
                .put("spent_usd", status.spentUsd())
                .put("ends", Instant.ofEpochMilli(ends).toString());
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
                .put("open", status.open())
                .set("steps", Funnel.steps(status));
        json.set("outcomes", outcomes);
    }
}
