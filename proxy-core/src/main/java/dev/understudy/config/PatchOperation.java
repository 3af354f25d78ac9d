package dev.understudy.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One operation of a JSON Patch (RFC 6902).
 *
 * @param path a JSON Pointer (RFC 6901)
 * @param from the source pointer of move and copy, else null
 * @param value the value of add, replace and test, else null
 */
public record PatchOperation(
        Kind op,
        String path,
        @Nullable String from,
        @Nullable JsonNode value) {
    /** The operations of RFC 6902 section 4. */
    public enum Kind {
        ADD,
        REMOVE,
        REPLACE,
        MOVE,
        COPY,
        TEST;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public PatchOperation {
        checkPointer("path", path);
        boolean needsFrom = op == Kind.MOVE || op == Kind.COPY;
        ConfigException.check(needsFrom == (from != null), "from", from, needsFrom ? "a JSON pointer" : "no from");
        if (from != null) {
            checkPointer("from", from);
        }
        boolean needsValue = op == Kind.ADD || op == Kind.REPLACE || op == Kind.TEST;
        ConfigException.check(needsValue == (value != null), "value", value, needsValue ? "a value" : "no value");
    }

    private static void checkPointer(String key, String pointer) {
        ConfigException.check(
                pointer.isEmpty() || pointer.startsWith("/"), key, pointer, "a JSON pointer such as /metadata/shadow");
    }
}
