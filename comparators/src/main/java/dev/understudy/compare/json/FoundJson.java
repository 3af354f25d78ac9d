package dev.understudy.compare.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What looking for JSON in a text came to.
 *
 * @param value the value, or null when there is none
 * @param problem when there is no value but the text set out to be one: what is wrong with it
 * @param whole whether nothing but JSON's white space stands around the value
 */
public record FoundJson(@Nullable JsonNode value, @Nullable String problem, boolean whole) {
    static final FoundJson NONE = new FoundJson(null, null, false);

    static FoundJson of(JsonNode value, boolean whole) {
        return new FoundJson(value, null, whole);
    }

    static FoundJson broken(String problem) {
        return new FoundJson(null, problem, false);
    }
}
