package dev.understudy.dialect;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Every dialect that there is: ours, and those that a jar on the class path brings along as a
 * {@link java.util.ServiceLoader} provider of {@link Dialect}. Endpoints are told apart by their paths, so no two of ours
 * serve the same one. Thread-safe.
 */
public final class Dialects {
    private static final Dialect[] ALL = ServiceLoader.load(Dialect.class, Dialects.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(Dialect::name))
            .toArray(Dialect[]::new);

    private Dialects() {}

    /** The dialect whose generation endpoint this is, or null. Allocates nothing: runs on live event loops. */
    public static @Nullable Dialect forRequest(String method, String path) {
        for (Dialect dialect : ALL) {
            if (dialect.serves(method, path)) {
                return dialect;
            }
        }
        return null;
    }

    /** The dialect of that configuration name, or null. */
    public static @Nullable Dialect named(String name) {
        for (Dialect dialect : ALL) {
            if (dialect.name().equals(name)) {
                return dialect;
            }
        }
        return null;
    }

    /** All names, for messages. */
    public static List<String> names() {
        return Arrays.stream(ALL).map(Dialect::name).toList();
    }
}
