package dev.understudy.sandbox.model;

import dev.understudy.sandbox.model.SchemaFiller.Content;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a property's name suggests should stand in it. */
final class Hints {
    /** A capitalised word that does not begin a sentence: most often a name or a place. */
    private static final Pattern PROPER_NAME =
            Pattern.compile("(?<=[a-z,] )\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+)*");

    private Hints() {}

    static String text(String name, Content content) {
        if (has(name, "order")) {
            return content.facts().order().isEmpty()
                    ? "unknown"
                    : content.facts().order();
        }
        if (has(name, "decision", "action", "status", "outcome", "verdict")) {
            return content.ruling().decision().word();
        }
        if (has(name, "currency")) {
            return "USD";
        }
        if (has(name, "location", "city", "place", "country", "name", "person")) {
            Matcher proper = PROPER_NAME.matcher(content.words());
            return proper.find() ? proper.group() : "unknown";
        }
        return content.sentence();
    }

    static BigDecimal number(String name, Content content, boolean whole) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (has(lower, "day")) {
            Integer days = content.facts().daysAgo();
            return BigDecimal.valueOf(days == null ? 0 : days);
        }
        if (has(lower, "confidence", "score", "probability")) {
            return whole ? BigDecimal.valueOf(90) : new BigDecimal("0.9");
        }
        BigDecimal amount = content.facts().amount();
        boolean paysOut = content.ruling().decision() == Ruling.Decision.APPROVE;
        if (has(lower, "amount", "total", "price", "refund", "sum") && amount != null && paysOut) {
            return amount;
        }
        return BigDecimal.ZERO;
    }

    /** The enum value nearest to the decision; failing that, one to the model's taste. */
    static JsonNode choose(JsonNode values, Content content, Dice dice, String name) {
        String decision = content.ruling().decision().word();
        String stem = decision.substring(0, Math.min(4, decision.length()));
        List<JsonNode> options = new ArrayList<>();
        for (JsonNode value : values) {
            String word = value.asString("").toLowerCase(Locale.ROOT);
            if (word.startsWith(stem) || (decision.equals("deny") && has(word, "denied", "reject", "decline"))) {
                return value;
            }
            options.add(value);
        }
        return dice.pick("enum " + name, options);
    }

    /** A value for a JSON-schema format, or null for a format without one. */
    static @Nullable String formatted(String format) {
        return switch (format) {
            case "date-time" -> "2026-11-22T10:30:00Z";
            case "date" -> "2026-11-22";
            case "time" -> "10:30:00Z";
            case "duration" -> "P3D";
            case "email" -> "support@example.com";
            case "hostname" -> "example.com";
            case "ipv4" -> "192.0.2.1";
            case "ipv6" -> "2001:db8::1";
            case "uuid" -> "6f1c2b1e-9d53-4b0c-8a57-2f8e5c1d7a90";
            default -> null;
        };
    }

    private static boolean has(String text, String... parts) {
        for (String part : parts) {
            if (text.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
