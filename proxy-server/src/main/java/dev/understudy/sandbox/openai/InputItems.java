package dev.understudy.sandbox.openai;

import static dev.understudy.sandbox.openai.OpenAiNames.WORDING;

import dev.understudy.sandbox.model.Prompt.Role;
import dev.understudy.sandbox.model.Prompt.Turn;
import dev.understudy.sandbox.provider.Fields;
import dev.understudy.sandbox.provider.Rejected;
import dev.understudy.sandbox.provider.TurnBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The {@code input} and {@code instructions} of a request: a text, or messages and calls in order. */
final class InputItems {
    private static final String ROLES = "'assistant', 'system', 'developer', and 'user'";
    private static final String PARTS =
            "'input_text', 'input_image', 'output_text', 'refusal', 'input_file', and 'input_audio'";
    private static final String TYPES =
            "'message', 'function_call', 'function_call_output', 'reasoning', and 'item_reference'";

    private final StringBuilder system = new StringBuilder();
    private final List<Turn> turns = new ArrayList<>();
    private final Set<String> called = new HashSet<>();

    private InputItems() {}

    static InputItems read(Fields fields) {
        InputItems items = new InputItems();
        items.system.append(fields.text("instructions", ""));
        JsonNode input = fields.get("input");
        if (!fields.has("input")) {
            throw WORDING.missing("input");
        }
        if (input.isString()) {
            items.turns.add(new Turn(Role.USER, input.stringValue()));
            return items;
        }
        if (!input.isArray()) {
            throw WORDING.wrongType("input", "one of a string or array of input items", input);
        }
        for (int i = 0; i < input.size(); i++) {
            items.item(input.get(i), "input[" + i + "]");
        }
        return items;
    }

    String system() {
        return system.toString();
    }

    List<Turn> turns() {
        return turns;
    }

    private void item(JsonNode item, String at) {
        if (!item.isObject()) {
            throw WORDING.wrongType(at, "an input item", item);
        }
        String type = item.path("type").asString("message");
        switch (type) {
            case "message" -> message(item, at);
            case "function_call" -> call(item, at);
            case "function_call_output" -> output(item, at);
            // What was thought before is not thought again.
            case "reasoning" -> {}
            case "item_reference" -> throw notFound(item.path("id").asString(""));
            default -> throw WORDING.notOneOf(at + ".type", type, TYPES);
        }
    }

    private static Rejected notFound(String id) {
        return new Rejected(404, "input", null, "Item with id '" + id + "' not found.");
    }

    private void message(JsonNode message, String at) {
        String role = message.path("role").asString("");
        TurnBuilder said = content(message.path("content"), at + ".content");
        switch (role) {
            case "system", "developer" ->
                system.append(system.isEmpty() ? "" : "\n").append(said.text());
            case "user" -> turns.add(said.by(Role.USER));
            case "assistant" -> turns.add(said.by(Role.ASSISTANT));
            default -> throw WORDING.notOneOf(at + ".role", role, ROLES);
        }
    }

    private void call(JsonNode call, String at) {
        Fields fields = new Fields(call, WORDING);
        for (String name : new String[] {"call_id", "name", "arguments"}) {
            if (!fields.has(name)) {
                throw WORDING.missing(at + "." + name);
            }
        }
        called.add(call.path("call_id").asString(""));
        turns.add(new Turn(Role.ASSISTANT, ""));
    }

    private void output(JsonNode output, String at) {
        String id = output.path("call_id").asString("");
        if (!called.contains(id)) {
            throw Rejected.badRequest(
                    "input", null, "No tool call found for function call output with call_id " + id + ".");
        }
        turns.add(content(output.path("output"), at + ".output").by(Role.TOOL));
    }

    private static TurnBuilder content(JsonNode content, String at) {
        TurnBuilder said = new TurnBuilder();
        if (content.isString()) {
            return said.text(content.stringValue());
        }
        if (!content.isArray()) {
            throw WORDING.wrongType(at, "one of an array of objects or string", content);
        }
        for (int i = 0; i < content.size(); i++) {
            part(content.get(i), at + "[" + i + "]", said);
        }
        return said;
    }

    private static void part(JsonNode part, String at, TurnBuilder said) {
        String type = part.path("type").asString("");
        switch (type) {
            case "input_text", "output_text" -> said.text(part.path("text").asString(""));
            case "refusal" -> said.text(part.path("refusal").asString(""));
            case "input_image" -> {
                if (!part.hasNonNull("file_id")) {
                    Images.check(part.path("image_url"), at + ".image_url");
                }
                said.image();
            }
            case "input_file", "input_audio" -> said.image();
            default -> throw WORDING.notOneOf(at + ".type", type, PARTS);
        }
    }
}
