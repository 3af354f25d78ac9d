package dev.understudy.dialect.cohere;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.ReasoningOptions;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.canonical.request.ToolChoice;
import dev.understudy.canonical.request.Turn;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.RequestPieces;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a chat request; what it does not understand, such as {@code documents}, stays in the extras. */
final class CohereRequestReader {
    private CohereRequestReader() {}

    static GenerationRequest read(ObjectNode request) {
        Fields fields = new Fields(request);
        List<Turn> turns = RequestPieces.turns(fields, "messages", CohereTurns::read);
        CohereTools tools = CohereTools.read(fields);
        OutputFormat format = format(fields);
        ReasoningOptions reasoning = reasoning(fields);
        Sampling sampling = sampling(fields);
        String model = fields.text("model");
        Boolean stream = fields.bool("stream");
        if (stream != null) {
            fields.spell("stream", "stated");
        }
        return new GenerationRequest(
                CohereChat.NAME,
                model,
                Boolean.TRUE.equals(stream),
                turns,
                tools.tools(),
                choice(fields),
                null,
                format,
                sampling,
                reasoning,
                null,
                fields.rest());
    }

    private static @Nullable ToolChoice choice(Fields fields) {
        if (fields.takeText("tool_choice", "REQUIRED")) {
            return new ToolChoice.Required();
        }
        return fields.takeText("tool_choice", "NONE") ? new ToolChoice.None() : null;
    }

    /** A JSON object, with or without a schema. Spelling: {@code schema} is the name of the schema's field. */
    private static @Nullable OutputFormat format(Fields fields) {
        if (!(fields.peek("response_format") instanceof ObjectNode object)) {
            return null;
        }
        Fields inner = new Fields(object);
        OutputFormat format = null;
        if (inner.takeText("type", "text")) {
            format = new OutputFormat.Text();
        } else if (inner.takeText("type", "json_object")) {
            format = json(inner);
        }
        if (format == null || !inner.isEmpty()) {
            return null;
        }
        fields.take("response_format");
        return format;
    }

    private static OutputFormat json(Fields inner) {
        for (String name : List.of("json_schema", "schema")) {
            ObjectNode schema = inner.object(name);
            if (schema != null) {
                inner.spell("schema", name);
                return new OutputFormat.JsonSchema(null, null, schema, null, inner.rest());
            }
        }
        return new OutputFormat.JsonObject();
    }

    private static @Nullable ReasoningOptions reasoning(Fields fields) {
        if (!(fields.peek("thinking") instanceof ObjectNode object)) {
            return null;
        }
        Fields inner = new Fields(object);
        boolean enabled = inner.takeText("type", "enabled");
        if (!enabled && !inner.takeText("type", "disabled")) {
            return null;
        }
        fields.take("thinking");
        return new ReasoningOptions(enabled, null, inner.count("token_budget"), null, inner.rest());
    }

    private static Sampling sampling(Fields fields) {
        return new Sampling(
                fields.number("temperature"),
                fields.number("p"),
                fields.number("k"),
                fields.count("max_tokens"),
                fields.texts("stop_sequences"),
                fields.number("frequency_penalty"),
                fields.number("presence_penalty"),
                fields.integer("seed"),
                null,
                logprobs(fields));
    }

    /** Of the chosen tokens, or none. */
    private static @Nullable Long logprobs(Fields fields) {
        JsonNode wanted = fields.peek("logprobs");
        if (wanted == null || !wanted.isBoolean() || !wanted.booleanValue()) {
            return null;
        }
        fields.take("logprobs");
        return 0L;
    }
}
