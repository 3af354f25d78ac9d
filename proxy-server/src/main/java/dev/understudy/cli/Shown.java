package dev.understudy.cli;

import dev.understudy.terminal.Ink;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** What a server said, for a terminal: nothing of it may move the cursor, and colours come only where they are wanted. */
record Shown(boolean colour) {
    /** The text of a member, without control characters; a question mark for none. */
    static String text(JsonNode json, String name) {
        return printable(json.path(name).asString("?"));
    }

    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    String in(Ink ink, String text) {
        return colour ? ink.on() + text + ink.off() : text;
    }

    /** The ink of a result or a verdict. */
    static Ink ink(String word) {
        return switch (word) {
            case "match", "pass", "on" -> Ink.GREEN;
            case "mismatch", "fail", "off" -> Ink.RED;
            case "undecided" -> Ink.YELLOW;
            default -> Ink.DIM;
        };
    }

    /** {@code 1,234}. */
    static String count(JsonNode number) {
        return String.format(Locale.ROOT, "%,d", number.asLong(0));
    }

    /** {@code 0.123}; a dash for none. */
    static String score(JsonNode number) {
        return number.isNumber() ? String.format(Locale.ROOT, "%.3f", number.asDouble()) : "–";
    }

    /** {@code 340 ms} or {@code 1.25 s}; a dash for none. */
    static String millis(JsonNode number) {
        return number.isNumber() ? millis(number.asDouble()) : "–";
    }

    static String millis(double millis) {
        return millis < 1000
                ? String.format(Locale.ROOT, "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.2f s", millis / 1000);
    }

    /** {@code $0.0123}; what nobody knows is said so. */
    static String dollars(JsonNode number) {
        if (!number.isNumber()) {
            return "unknown";
        }
        double usd = number.asDouble();
        return String.format(Locale.ROOT, usd != 0 && usd < 1 ? "$%.4f" : "$%,.2f", usd);
    }
}
