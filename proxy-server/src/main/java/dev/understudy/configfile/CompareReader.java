package dev.understudy.configfile;

import dev.understudy.config.ComparatorConfig;
import dev.understudy.config.ConfigException;
import dev.understudy.configfile.Value.Mapping;
import dev.understudy.configfile.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code compare}: names, or {@code {name: {options}}}. */
final class CompareReader {
    /** Every comparator of the contract. Those that this build lacks are left out with a warning. */
    private static final List<String> CONTRACT = List.of(
            "status", "exact", "text", "json", "schema", "tools", "refusal", "semantic", "latency", "usage", "cost");

    /** Runs only where a judge is configured. */
    private static final String JUDGE = "judge";

    private static final String EXPECTED = "a comparator's name, or {name: {options}}";

    private final ReadContext context;
    private final Set<String> seen = new LinkedHashSet<>();

    private CompareReader(Section shadow) {
        this.context = shadow.context();
    }

    /** The comparators in their order; without the key, all that need no options of their own. */
    static List<ComparatorConfig> read(Section shadow) {
        if (shadow.take("compare") == null) {
            return Stream.concat(CONTRACT.stream(), shadow.has(JUDGE) ? Stream.of(JUDGE) : Stream.empty())
                    .filter(shadow.context().capabilities.comparators()::contains)
                    .map(ComparatorConfig::named)
                    .toList();
        }
        List<ComparatorConfig> named =
                shadow.list("compare", "a list of comparators", new CompareReader(shadow)::comparator);
        boolean judged = named.stream().anyMatch(comparator -> comparator.name().equals(JUDGE));
        if (judged && !shadow.has(JUDGE)) {
            shadow.error("compare", "there is no judge to ask", "judge: { upstream: { url: … }, model: … } beside it");
        } else if (shadow.has(JUDGE) && !judged) {
            shadow.warning(JUDGE, "it is never asked: compare does not name it", "compare: [ …, judge ]");
        }
        return named;
    }

    private @Nullable ComparatorConfig comparator(String at, Value value) {
        if (value instanceof Scalar scalar) {
            return named(at, scalar.at(), new ComparatorConfig(scalar.text(), Map.of()));
        }
        if (value instanceof Mapping mapping && mapping.entries().size() == 1) {
            String name = mapping.entries().keySet().iterator().next();
            return named(at, mapping.at(), new ComparatorConfig(name, options(at + "." + name, mapping, name)));
        }
        context.problems.error(value.at(), at, value.kind(), EXPECTED);
        return null;
    }

    private Map<String, JsonNode> options(String at, Mapping mapping, String name) {
        Map<String, JsonNode> options = new LinkedHashMap<>();
        Value.Entry entry = mapping.entries().get(name);
        if (entry != null && entry.value() instanceof Mapping given) {
            FreeJson json = new FreeJson(context);
            given.entries().forEach((key, option) -> options.put(key, json.of(at + "." + key, option.value())));
        } else if (entry != null && !(entry.value() instanceof Scalar scalar && scalar.isNull())) {
            context.problems.error(entry.value().at(), at, entry.value().kind(), "a mapping of options");
        }
        return options;
    }

    private @Nullable ComparatorConfig named(String at, Position place, ComparatorConfig comparator) {
        String name = comparator.name();
        if (!seen.add(name)) {
            context.problems.error(place, at, name + " is named twice", "each comparator once");
            return null;
        }
        if (context.capabilities.comparators().contains(name)) {
            return checked(at, place, comparator);
        }
        if (CONTRACT.contains(name)) {
            context.problems.warning(place, at, name + " is not part of this build and is left out", null);
        } else {
            String meant = Spelling.closest(name, CONTRACT)
                    .map(k -> "did you mean " + k + "? ")
                    .orElse("");
            context.problems.error(place, at, name, meant + "one of " + String.join(", ", CONTRACT));
        }
        return null;
    }

    private @Nullable ComparatorConfig checked(String at, Position place, ComparatorConfig comparator) {
        try {
            context.capabilities.checkComparator(comparator);
            return comparator;
        } catch (ConfigException refused) {
            context.problems.error(
                    place, at + "." + comparator.name() + "." + refused.key(), refused.value(), refused.expected());
            return null;
        }
    }
}
