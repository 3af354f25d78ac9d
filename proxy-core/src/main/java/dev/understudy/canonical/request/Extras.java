package dev.understudy.canonical.request;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Fields of one object of the source's wire format that the canonical model has no word for, by name and in order. The
 * same dialect writes them back as they were; any other dialect reports each as lost. Immutable; the trees in it must
 * not be changed.
 */
public record Extras(Map<String, JsonNode> fields) {
    public static final Extras NONE = new Extras(Map.of());

    public Extras {
        fields = fields.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }
}
