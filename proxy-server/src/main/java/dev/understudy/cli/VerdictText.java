package dev.understudy.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A verdict for people: a line for itself, one for each rule, and what it does not cover. */
final class VerdictText {
    private VerdictText() {}

    static List<String> of(JsonNode verdict) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s: %s (confidence %s, %,d exchanges since %s)",
                text(verdict, "shadow"),
                text(verdict, "verdict"),
                verdict.path("confidence").asString("?"),
                verdict.path("exchanges").asLong(0),
                text(verdict, "since")));
        if (verdict.path("candidate_changed").isString()) {
            lines.add("  the candidate changed at " + text(verdict, "candidate_changed")
                    + "; what was seen of the earlier one does not count");
        }
        verdict.path("rules").forEach(rule -> lines.add(rule(rule)));
        if (verdict.path("rules").isEmpty()) {
            lines.add("  the gate has no rules (gate.rules), so nothing can be decided");
        }
        String missing = missing(verdict.path("coverage").path("not_covered"));
        if (!missing.isEmpty()) {
            lines.add("  not covered: " + missing);
        }
        return lines;
    }

    private static String rule(JsonNode rule) {
        double hours = rule.path("more_hours").asDouble(0);
        String time = hours <= 0
                ? ""
                : ", " + (hours < 1 ? "less than an hour" : String.format(Locale.ROOT, "%.0f h", hours));
        return String.format(
                Locale.ROOT,
                "  %-9s  %s  [%s; %,d conversations%s]",
                text(rule, "verdict"),
                text(rule, "rule"),
                text(rule, "explanation"),
                rule.path("conversations").asLong(0),
                time);
    }

    private static String missing(JsonNode byBlame) {
        List<String> parts = new ArrayList<>();
        byBlame.forEach(outcomes -> outcomes.properties()
                .forEach(outcome -> parts.add(
                        outcome.getValue().asLong(0) + " " + outcome.getKey().replace('_', ' '))));
        return String.join(", ", parts);
    }

    /** Nothing that a server says may move the cursor. */
    private static String text(JsonNode json, String name) {
        return json.path(name).asString("?").replaceAll("\\p{Cntrl}", "?");
    }
}
