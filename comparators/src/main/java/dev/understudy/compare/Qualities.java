package dev.understudy.compare;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what was measured of one answer; what was not measured is left out, never zero. Not thread-safe. */
public final class Qualities {
    private final Map<String, Double> values = new HashMap<>(8);

    public Qualities add(String name, double value) {
        values.put(name, value);
        return this;
    }

    public Qualities add(String name, @Nullable Long value) {
        return value == null ? this : add(name, value.doubleValue());
    }

    /** Nanoseconds, kept as seconds. */
    public Qualities addSeconds(String name, @Nullable Long nanos) {
        return nanos == null ? this : add(name, nanos / 1e9);
    }

    public Map<String, Double> toMap() {
        return Map.copyOf(values);
    }
}
