package dev.understudy.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/**
 * In which measured qualities two answers differ: {@code total 550 ms → 420 ms, output tokens 19 → 37}. Numbers are never
 * content, so this can be said to anybody.
 */
final class QualitiesText {
    /** A line has room for so many. */
    private static final int MOST = 3;
    /** What people ask first; the others follow by name. */
    private static final List<String> FIRST = List.of(
            "http_status", "total_seconds", "first_token_seconds", "output_tokens", "neutral_usd", "calls", "words");

    private static final String SECONDS = "_seconds";
    private static final String USD = "_usd";

    private QualitiesText() {}

    /** The first qualities of a comparison that read differently for live and other; empty for none. */
    static String of(JsonNode comparison) {
        JsonNode live = comparison.path("live");
        JsonNode other = comparison.path("other");
        StringJoiner line = new StringJoiner(", ");
        int shown = 0;
        for (String name : names(live, other)) {
            String one = value(name, live.path(name));
            String another = value(name, other.path(name));
            if (shown < MOST && !one.equals(another)) {
                line.add(label(name) + " " + one + " → " + another);
                shown++;
            }
        }
        return line.toString();
    }

    private static Set<String> names(JsonNode live, JsonNode other) {
        Set<String> names = new LinkedHashSet<>(FIRST);
        names.addAll(live.propertyNames());
        names.addAll(other.propertyNames());
        return names;
    }

    /** The unit stands with the value, and not in the name. */
    private static String label(String name) {
        String bare = without(without(name, SECONDS), USD);
        return Shown.printable(bare).replace('_', ' ');
    }

    private static String without(String name, String ending) {
        return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
    }

    private static String value(String name, JsonNode number) {
        if (!number.isNumber()) {
            return "–";
        }
        double value = number.asDouble();
        if (name.endsWith(SECONDS)) {
            return Shown.millis(value * 1000);
        }
        return name.endsWith(USD) ? "$" + plain(value) : plain(value);
    }

    /** Whole numbers as they are, {@code 1,234}; of others three digits that say something, {@code 0.0000123}. */
    private static String plain(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(3, RoundingMode.HALF_EVEN));
        return Math.abs(value) < 1e-12 || Math.abs(value) >= 1e15 ? rounded.toString() : rounded.toPlainString();
    }
}
