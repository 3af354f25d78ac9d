package dev.understudy.compare.assertions;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.understudy.compare.ComparatorOptions;
import dev.understudy.compare.Wording;
import dev.understudy.compare.json.JsonSelector;
import dev.understudy.config.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads checks out of configuration, strictly: one kind each, nothing unknown, patterns and expressions that compile. */
final class CheckReader {
    private static final int MOST = 64;
    private static final List<String> KINDS =
            List.of("contains", "not_contains", "matches", "not_matches", "json", "cel", "max_length", "min_length");
    private static final String[] KNOWN = {
        "name",
        "ignore_case",
        "equals",
        "contains",
        "not_contains",
        "matches",
        "not_matches",
        "json",
        "cel",
        "max_length",
        "min_length"
    };

    private CheckReader() {}

    /** @throws ConfigException with a key such as {@code checks[1].matches} */
    static List<NamedCheck> read(@Nullable JsonNode list) {
        if (list == null) {
            return List.of();
        }
        if (!list.isArray() || list.size() > MOST) {
            throw new ConfigException(
                    "checks", Wording.excerpt(list.toString(), 80), "a list of at most " + MOST + " checks");
        }
        List<NamedCheck> checks = new ArrayList<>();
        for (JsonNode entry : list) {
            try {
                checks.add(check(entry));
            } catch (ConfigException complaint) {
                throw complaint.under("checks[" + checks.size() + "]");
            }
        }
        return List.copyOf(checks);
    }

    private static NamedCheck check(JsonNode entry) {
        Map<String, JsonNode> members = new TreeMap<>();
        entry.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        ComparatorOptions options = ComparatorOptions.of(members, KNOWN);
        List<String> kinds = KINDS.stream().filter(members::containsKey).toList();
        if (kinds.size() != 1) {
            throw new ConfigException(
                    "kind", kinds.isEmpty() ? "none" : String.join(", ", kinds), "one of " + String.join(", ", KINDS));
        }
        String kind = kinds.get(0);
        refuseStray(members, "ignore_case", kind.endsWith("contains") || kind.endsWith("matches"));
        refuseStray(members, "equals", kind.equals("json"));
        String name = options.text("name", kind + " " + Wording.excerpt(shown(members.get(kind)), 40));
        return new NamedCheck(Wording.excerpt(name, 60), check(kind, options));
    }

    private static String shown(@Nullable JsonNode value) {
        return value == null ? "" : value.isString() ? value.stringValue() : value.toString();
    }

    private static void refuseStray(Map<String, JsonNode> members, String option, boolean allowed) {
        JsonNode given = members.get(option);
        if (given != null && !allowed) {
            throw new ConfigException(option, Wording.excerpt(given.toString(), 80), "not with this kind of check");
        }
    }

    private static Check check(String kind, ComparatorOptions options) {
        boolean ignoreCase = options.flag("ignore_case", false);
        return switch (kind) {
            case "contains" -> new Check.Contains(wanted(options, kind), ignoreCase);
            case "not_contains" -> new Check.Not(new Check.Contains(wanted(options, kind), ignoreCase));
            case "matches" -> new Check.Matches(pattern(options, kind, ignoreCase));
            case "not_matches" -> new Check.Not(new Check.Matches(pattern(options, kind, ignoreCase)));
            case "json" -> new Check.AtPath(JsonSelector.of(kind, wanted(options, kind)), options.get("equals"));
            case "cel" -> new Check.Expression(AnswerExpression.compile(kind, wanted(options, kind)));
            case "max_length" -> new Check.Length(0, length(options, kind));
            case "min_length" -> new Check.Length(length(options, kind), Integer.MAX_VALUE);
            default -> throw new IllegalStateException(kind);
        };
    }

    private static String wanted(ComparatorOptions options, String kind) {
        String wanted = options.text(kind, "");
        if (wanted.isEmpty()) {
            throw new ConfigException(kind, "''", "a text that is not empty");
        }
        return wanted;
    }

    private static int length(ComparatorOptions options, String kind) {
        double length = options.number(kind, 0, 0, Integer.MAX_VALUE);
        if (length != Math.rint(length)) {
            throw new ConfigException(kind, String.valueOf(length), "a whole number of characters");
        }
        return (int) length;
    }

    private static Pattern pattern(ComparatorOptions options, String kind, boolean ignoreCase) {
        String source = wanted(options, kind);
        try {
            return Pattern.compile(source, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
        } catch (PatternSyntaxException broken) {
            throw new ConfigException(kind, source, "an RE2 expression; " + broken.getDescription());
        }
    }
}
