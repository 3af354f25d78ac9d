package dev.understudy.sandbox.model;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a model is asked, whatever provider's wire it came over. Immutable.
 *
 * @param model the model's name: the same words read differently by another model
 * @param system all system text, in order; empty when there is none
 * @param temperature 0 or more; at 0 the same prompt always gets the same answer
 * @param seed makes a temperature above 0 repeatable; null for a fresh draw each time
 */
public record Prompt(
        String model,
        String system,
        List<Turn> turns,
        List<Tool> tools,
        ToolUse toolUse,
        boolean parallelTools,
        Shape shape,
        double temperature,
        @Nullable Long seed) {

    /** Who speaks in a turn. */
    public enum Role {
        USER,
        ASSISTANT,
        TOOL
    }

    /**
     * One message.
     *
     * @param images that came with it; they are seen and counted, not looked at
     */
    public record Turn(Role role, String text, int images) {
        public Turn(Role role, String text) {
            this(role, text, 0);
        }
    }

    /** A function the model may call; {@code parameters} is its JSON schema. */
    public record Tool(String name, String description, JsonNode parameters) {}

    /** Whether tools may, must or must not be called. */
    public sealed interface ToolUse {
        record Auto() implements ToolUse {}

        record Never() implements ToolUse {}

        record Required() implements ToolUse {}

        record Named(String name) implements ToolUse {}
    }

    /** What the answer must look like. */
    public sealed interface Shape {
        record FreeText() implements Shape {}

        record JsonObject() implements Shape {}

        record JsonSchema(JsonNode schema) implements Shape {}
    }

    public Prompt {
        turns = List.copyOf(turns);
        tools = List.copyOf(tools);
    }

    /** Everything the customer said, in order. */
    public String customerText() {
        return turns.stream()
                .filter(turn -> turn.role() == Role.USER)
                .map(Turn::text)
                .collect(Collectors.joining("\n"));
    }

    /** Whether a tool has answered since the customer last spoke. */
    public boolean toolHasAnswered() {
        return !turns.isEmpty() && turns.get(turns.size() - 1).role() == Role.TOOL;
    }
}
