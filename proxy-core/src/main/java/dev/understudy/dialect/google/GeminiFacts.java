package dev.understudy.dialect.google;

import dev.understudy.dialect.Dialect;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what the core needs to know of a request; odd shapes give empty answers. */
final class GeminiFacts {
    private GeminiFacts() {}

    /** The API has no field for the caller's own user. */
    static Dialect.RequestFacts of(String target, ObjectNode request) {
        String model = GeminiTarget.model(target);
        return new Dialect.RequestFacts(
                model != null ? model : bodyModel(request),
                GeminiTarget.streams(target),
                () -> conversationText(request),
                null);
    }

    private static @Nullable String bodyModel(ObjectNode request) {
        String model = Spelling.text(request, "model");
        return model == null ? null : model.substring(model.lastIndexOf('/') + 1);
    }

    /** The system instruction and everything up to and with the first user message: later turns repeat it word for word. */
    private static String conversationText(ObjectNode request) {
        StringBuilder text = new StringBuilder();
        JsonNode system = Spelling.get(request, "systemInstruction");
        if (system != null) {
            appendContent(text, "system", system);
        }
        for (JsonNode content : Spelling.list(Spelling.get(request, "contents"))) {
            String role = Spelling.text(content, "role");
            if (role == null || role.equals("user")) {
                appendContent(text, "user", content);
                break;
            }
        }
        return text.toString();
    }

    private static void appendContent(StringBuilder text, String role, JsonNode content) {
        text.append(role).append('\n');
        for (JsonNode part : Spelling.list(content.isString() ? content : Spelling.get(content, "parts"))) {
            String words = part.isString() ? part.stringValue() : Spelling.text(part, "text");
            // Images and sounds are megabytes of base64: their hash tells conversations apart as well.
            text.append(
                    words != null ? words : Integer.toHexString(part.toString().hashCode()));
            text.append('\n');
        }
    }
}
