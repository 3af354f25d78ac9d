package dev.understudy.compare;

import dev.understudy.config.ComparatorConfig;
import dev.understudy.config.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a comparator's options strictly: what it does not know, it refuses. Keys in complaints are the options' names. */
public final class ComparatorOptions {
    private final Map<String, JsonNode> options;

    private ComparatorOptions(Map<String, JsonNode> options) {
        this.options = options;
    }

    /**
     * @param known the names of all options there are
     * @throws ConfigException for any other
     */
    public static ComparatorOptions of(ComparatorConfig config, String... known) {
        return of(config.options(), known);
    }

    /** The same for the members of an option that is itself an object. */
    public static ComparatorOptions of(Map<String, JsonNode> options, String... known) {
        TreeSet<String> names = new TreeSet<>(List.of(known));
        for (Map.Entry<String, JsonNode> option : options.entrySet()) {
            if (!names.contains(option.getKey())) {
                String expected = names.isEmpty() ? "no options" : Suggestion.oneOf(names, option.getKey());
                throw new ConfigException(option.getKey(), shown(option.getValue()), expected);
            }
        }
        return new ComparatorOptions(options);
    }

    /** A number from {@code least} to {@code most}, or {@code fallback} when it is not set. */
    public double number(String name, double fallback, double least, double most) {
        JsonNode value = options.get(name);
        if (value == null) {
            return fallback;
        }
        double number = value.isNumber() ? value.doubleValue() : Double.NaN;
        if (!(number >= least && number <= most)) {
            String bounds = most == Double.MAX_VALUE
                    ? "a number of at least " + least
                    : "a number from " + least + " to " + most;
            throw new ConfigException(name, shown(value), bounds);
        }
        return number;
    }

    /** A whole number from {@code least} to {@code most}, or {@code fallback} when it is not set. */
    public int whole(String name, int fallback, int least, int most) {
        JsonNode value = options.get(name);
        if (value == null) {
            return fallback;
        }
        boolean whole = value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue());
        if (!whole || value.doubleValue() < least || value.doubleValue() > most) {
            throw new ConfigException(name, shown(value), "a whole number from " + least + " to " + most);
        }
        return (int) value.doubleValue();
    }

    /** True or false, or {@code fallback} when it is not set. */
    public boolean flag(String name, boolean fallback) {
        JsonNode value = options.get(name);
        if (value == null) {
            return fallback;
        }
        if (!value.isBoolean()) {
            throw new ConfigException(name, shown(value), "true or false");
        }
        return value.booleanValue();
    }

    /** A string, or {@code fallback} when it is not set. */
    public String text(String name, String fallback) {
        JsonNode value = options.get(name);
        if (value == null) {
            return fallback;
        }
        if (!value.isString()) {
            throw new ConfigException(name, shown(value), "a string");
        }
        return value.stringValue();
    }

    /** A list of strings; empty when it is not set. */
    public List<String> strings(String name) {
        JsonNode value = options.get(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw new ConfigException(name, shown(value), "a list of strings");
        }
        List<String> strings = new ArrayList<>(value.size());
        for (JsonNode element : value) {
            if (!element.isString()) {
                throw new ConfigException(name + "[" + strings.size() + "]", shown(element), "a string");
            }
            strings.add(element.stringValue());
        }
        return List.copyOf(strings);
    }

    /** The option as it stands, or null when it is not set. */
    public @Nullable JsonNode get(String name) {
        return options.get(name);
    }

    private static String shown(JsonNode value) {
        return Wording.excerpt(value.toString(), 80);
    }
}
