package dev.understudy.cli;

import dev.understudy.terminal.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A shadow for people: a headline, and a line for each thing that one wants to know. */
final class StatusText {
    private final Shown shown;

    StatusText(boolean colour) {
        this.shown = new Shown(colour);
    }

    List<String> of(JsonNode shadow, JsonNode verdict) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(shadow));
        shadow.path("overrides").forEach(override -> lines.add(line("override", override(override))));
        lines.add(line("funnel", funnel(shadow.path("funnel").path("steps"))));
        String lost = lost(shadow.path("funnel").path("steps"));
        if (!lost.isEmpty()) {
            lines.add(line("lost", lost));
        }
        String decision = Shown.text(verdict, "verdict");
        lines.add(line(
                "verdict",
                shown.in(Shown.ink(decision), decision) + " after " + Shown.count(verdict.path("exchanges"))
                        + " exchanges"));
        verdict.path("rules")
                .forEach(rule -> lines.add(line(
                        "",
                        shown.in(Shown.ink(Shown.text(rule, "verdict")), Shown.text(rule, "verdict")) + "  "
                                + Shown.text(rule, "rule") + "  [" + Shown.text(rule, "explanation") + "]")));
        shadow.path("comparators").forEach(comparator -> lines.add(line("differs", differs(comparator))));
        lines.add(line("cost", cost(shadow)));
        arms(shadow, lines);
        return lines;
    }

    private static String line(String what, String text) {
        return String.format("  %-9s %s", what, text);
    }

    private String headline(JsonNode shadow) {
        boolean on = shadow.path("enabled").asBoolean(false);
        String breaker = shadow.path("state").path("breaker").asString("closed");
        JsonNode candidate = shadow.path("candidate");
        String model = candidate.path("model").isString() ? Shown.text(candidate, "model") : "the same model";
        return shown.in(Ink.BOLD, Shown.text(shadow, "name")) + "  "
                + shown.in(Shown.ink(on ? "on" : "off"), on ? "on" : "off")
                + (breaker.equals("closed") ? "" : shown.in(Ink.RED, "  breaker " + Shown.printable(breaker)))
                + "  " + Shown.text(shadow, "route") + " → " + model + " at " + Shown.text(candidate, "url") + ", "
                + shadow.path("sample_percent").asString("?") + " % sampled";
    }

    private static String override(JsonNode override) {
        return Shown.text(override, "key") + ": " + Shown.text(override, "value") + " by "
                + Shown.text(override, "by") + " at " + Shown.text(override, "at")
                + (override.path("until").isString() ? " until " + Shown.text(override, "until") : "")
                + " (the file says " + Shown.text(override, "file") + ")";
    }

    private static String funnel(JsonNode steps) {
        StringBuilder text = new StringBuilder();
        long open = 0;
        for (JsonNode step : steps) {
            text.append(text.isEmpty() ? "" : " → ")
                    .append(Shown.text(step, "step"))
                    .append(' ')
                    .append(Shown.count(step.path("count")));
            open += step.path("open").asLong(0);
        }
        return text + (open == 0 ? "" : ", " + open + " under way");
    }

    private static String lost(JsonNode steps) {
        List<String> losses = new ArrayList<>();
        for (JsonNode step : steps) {
            for (Map.Entry<String, JsonNode> loss : step.path("lost").properties()) {
                losses.add(Shown.printable(loss.getKey().replace('_', ' ')) + " "
                        + Shown.count(loss.getValue().path("count")));
            }
        }
        return String.join(", ", losses);
    }

    private static String differs(JsonNode comparator) {
        JsonNode times = comparator.path("times_noise");
        return String.format("%-10s", Shown.text(comparator, "comparator")) + " "
                + Shown.score(comparator.path("candidate").path("mean_divergence")) + "  noise "
                + Shown.score(comparator.path("control").path("mean_divergence"))
                + (times.isNumber() ? String.format(Locale.ROOT, "  (%.1f times)", times.asDouble()) : "");
    }

    private static String cost(JsonNode shadow) {
        JsonNode arms = shadow.path("arms");
        JsonNode budget = shadow.path("budget");
        return "live " + Shown.dollars(arms.path("live").path("cost_usd")) + ", candidate "
                + Shown.dollars(arms.path("candidate").path("cost_usd")) + ", control "
                + Shown.dollars(arms.path("control").path("cost_usd"))
                + (budget.isObject()
                        ? "; " + Shown.dollars(budget.path("spent_usd")) + " of "
                                + Shown.dollars(budget.path("limit_usd")) + " per " + Shown.text(budget, "window")
                        : "");
    }

    private static void arms(JsonNode shadow, List<String> lines) {
        for (Map.Entry<String, JsonNode> arm : shadow.path("arms").properties()) {
            JsonNode duration = arm.getValue().path("duration_ms");
            JsonNode first = arm.getValue().path("first_token_ms");
            if (duration.path("count").asLong(0) > 0) {
                lines.add(line(
                        "time",
                        String.format("%-10s", Shown.printable(arm.getKey())) + " p50 "
                                + Shown.millis(duration.path("p50")) + ", p95 " + Shown.millis(duration.path("p95"))
                                + (first.path("count").asLong(0) > 0
                                        ? "; first token p50 " + Shown.millis(first.path("p50")) + ", p95 "
                                                + Shown.millis(first.path("p95"))
                                        : "")));
            }
        }
    }
}
