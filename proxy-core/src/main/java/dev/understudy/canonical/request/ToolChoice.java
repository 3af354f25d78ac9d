package dev.understudy.canonical.request;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Whether, and which, tools the model is to ask for. */
public sealed interface ToolChoice {
    record Auto() implements ToolChoice {}

    record None() implements ToolChoice {}

    /** Any of them, but one. */
    record Required() implements ToolChoice {}

    record Named(String name) implements ToolChoice {}

    /** Only these of those declared; {@code required} means one of them must be asked for. */
    record Allowed(List<String> names, boolean required) implements ToolChoice {
        public Allowed {
            names = List.copyOf(names);
        }
    }

    /** One that only the source's dialect knows. */
    record Opaque(JsonNode value) implements ToolChoice {}
}
