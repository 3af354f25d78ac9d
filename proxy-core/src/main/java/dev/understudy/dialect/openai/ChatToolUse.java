package dev.understudy.dialect.openai;

import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.Part;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An element of {@code tool_calls} in a request: what the model asked for in an earlier answer. */
final class ChatToolUse {
    static final String OPAQUE = "tool_call";
    private static final String FORM = "call";
    private static final String OLDER = "function_call";

    private ChatToolUse() {}

    static Part read(JsonNode call) {
        Part.ToolUse use = call instanceof ObjectNode object ? function(object) : null;
        return use != null ? use : new Part.Opaque(OPAQUE, call);
    }

    private static Part.@Nullable ToolUse function(ObjectNode call) {
        Fields outer = new Fields(call);
        String type = outer.has("type") ? outer.text("type") : "function";
        if (!call.has("type")) {
            outer.spell("type", "absent");
        }
        boolean custom = CustomTools.KIND.equals(type);
        if (!custom && !"function".equals(type)) {
            return null;
        }
        ObjectNode object = outer.object(custom ? CustomTools.KIND : "function");
        if (object == null) {
            return null;
        }
        Fields inner = new Fields(object);
        String name = inner.text("name");
        String arguments = arguments(inner, custom ? "input" : "arguments");
        if (name == null || arguments == null) {
            return null;
        }
        if (custom) {
            inner.spell(FORM, CustomTools.KIND);
        }
        String id = outer.text("id");
        outer.leaveRest(custom ? CustomTools.KIND : "function", inner);
        return new Part.ToolUse(new ToolCall(id, name, arguments), outer.rest());
    }

    /** The call as there was one in an answer before there were many. */
    static Part.@Nullable ToolUse readOlder(ObjectNode call) {
        Fields fields = new Fields(call);
        String name = fields.text("name");
        String arguments = arguments(fields, "arguments");
        if (name == null || arguments == null) {
            return null;
        }
        fields.spell(FORM, OLDER);
        return new Part.ToolUse(new ToolCall(null, name, arguments), fields.rest());
    }

    /** Normally a text; some send the arguments themselves. */
    private static @Nullable String arguments(Fields fields, String name) {
        String text = fields.text(name);
        ObjectNode object = text == null ? fields.object(name) : null;
        if (object == null) {
            return text;
        }
        fields.spell("arguments", "object");
        return object.toString();
    }

    static boolean isOlder(Part.ToolUse use) {
        return use.extras().isSpelled(FORM, OLDER);
    }

    /** Whether its input is free text, by what an OpenAI dialect said. */
    static boolean isCustom(Part.ToolUse use) {
        return use.extras().isSpelled(FORM, CustomTools.KIND);
    }

    /** Notes that the input is free text, for Responses, which says it in another way. */
    static void spellCustom(Fields fields) {
        fields.spell(FORM, CustomTools.KIND);
    }

    static ObjectNode write(Part.ToolUse use, @Nullable String id, boolean same) {
        ToolCall call = use.call();
        ObjectNode wire = Json.newObject();
        if (id != null) {
            wire.put("id", id);
        }
        String kind = isCustom(use) ? CustomTools.KIND : "function";
        if (!same || use.extras().spelled("type") == null) {
            wire.put("type", kind);
        }
        ObjectNode inner = wire.putObject(kind).put("name", call.name());
        putArguments(inner, isCustom(use) ? "input" : "arguments", use, same);
        if (same) {
            Fields.putBack(wire, use.extras());
        }
        return wire;
    }

    static ObjectNode writeOlder(Part.ToolUse use) {
        ObjectNode wire = Json.newObject().put("name", use.call().name());
        putArguments(wire, "arguments", use, true);
        Fields.putBack(wire, use.extras());
        return wire;
    }

    private static void putArguments(ObjectNode wire, String name, Part.ToolUse use, boolean same) {
        String arguments = use.call().arguments();
        Extras extras = use.extras();
        ObjectNode object = same && extras.isSpelled("arguments", "object") ? Json.object(arguments) : null;
        if (object != null) {
            wire.set(name, object);
        } else {
            wire.put(name, arguments.isEmpty() && !same ? "{}" : arguments);
        }
    }
}
