package dev.understudy.sandbox.openai;

import static dev.understudy.sandbox.openai.OpenAiNames.WORDING;

import dev.understudy.sandbox.model.Prompt.Role;
import dev.understudy.sandbox.model.Prompt.Turn;
import dev.understudy.sandbox.provider.Fields;
import dev.understudy.sandbox.provider.Rejected;
import dev.understudy.sandbox.provider.TurnBuilder;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The messages of a request.
 *
 * @param system system and developer messages, joined
 */
record Messages(String system, List<Turn> turns) {
    private static final String ROLES = "'system', 'assistant', 'user', 'function', 'tool', and 'developer'";

    static Messages read(Fields fields) {
        JsonNode messages = fields.requiredArray("messages");
        if (messages.isEmpty()) {
            throw WORDING.emptyArray("messages");
        }
        StringBuilder system = new StringBuilder();
        List<Turn> turns = new ArrayList<>();
        boolean toolsCalled = false;
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            toolsCalled = add(message, "messages[" + i + "]", toolsCalled, system, turns);
        }
        return new Messages(system.toString(), turns);
    }

    private static boolean add(
            JsonNode message, String at, boolean toolsCalled, StringBuilder system, List<Turn> turns) {
        if (!message.isObject()) {
            throw WORDING.wrongType(at, "an object", message);
        }
        String role = role(message, at);
        boolean calls = role.equals("assistant") && message.path("tool_calls").isArray();
        TurnBuilder said = content(message.path("content"), at + ".content", role.equals("assistant"));
        switch (role) {
            case "system", "developer" ->
                system.append(system.isEmpty() ? "" : "\n").append(said.text());
            case "user" -> turns.add(said.by(Role.USER));
            case "assistant" -> turns.add(said.by(Role.ASSISTANT));
            default -> turns.add(toolTurn(said, at, toolsCalled));
        }
        return calls || (toolsCalled && !role.equals("user") && !role.equals("assistant"));
    }

    private static Turn toolTurn(TurnBuilder said, String at, boolean toolsCalled) {
        if (!toolsCalled) {
            throw Rejected.badRequest(
                    at + ".role",
                    null,
                    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.");
        }
        return said.by(Role.TOOL);
    }

    private static String role(JsonNode message, String at) {
        JsonNode role = message.path("role");
        if (role.isMissingNode() || role.isNull()) {
            throw WORDING.missing(at + ".role");
        }
        if (!role.isString()) {
            throw WORDING.wrongType(at + ".role", "one of " + ROLES, role);
        }
        return switch (role.stringValue()) {
            case "system", "developer", "user", "assistant", "tool", "function" -> role.stringValue();
            default -> throw WORDING.notOneOf(at + ".role", role.stringValue(), ROLES);
        };
    }

    /** A string, or an array of parts. */
    private static TurnBuilder content(JsonNode content, String at, boolean mayBeNull) {
        TurnBuilder said = new TurnBuilder();
        if (content.isString()) {
            return said.text(content.stringValue());
        }
        if (content.isArray()) {
            for (int i = 0; i < content.size(); i++) {
                part(content.get(i), at + "[" + i + "]", said);
            }
            return said;
        }
        if (!content.isNull() && !content.isMissingNode()) {
            throw WORDING.wrongType(at, "one of a string or array of objects", content);
        }
        if (!mayBeNull) {
            throw Rejected.badRequest(at, null, "Invalid value for 'content': expected a string, got null.");
        }
        return said;
    }

    private static void part(JsonNode part, String at, TurnBuilder said) {
        String type = part.path("type").asString("");
        switch (type) {
            case "text" -> said.text(part.path("text").asString(""));
            case "refusal" -> said.text(part.path("refusal").asString(""));
            case "image_url" -> {
                Images.check(part.path("image_url").path("url"), at + ".image_url.url");
                said.image();
            }
            case "input_audio", "file" -> said.image();
            default ->
                throw WORDING.notOneOf(
                        at + ".type", type, "'text', 'image_url', 'input_audio', 'refusal', 'audio', and 'file'");
        }
    }
}
