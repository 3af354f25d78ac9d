package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.model.Prompt.Role;
import dev.understudy.sandbox.model.Prompt.Turn;
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

    static Messages read(JsonNode body) {
        JsonNode messages = body.path("messages");
        if (messages.isMissingNode() || messages.isNull()) {
            throw Rejected.badRequest(
                    "messages", "missing_required_parameter", "Missing required parameter: 'messages'.");
        }
        if (!messages.isArray()) {
            throw Fields.wrongType("messages", "an array of objects", messages);
        }
        if (messages.isEmpty()) {
            throw Rejected.badRequest(
                    "messages",
                    "empty_array",
                    "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.");
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
            throw Fields.wrongType(at, "an object", message);
        }
        String role = role(message, at);
        boolean calls = role.equals("assistant") && message.path("tool_calls").isArray();
        String text = text(message.path("content"), at + ".content", role.equals("assistant"));
        switch (role) {
            case "system", "developer" ->
                system.append(system.isEmpty() ? "" : "\n").append(text);
            case "user" -> turns.add(new Turn(Role.USER, text));
            case "assistant" -> turns.add(new Turn(Role.ASSISTANT, text));
            default -> turns.add(toolTurn(text, at, toolsCalled));
        }
        return calls || (toolsCalled && !role.equals("user") && !role.equals("assistant"));
    }

    private static Turn toolTurn(String text, String at, boolean toolsCalled) {
        if (!toolsCalled) {
            throw Rejected.badRequest(
                    at + ".role",
                    null,
                    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.");
        }
        return new Turn(Role.TOOL, text);
    }

    private static String role(JsonNode message, String at) {
        JsonNode role = message.path("role");
        if (role.isMissingNode() || role.isNull()) {
            throw Rejected.badRequest(
                    at + ".role", "missing_required_parameter", "Missing required parameter: '" + at + ".role'.");
        }
        if (!role.isString()) {
            throw Fields.wrongType(at + ".role", "one of " + ROLES, role);
        }
        return switch (role.stringValue()) {
            case "system", "developer", "user", "assistant", "tool", "function" -> role.stringValue();
            default ->
                throw Rejected.badRequest(
                        at + ".role",
                        "invalid_value",
                        "Invalid value: '" + role.stringValue() + "'. Supported values are: " + ROLES + ".");
        };
    }

    /** A string, or the text parts of an array; images, audio and files are seen but not read. */
    private static String text(JsonNode content, String at, boolean mayBeNull) {
        if (content.isString()) {
            return content.stringValue();
        }
        if (content.isArray()) {
            StringBuilder text = new StringBuilder();
            content.values().forEach(part -> text.append(part.path("text").asString("")));
            return text.toString();
        }
        if (mayBeNull && (content.isNull() || content.isMissingNode())) {
            return "";
        }
        if (content.isNull() || content.isMissingNode()) {
            throw Rejected.badRequest(at, null, "Invalid value for 'content': expected a string, got null.");
        }
        throw Fields.wrongType(at, "one of a string or array of objects", content);
    }
}
