package dev.understudy.dialect;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every dialect that Understudy speaks. A new one is one more line here. Thread-safe. */
public final class Dialects {
    private static final Dialect[] ALL = {
        new OpenAiChat(),
    };

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
