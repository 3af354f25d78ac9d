package dev.understudy.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What drifts, in lines for people. */
final class DriftText {
    private DriftText() {}

    static List<String> of(JsonNode drift) {
        List<String> lines = new ArrayList<>();
        JsonNode approved = drift.path("approved");
        lines.add(Shown.text(drift, "shadow") + ": " + state(drift)
                + (approved.isObject() ? ", approved " + Shown.text(approved, "at") + by(approved) : ""));
        drift.path("kinds").forEach(kind -> kind(lines, kind));
        return lines;
    }

    private static String state(JsonNode drift) {
        return switch (drift.path("state").asString("")) {
            case "none" -> "no drift";
            case "gathering" ->
                "not enough seen to say (" + drift.path("baseline").asInt(0) + " exchanges are needed)";
            default -> "drift";
        };
    }

    private static String by(JsonNode approved) {
        String who = approved.path("by").asString("");
        return who.isEmpty() ? " by the first exchanges" : " by " + Shown.printable(who);
    }

    private static void kind(List<String> lines, JsonNode kind) {
        String state = kind.path("state").asString("");
        String told = switch (state) {
            case "drift" -> percent(kind.path("share")) + " new since " + Shown.text(kind, "since");
            case "none" -> "as approved";
            case "gathering" -> "seen " + kind.path("baseline_seen").asInt(0) + " so far";
            default -> "never seen";
        };
        lines.add(String.format("  %-14s %s", Shown.text(kind, "kind"), told));
        if (state.equals("drift")) {
            kind.path("changes")
                    .forEach(change -> lines.add(String.format(
                            "    %s %s → %s",
                            Shown.printable(change.path("label")
                                    .asString(change.path("id").asString(""))),
                            percent(change.path("before")),
                            percent(change.path("now")))));
        }
    }

    private static String percent(JsonNode share) {
        return Math.round(share.asDouble(0) * 100) + " %";
    }
}
