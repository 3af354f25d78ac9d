package dev.understudy.verdict;

import dev.understudy.exchange.Outcome;
import dev.understudy.verdict.rule.Estimand;
import dev.understudy.verdict.sequence.Interval;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A verdict as JSON: the same for the admin API and for answers compared offline. What is not known is null. */
public final class VerdictJson {
    private VerdictJson() {}

    public static ObjectNode of(Verdict verdict) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("verdict", verdict.decision().label());
        json.put("confidence", verdict.confidence());
        json.put("exchanges", verdict.exchanges());
        json.put("open_conversations", verdict.openConversations());
        json.put("late_turns", verdict.lateTurns());
        ArrayNode rules = json.putArray("rules");
        verdict.rules().forEach(rule -> rules.add(rule(rule)));
        ArrayNode effects = json.putArray("effects");
        verdict.effects().forEach(effect -> effects.add(effect(effect)));
        coverage(json.putObject("coverage"), verdict.coverage());
        return json;
    }

    private static ObjectNode rule(RuleVerdict verdict) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        BoundVerdict first = verdict.bounds().get(0);
        json.put("rule", verdict.rule().text());
        json.put("verdict", verdict.decision().label());
        json.put("form", verdict.rule().form().label());
        json.put("metric", verdict.rule().metric().name());
        json.put("unit", verdict.rule().metric().unit());
        numbers(json, first);
        json.put("exchanges", verdict.exchanges());
        json.put("conversations", verdict.conversations());
        json.put("more_conversations", verdict.moreConversations());
        json.put("more_exchanges", verdict.moreExchanges());
        ObjectNode unused = json.putObject("unused");
        verdict.unused().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(entry -> unused.put(entry.getKey(), entry.getValue()));
        json.put("explanation", verdict.explanation());
        ArrayNode bounds = json.putArray("bounds");
        verdict.bounds().forEach(bound -> {
            ObjectNode entry = bounds.addObject();
            entry.put("quantity", bound.bound().estimand().key());
            entry.put("verdict", bound.decision().label());
            entry.put("side", bound.bound().side().name().toLowerCase(Locale.ROOT));
            numbers(entry, bound);
        });
        return json;
    }

    private static void numbers(ObjectNode json, BoundVerdict bound) {
        json.put("threshold", bound.bound().threshold());
        number(json, "estimate", bound.estimate());
        interval(json, bound.interval());
        number(json, "candidate", bound.candidate());
        number(json, "reference", bound.reference());
    }

    private static ObjectNode effect(Effect effect) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        Estimand estimand = effect.estimand();
        json.put("quantity", estimand.key());
        json.put("metric", estimand.metric().name());
        json.put("reference", estimand.reference().label());
        json.put("factor", estimand.factor());
        json.put("unit", estimand.metric().unit());
        number(json, "estimate", effect.estimate());
        interval(json, effect.interval());
        number(json, "candidate", effect.candidate());
        number(json, "reference_value", effect.reference());
        json.put("exchanges", effect.exchanges());
        json.put("conversations", effect.conversations());
        return json;
    }

    private static void interval(ObjectNode json, Interval interval) {
        number(json, "lower", interval.lower());
        number(json, "upper", interval.upper());
    }

    /** By whose doing, then by outcome; those that are none of the shadow's business are left to its funnel. */
    private static void coverage(ObjectNode json, Coverage coverage) {
        json.put("selected", coverage.selected());
        json.put("compared", coverage.compared());
        ObjectNode missing = json.putObject("not_covered");
        for (Outcome.Blame blame : Outcome.Blame.values()) {
            ObjectNode outcomes = JsonMapper.shared().createObjectNode();
            coverage.outcomes().forEach((outcome, count) -> {
                if (outcome.blame() == blame && blame != Outcome.Blame.NONE && count > 0) {
                    outcomes.put(outcome.label(), count);
                }
            });
            if (!outcomes.isEmpty()) {
                missing.set(blame.name().toLowerCase(Locale.ROOT), outcomes);
            }
        }
    }

    private static void number(ObjectNode json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, value);
        } else {
            json.putNull(name);
        }
    }
}
