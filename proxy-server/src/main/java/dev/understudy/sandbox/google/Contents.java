package dev.understudy.sandbox.google;

import static dev.understudy.sandbox.google.GeminiVoice.WORDING;

import dev.understudy.sandbox.model.Prompt.Role;
import dev.understudy.sandbox.model.Prompt.Turn;
import dev.understudy.sandbox.provider.Rejected;
import dev.understudy.sandbox.provider.TurnBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The contents of a request: turns of users and models, in parts. Has state while it reads. */
final class Contents {
    private static final Set<String> DATA = Set.of(
            "text",
            "inlineData",
            "fileData",
            "functionCall",
            "functionResponse",
            "executableCode",
            "codeExecutionResult",
            "toolCall",
            "toolResponse");

    private final List<Turn> turns = new ArrayList<>();
    /** Calls of the turn before, for which responses are due. */
    private int due;

    private Contents() {}

    static String system(JsonNode instruction) {
        if (instruction.isMissingNode() || instruction.isNull()) {
            return "";
        }
        TurnBuilder said = new TurnBuilder();
        for (JsonNode part : instruction.path("parts")) {
            said.text(said.text().isEmpty() ? "" : "\n").text(part.path("text").asString(""));
        }
        return said.text();
    }

    static List<Turn> read(JsonNode message) {
        JsonNode contents = message.path("contents");
        if (!message.hasNonNull("contents") || contents.isEmpty()) {
            throw WORDING.missing("contents");
        }
        if (!contents.isArray()) {
            throw WORDING.wrongType("contents", "an array of objects", contents);
        }
        Contents reader = new Contents();
        for (int i = 0; i < contents.size(); i++) {
            reader.content(contents.get(i), "contents[" + i + "]");
        }
        return reader.turns;
    }

    private void content(JsonNode node, String at) {
        JsonNode content = ProtoJson.message(node, Set.of("role", "parts"), at);
        JsonNode parts = content.path("parts");
        if (!parts.isArray() || parts.isEmpty()) {
            throw WORDING.wrong(at + ".parts", "contents.parts must not be empty.");
        }
        String role = content.path("role").asString("user");
        switch (role) {
            case "user", "function" -> user(parts, at);
            case "model" -> model(parts, at);
            default -> throw Rejected.badRequest("Please use a valid role: user, model.");
        }
    }

    private void user(JsonNode parts, String at) {
        TurnBuilder said = new TurnBuilder();
        TurnBuilder results = new TurnBuilder();
        int responses = 0;
        for (int i = 0; i < parts.size(); i++) {
            JsonNode part = part(parts.get(i), at + ".parts[" + i + "]");
            if (part.has("functionResponse")) {
                responses++;
                results.text(part.get("functionResponse").path("response").toString());
            } else {
                said(part, said);
            }
        }
        checkResponses(responses);
        if (!said.text().isEmpty() || responses == 0) {
            turns.add(said.by(Role.USER));
        }
        if (responses > 0) {
            turns.add(results.by(Role.TOOL));
        }
    }

    private void checkResponses(int responses) {
        if (responses > 0 && due == 0) {
            throw Rejected.badRequest(
                    "Please ensure that function response turn comes immediately after a function call turn.");
        }
        if (responses != due) {
            throw Rejected.badRequest(
                    "Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.");
        }
        due = 0;
    }

    private void model(JsonNode parts, String at) {
        TurnBuilder said = new TurnBuilder();
        int calls = 0;
        for (int i = 0; i < parts.size(); i++) {
            JsonNode part = part(parts.get(i), at + ".parts[" + i + "]");
            calls += part.has("functionCall") ? 1 : 0;
            said(part, said);
        }
        if (due > 0) {
            throw Rejected.badRequest(
                    "Please ensure that function call turn comes immediately after a user turn or after a function response turn.");
        }
        due = calls;
        turns.add(said.by(Role.ASSISTANT));
    }

    private static JsonNode part(JsonNode node, String at) {
        JsonNode part = ProtoJson.message(node, Set.of(), at);
        if (DATA.stream().noneMatch(part::has)) {
            throw WORDING.wrong(at + ".data", "required oneof field 'data' must have one initialized field");
        }
        return part;
    }

    private static void said(JsonNode part, TurnBuilder said) {
        if (part.path("thought").asBoolean(false)) {
            return;
        }
        if (part.has("inlineData")) {
            JsonNode data =
                    ProtoJson.message(part.get("inlineData"), Set.of("mimeType", "data", "displayName"), "inlineData");
            if (data.path("mimeType").asString("").isEmpty()) {
                throw Rejected.badRequest("Unable to process input image: mime_type is not specified.");
            }
            said.image();
        } else if (part.has("fileData")) {
            said.image();
        }
        said.text(part.path("text").asString(""));
    }
}
