package dev.understudy.compare;

import dev.understudy.config.ComparatorConfig;
import dev.understudy.config.ConfigException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The comparators that configuration can name: all {@link ComparatorFactory} services on the class path. Complaints carry
 * keys relative to the shadow: {@code compare[1]}, {@code compare[1].json.tolerance}.
 */
public final class Comparators {
    /** Looked for once: a configuration asks for them dozens of times while it is read. Null until that has succeeded. */
    private static volatile @Nullable Map<String, ComparatorFactory> known;

    private Comparators() {}

    /**
     * Makes the comparators of one shadow, in order.
     *
     * @throws ConfigException for a name that is unknown or given twice, and for options that a comparator refuses
     */
    public static List<Comparator> from(List<ComparatorConfig> configs) {
        Map<String, ComparatorFactory> factories = factories();
        Set<String> seen = new HashSet<>();
        List<Comparator> comparators = new ArrayList<>(configs.size());
        for (int i = 0; i < configs.size(); i++) {
            String key = "compare[" + i + "]";
            ComparatorConfig config = configs.get(i);
            if (!seen.add(config.name())) {
                throw new ConfigException(key, config.name(), "each comparator once");
            }
            comparators.add(create(key, config, factories));
        }
        return List.copyOf(comparators);
    }

    /** The names that {@link #from} knows, sorted. */
    public static List<String> names() {
        return List.copyOf(factories().keySet());
    }

    /** What each of them measures of an answer, by its name. */
    public static Map<String, List<ComparatorMetric>> metrics() {
        Map<String, List<ComparatorMetric>> metrics = new TreeMap<>();
        factories().forEach((name, factory) -> metrics.put(name, List.copyOf(factory.metrics())));
        return Collections.unmodifiableMap(metrics);
    }

    private static Comparator create(String key, ComparatorConfig config, Map<String, ComparatorFactory> factories) {
        ComparatorFactory factory = factories.get(config.name());
        if (factory == null) {
            throw new ConfigException(key, config.name(), Suggestion.oneOf(factories.keySet(), config.name()));
        }
        try {
            return factory.create(config);
        } catch (ConfigException complaint) {
            throw complaint.under(key + "." + config.name());
        }
    }

    private static Map<String, ComparatorFactory> factories() {
        Map<String, ComparatorFactory> factories = known;
        if (factories == null) {
            factories = Collections.unmodifiableMap(load());
            known = factories;
        }
        return factories;
    }

    private static Map<String, ComparatorFactory> load() {
        Map<String, ComparatorFactory> factories = new TreeMap<>();
        try {
            for (ComparatorFactory factory :
                    ServiceLoader.load(ComparatorFactory.class, Comparators.class.getClassLoader())) {
                ComparatorFactory same = factories.put(factory.name(), factory);
                if (same != null) {
                    String both = same.getClass().getName() + ", "
                            + factory.getClass().getName();
                    throw new ConfigException("compare", both, "only one factory for " + factory.name());
                }
            }
        } catch (ServiceConfigurationError broken) {
            ConfigException complaint =
                    new ConfigException("compare", broken.getMessage(), "comparator factories that can be loaded");
            complaint.addSuppressed(broken);
            throw complaint;
        }
        return factories;
    }
}
