package dev.understudy.compare.json;

import dev.understudy.compare.ComparatorOptions;
import dev.understudy.config.ConfigException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What does not count as a difference between two JSON values. Immutable. Options: {@code tolerance} (a number, absolute,
 * or {@code {absolute, relative}}), {@code ignore} (patterns of paths that are left out) and {@code unordered} (patterns of
 * arrays whose order does not count).
 */
public final class JsonRules {
    /** Every difference counts. */
    public static final JsonRules STRICT = new JsonRules(NumberTolerance.NONE, List.of(), List.of());

    private static final int MOST_PATTERNS = 64;

    private final NumberTolerance tolerance;
    private final List<PathPattern> ignored;
    private final List<PathPattern> unordered;

    private JsonRules(NumberTolerance tolerance, List<PathPattern> ignored, List<PathPattern> unordered) {
        this.tolerance = tolerance;
        this.ignored = List.copyOf(ignored);
        this.unordered = List.copyOf(unordered);
    }

    /** The names of these options and of a comparator's others. */
    public static String[] optionsAnd(String... others) {
        return Stream.concat(Stream.of("tolerance", "ignore", "unordered"), Stream.of(others))
                .toArray(String[]::new);
    }

    /** @throws ConfigException for an impossible value */
    public static JsonRules from(ComparatorOptions options) {
        List<PathPattern> ignored = patterns(options, "ignore");
        for (int i = 0; i < ignored.size(); i++) {
            if (ignored.get(i).isRoot()) {
                throw new ConfigException("ignore[" + i + "]", "$", "a part of the value, not all of it");
            }
        }
        return new JsonRules(tolerance(options.get("tolerance"), options), ignored, patterns(options, "unordered"));
    }

    private static NumberTolerance tolerance(@Nullable JsonNode given, ComparatorOptions options) {
        if (given == null || !given.isObject()) {
            return new NumberTolerance(positive(options, "tolerance"), BigDecimal.ZERO);
        }
        Map<String, JsonNode> members = new TreeMap<>();
        given.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        try {
            ComparatorOptions both = ComparatorOptions.of(members, "absolute", "relative");
            return new NumberTolerance(positive(both, "absolute"), positive(both, "relative"));
        } catch (ConfigException complaint) {
            throw complaint.under("tolerance");
        }
    }

    private static BigDecimal positive(ComparatorOptions options, String name) {
        return BigDecimal.valueOf(options.number(name, 0, 0, Double.MAX_VALUE));
    }

    private static List<PathPattern> patterns(ComparatorOptions options, String name) {
        List<String> sources = options.strings(name);
        if (sources.size() > MOST_PATTERNS) {
            throw new ConfigException(name, sources.size() + " patterns", "at most " + MOST_PATTERNS);
        }
        List<PathPattern> patterns = new ArrayList<>(sources.size());
        for (String source : sources) {
            patterns.add(PathPattern.parse(name + "[" + patterns.size() + "]", source));
        }
        return patterns;
    }

    NumberTolerance tolerance() {
        return tolerance;
    }

    List<PathPattern> ignored() {
        return ignored;
    }

    List<PathPattern> unordered() {
        return unordered;
    }
}
