package dev.understudy.dialect.anthropic;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.ToolChoice;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code tool_choice}, which says also whether several tools may be asked for at once.
 *
 * @param parallel null when not said
 */
record MessageToolChoice(
        @Nullable ToolChoice choice, @Nullable Boolean parallel) {
    private static final MessageToolChoice NOT_SAID = new MessageToolChoice(null, null);
    private static final String DISABLE = "disable_parallel_tool_use";

    static MessageToolChoice read(Fields fields) {
        ObjectNode object = fields.object("tool_choice");
        if (object == null) {
            return NOT_SAID;
        }
        Fields inner = new Fields(object);
        Boolean disabled = inner.bool(DISABLE);
        ToolChoice choice = choice(inner);
        if (choice == null || inner.has(DISABLE) || !inner.isEmpty()) {
            return new MessageToolChoice(new ToolChoice.Opaque(object), null);
        }
        return new MessageToolChoice(choice, disabled == null ? null : !disabled);
    }

    private static @Nullable ToolChoice choice(Fields inner) {
        String type = inner.text("type");
        if (type == null) {
            return null;
        }
        return switch (type) {
            case "auto" -> new ToolChoice.Auto();
            case "any" -> new ToolChoice.Required();
            case "none" -> new ToolChoice.None();
            case "tool" -> named(inner.text("name"));
            default -> null;
        };
    }

    private static @Nullable ToolChoice named(@Nullable String name) {
        return name == null ? null : new ToolChoice.Named(name);
    }

    /** Whether the answer has to ask for a tool. */
    static boolean isForced(@Nullable ToolChoice choice) {
        return choice instanceof ToolChoice.Required
                || choice instanceof ToolChoice.Named
                || (choice instanceof ToolChoice.Allowed allowed && allowed.required());
    }

    /** @param any whether there are tools: without, a choice is refused */
    static void write(GenerationRequest request, ObjectNode body, boolean any, boolean same, Losses losses) {
        ToolChoice choice = request.toolChoice();
        if (!any && !same) {
            if (isForced(choice)) {
                losses.dropped("tool_choice", "no tool is left to choose");
            }
            return;
        }
        ObjectNode wire = wire(choice, same, losses);
        Boolean parallel = request.parallelToolCalls();
        if (parallel != null && !(choice instanceof ToolChoice.None)) {
            wire = wire == null ? Json.newObject().put("type", "auto") : wire;
            wire.put(DISABLE, !parallel);
        }
        if (wire != null) {
            body.set("tool_choice", wire);
        }
    }

    private static @Nullable ObjectNode wire(@Nullable ToolChoice choice, boolean same, Losses losses) {
        ObjectNode wire = Json.newObject();
        if (choice instanceof ToolChoice.Auto) {
            return wire.put("type", "auto");
        } else if (choice instanceof ToolChoice.None) {
            return wire.put("type", "none");
        } else if (choice instanceof ToolChoice.Required) {
            return wire.put("type", "any");
        } else if (choice instanceof ToolChoice.Named named) {
            return wire.put("type", "tool").put("name", named.name());
        } else if (choice instanceof ToolChoice.Allowed allowed) {
            losses.approximated("tool_choice", "the tools that are not allowed are left out");
            return wire.put("type", allowed.required() ? "any" : "auto");
        } else if (choice instanceof ToolChoice.Opaque opaque && same) {
            return (ObjectNode) opaque.value().deepCopy();
        } else if (choice != null) {
            losses.dropped("tool_choice", "Anthropic has no such choice");
        }
        return null;
    }
}
