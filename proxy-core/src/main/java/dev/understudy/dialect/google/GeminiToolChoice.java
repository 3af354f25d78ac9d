package dev.understudy.dialect.google;

import dev.understudy.canonical.request.ToolChoice;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which function to call: {@code toolConfig.functionCallingConfig}. */
final class GeminiToolChoice {
    private static final String CONFIG = "functionCallingConfig";

    private GeminiToolChoice() {}

    static @Nullable ToolChoice read(Fields fields) {
        ObjectNode object = fields.object("toolConfig");
        if (object == null) {
            return null;
        }
        Fields outer = new Fields(Spelling.camelCase(object));
        ObjectNode calling = outer.object(CONFIG);
        ToolChoice choice = calling == null ? null : choice(new Fields(Spelling.camelCase(calling)));
        if (calling != null && choice == null) {
            choice = new ToolChoice.Opaque(calling);
        }
        if (calling == null) {
            fields.spell("toolConfig", "present");
        }
        fields.leaveRest("toolConfig", outer);
        return choice;
    }

    private static @Nullable ToolChoice choice(Fields calling) {
        String mode = calling.text("mode");
        JsonNode listed = calling.take("allowedFunctionNames");
        List<String> names = new ArrayList<>();
        for (JsonNode name : Spelling.list(listed)) {
            names.add(name.asString(""));
        }
        if (mode == null || !calling.isEmpty() || names.contains("")) {
            return null;
        }
        return switch (mode.toUpperCase(Locale.ROOT)) {
            case "AUTO" -> names.isEmpty() ? new ToolChoice.Auto() : null;
            case "NONE" -> names.isEmpty() ? new ToolChoice.None() : null;
            case "ANY" -> required(names);
            case "VALIDATED" -> names.isEmpty() ? null : new ToolChoice.Allowed(names, false);
            default -> null;
        };
    }

    private static ToolChoice required(List<String> names) {
        return switch (names.size()) {
            case 0 -> new ToolChoice.Required();
            case 1 -> new ToolChoice.Named(names.get(0));
            default -> new ToolChoice.Allowed(names, true);
        };
    }

    /** The configuration for a choice, or null for one of another dialect's own. */
    static @Nullable ObjectNode write(ToolChoice choice, boolean same) {
        if (choice instanceof ToolChoice.Auto) {
            return mode("AUTO", List.of());
        }
        if (choice instanceof ToolChoice.None) {
            return mode("NONE", List.of());
        }
        if (choice instanceof ToolChoice.Required) {
            return mode("ANY", List.of());
        }
        if (choice instanceof ToolChoice.Named named) {
            return mode("ANY", List.of(named.name()));
        }
        if (choice instanceof ToolChoice.Allowed allowed) {
            return mode(allowed.required() ? "ANY" : "VALIDATED", allowed.names());
        }
        boolean own = same
                && choice instanceof ToolChoice.Opaque opaque
                && opaque.value().isObject();
        return own ? Json.newObject().set(CONFIG, ((ToolChoice.Opaque) choice).value()) : null;
    }

    private static ObjectNode mode(String mode, List<String> names) {
        ObjectNode config = Json.newObject();
        ObjectNode calling = config.putObject(CONFIG).put("mode", mode);
        if (!names.isEmpty()) {
            ArrayNode allowed = calling.putArray("allowedFunctionNames");
            names.forEach(allowed::add);
        }
        return config;
    }
}
