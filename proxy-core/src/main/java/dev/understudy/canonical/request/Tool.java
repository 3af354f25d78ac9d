package dev.understudy.canonical.request;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A tool that the model may ask for. */
public sealed interface Tool {
    /**
     * One that the caller runs.
     *
     * @param parameters JSON Schema of its arguments, in the source's flavour; null when it takes none
     * @param strict whether arguments are to keep to the schema; null when not said
     */
    record Function(
            String name,
            @Nullable String description,
            @Nullable JsonNode parameters,
            @Nullable Boolean strict,
            Extras extras)
            implements Tool {}

    /** One that the provider runs, or of a kind that only the source's dialect knows. */
    record Provider(String kind, JsonNode value) implements Tool {}
}
