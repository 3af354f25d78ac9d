package dev.understudy.dialect.openai;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.ToolChoice;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code tool_choice}, and {@code function_call} as it was called before. */
final class ChatToolChoice {
    private static final String FIELD = "tool_choice";
    private static final String OLDER = "function_call";

    private ChatToolChoice() {}

    static @Nullable ToolChoice read(Fields fields) {
        JsonNode choice = fields.peek(FIELD);
        if (choice != null) {
            fields.take(FIELD);
            return choice.isString() ? word(choice.stringValue(), choice, fields) : object(choice, fields);
        }
        JsonNode older = fields.peek(OLDER);
        if (older == null) {
            return null;
        }
        fields.take(OLDER);
        fields.spell(FIELD, OLDER);
        String name = ChatFacts.text(older, "name");
        if (older.isString()) {
            return word(older.stringValue(), older, fields);
        }
        return name != null && older.size() == 1 ? new ToolChoice.Named(name) : new ToolChoice.Opaque(older);
    }

    private static ToolChoice word(String word, JsonNode choice, Fields fields) {
        if (word.equals("any")) {
            fields.spell(FIELD, "any"); // Mistral's word for required
        }
        return switch (word) {
            case "auto" -> new ToolChoice.Auto();
            case "none" -> new ToolChoice.None();
            case "required", "any" -> new ToolChoice.Required();
            default -> new ToolChoice.Opaque(choice);
        };
    }

    private static ToolChoice object(JsonNode choice, Fields fields) {
        String type = ChatFacts.text(choice, "type");
        if ("allowed_tools".equals(type)) {
            return allowed(choice);
        }
        boolean custom = CustomTools.KIND.equals(type);
        String name = named(choice);
        if (name == null) {
            return new ToolChoice.Opaque(choice);
        }
        if (custom) {
            fields.spell(FIELD, CustomTools.KIND);
        }
        return new ToolChoice.Named(name);
    }

    /** The name in {@code {"type": "function", "function": {"name": …}}} if nothing else is said. */
    private static @Nullable String named(JsonNode choice) {
        String type = ChatFacts.text(choice, "type");
        boolean known = "function".equals(type) || CustomTools.KIND.equals(type);
        JsonNode inner = known ? choice.get(type) : null;
        return inner != null && choice.size() == 2 && inner.size() == 1 ? ChatFacts.text(inner, "name") : null;
    }

    private static ToolChoice allowed(JsonNode choice) {
        JsonNode allowed = choice.path("allowed_tools");
        String mode = ChatFacts.text(allowed, "mode");
        List<String> names = new ArrayList<>();
        for (JsonNode tool : allowed.path("tools")) {
            String name = "function".equals(ChatFacts.text(tool, "type")) ? named(tool) : null;
            if (name == null) {
                return new ToolChoice.Opaque(choice);
            }
            names.add(name);
        }
        boolean required = "required".equals(mode);
        boolean whole = choice.size() == 2 && allowed.size() == 2 && (required || "auto".equals(mode));
        return whole && allowed.path("tools").isArray()
                ? new ToolChoice.Allowed(names, required)
                : new ToolChoice.Opaque(choice);
    }

    static void write(GenerationRequest request, ObjectNode body, boolean same, Losses losses) {
        ToolChoice choice = request.toolChoice();
        if (choice == null) {
            return;
        }
        Extras extras = same ? request.extras() : Extras.NONE;
        boolean older = extras.isSpelled(FIELD, OLDER);
        if (choice instanceof ToolChoice.Named named && older) {
            body.putObject(OLDER).put("name", named.name());
        } else if (choice instanceof ToolChoice.Opaque && !same) {
            losses.dropped(FIELD, "a choice that only " + request.dialect() + " has");
        } else {
            body.set(older ? OLDER : FIELD, wire(choice, extras));
        }
    }

    private static JsonNode wire(ToolChoice choice, Extras extras) {
        ObjectNode object = Json.newObject();
        if (choice instanceof ToolChoice.Named named) {
            String kind = extras.isSpelled(FIELD, CustomTools.KIND) ? CustomTools.KIND : "function";
            object.put("type", kind).putObject(kind).put("name", named.name());
            return object;
        }
        if (choice instanceof ToolChoice.Allowed allowed) {
            allowed(allowed, object.put("type", "allowed_tools").putObject("allowed_tools"));
            return object;
        }
        if (choice instanceof ToolChoice.Opaque opaque) {
            return opaque.value();
        }
        return object.stringNode(
                choice instanceof ToolChoice.Auto
                        ? "auto"
                        : choice instanceof ToolChoice.None
                                ? "none"
                                : extras.isSpelled(FIELD, "any") ? "any" : "required");
    }

    private static void allowed(ToolChoice.Allowed allowed, ObjectNode wire) {
        ArrayNode tools =
                wire.put("mode", allowed.required() ? "required" : "auto").putArray("tools");
        for (String name : allowed.names()) {
            tools.addObject().put("type", "function").putObject("function").put("name", name);
        }
    }
}
