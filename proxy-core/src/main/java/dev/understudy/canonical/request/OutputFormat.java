package dev.understudy.canonical.request;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The form that the answer's text must have. */
public sealed interface OutputFormat {
    record Text() implements OutputFormat {}

    /** Any JSON object. */
    record JsonObject() implements OutputFormat {}

    /**
     * JSON that keeps to a schema.
     *
     * @param schema JSON Schema, in the source's flavour
     */
    record JsonSchema(
            @Nullable String name,
            @Nullable String description,
            JsonNode schema,
            @Nullable Boolean strict,
            Extras extras)
            implements OutputFormat {}
}
