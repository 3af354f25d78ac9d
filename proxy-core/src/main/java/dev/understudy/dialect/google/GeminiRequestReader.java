package dev.understudy.dialect.google;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.ReasoningOptions;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.ToolChoice;
import dev.understudy.canonical.request.Turn;
import dev.understudy.canonical.request.Turn.Role;
import dev.understudy.dialect.wire.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a request; what it does not understand stays in the extras or in an opaque part. */
final class GeminiRequestReader {
    /** A content as a whole, where its role is none that the canonical model has. */
    static final String CONTENT = "content";

    private GeminiRequestReader() {}

    static GenerationRequest read(String target, ObjectNode request) {
        Fields fields = new Fields(Spelling.camelCase(request));
        List<Turn> turns = turns(fields);
        List<Tool> tools = GeminiTools.read(fields);
        ToolChoice choice = GeminiToolChoice.read(fields);
        JsonNode configuration = fields.peek("generationConfig");
        Fields config = new Fields(
                configuration instanceof ObjectNode object ? Spelling.camelCase(object) : request.objectNode());
        OutputFormat format = GeminiFormat.read(config);
        ReasoningOptions reasoning = GeminiThinking.read(config);
        Sampling sampling = GeminiSampling.read(config);
        if (configuration instanceof ObjectNode) {
            fields.take("generationConfig");
            fields.spell("generationConfig", "present");
            fields.leaveRest("generationConfig", config);
        }
        return new GenerationRequest(
                Gemini.NAME,
                GeminiTarget.model(target),
                GeminiTarget.streams(target),
                turns,
                tools,
                choice,
                null,
                format,
                sampling,
                reasoning,
                null,
                fields.rest());
    }

    private static List<Turn> turns(Fields fields) {
        List<Turn> turns = new ArrayList<>();
        JsonNode system = fields.peek("systemInstruction");
        if (system != null) {
            fields.take("systemInstruction");
            turns.add(turn(Role.SYSTEM, system));
        }
        JsonNode contents = fields.peek("contents");
        if (contents == null || !contents.isContainer()) {
            fields.spell("contents", "absent");
            return turns;
        }
        fields.take("contents");
        for (JsonNode content : Spelling.list(contents)) {
            turns.add(turn(role(content), content));
        }
        return turns;
    }

    /** Absent means the user; null is a role that only Google knows. */
    private static @Nullable Role role(JsonNode content) {
        String role = Spelling.text(content, "role");
        if (role == null) {
            return content.isObject() && Spelling.get(content, "role") == null ? Role.USER : null;
        }
        return switch (role) {
            case "user", "function", "tool" -> Role.USER;
            case "model" -> Role.ASSISTANT;
            default -> null;
        };
    }

    private static Turn turn(@Nullable Role role, JsonNode content) {
        if (role == null || !(content instanceof ObjectNode object)) {
            return new Turn(role == null ? Role.USER : role, List.of(new Part.Opaque(CONTENT, content)));
        }
        Fields fields = new Fields(object);
        String said = fields.text("role");
        fields.spell("role", said == null ? "absent" : said);
        JsonNode list = fields.take("parts");
        if (list == null || list.isNull()) {
            fields.spell("parts", "absent");
        }
        List<Part> parts = new ArrayList<>();
        for (JsonNode part : Spelling.list(list)) {
            parts.add(GeminiPartReader.read(part));
        }
        return new Turn(role, parts, fields.rest());
    }
}
