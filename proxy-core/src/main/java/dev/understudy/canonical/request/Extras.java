package dev.understudy.canonical.request;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one object of the source's wire format says beside what the canonical model has words for. The same dialect writes
 * it back as it was. Immutable; the trees in it must not be changed.
 *
 * @param fields by name and in order; one that stood in an object inside has both names: {@code image_url.detail}. Any
 *     other dialect reports each as lost
 * @param spelling which of several ways to say the same thing the source used, such as {@code max_tokens} for the limit.
 *     Nothing is lost when another dialect leaves it out
 */
public record Extras(Map<String, JsonNode> fields, Map<String, String> spelling) {
    public static final Extras NONE = new Extras(Map.of(), Map.of());

    public Extras {
        fields = fields.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        spelling = Map.copyOf(spelling);
    }

    public Extras(Map<String, JsonNode> fields) {
        this(fields, Map.of());
    }

    /** Whether there are no fields; a spelling may be there. */
    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** How the source said this, or null when it said it the usual way. */
    public @Nullable String spelled(String what) {
        return spelling.get(what);
    }

    /** Whether the source said it in this way. */
    public boolean isSpelled(String what, String how) {
        return how.equals(spelling.get(what));
    }
}
