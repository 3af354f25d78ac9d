package dev.understudy.dialect.ollama;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.ReasoningOptions;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.Turn;
import dev.understudy.dialect.wire.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a request to {@code /api/chat}; what it does not understand stays in the extras. */
final class OllamaRequestReader {
    private static final Set<String> EFFORTS = Set.of("low", "medium", "high");

    private OllamaRequestReader() {}

    static GenerationRequest read(ObjectNode request) {
        Fields fields = new Fields(request);
        List<Turn> turns = turns(fields);
        List<Tool> tools = tools(fields);
        OutputFormat format = format(fields);
        ReasoningOptions reasoning = reasoning(fields);
        ObjectNode object = fields.object("options");
        Fields options = new Fields(object == null ? request.objectNode() : object);
        Sampling sampling = sampling(fields, options);
        if (object != null) {
            fields.spell("options", "present");
            fields.leaveRest("options", options);
        }
        String model = fields.text("model");
        Boolean stream = fields.bool("stream");
        if (stream != null) {
            fields.spell("stream", "stated");
        }
        return new GenerationRequest(
                OllamaChat.NAME,
                model,
                stream == null || stream,
                turns,
                tools,
                null,
                null,
                format,
                sampling,
                reasoning,
                null,
                fields.rest());
    }

    private static List<Turn> turns(Fields fields) {
        List<Turn> turns = new ArrayList<>();
        if (fields.peek("messages") instanceof ArrayNode messages) {
            fields.take("messages");
            messages.forEach(message -> turns.add(OllamaTurns.read(message)));
        } else {
            fields.spell("messages", "absent");
        }
        return turns;
    }

    private static List<Tool> tools(Fields fields) {
        List<Tool> tools = new ArrayList<>();
        ArrayNode declared = fields.array("tools");
        if (declared != null) {
            declared.forEach(tool -> tools.add(tool(tool)));
        }
        return tools;
    }

    private static Tool tool(JsonNode node) {
        Tool function = node instanceof ObjectNode object ? function(new Fields(object)) : null;
        return function != null ? function : new Tool.Provider(node.path("type").asString(""), node);
    }

    private static @Nullable Tool function(Fields outer) {
        if (!outer.takeText("type", "function")) {
            return null;
        }
        ObjectNode object = outer.object("function");
        Fields inner = object == null ? null : new Fields(object);
        String name = inner == null ? null : inner.text("name");
        if (inner == null || name == null) {
            return null;
        }
        String description = inner.text("description");
        ObjectNode parameters = inner.object("parameters");
        outer.leaveRest("function", inner);
        return new Tool.Function(name, description, parameters, null, outer.rest());
    }

    /** The word json, or a schema. */
    private static @Nullable OutputFormat format(Fields fields) {
        if (fields.takeText("format", "json")) {
            return new OutputFormat.JsonObject();
        }
        ObjectNode schema = fields.object("format");
        return schema == null ? null : new OutputFormat.JsonSchema(null, null, schema, null, Extras.NONE);
    }

    /** A flag, or for some models a word. */
    private static @Nullable ReasoningOptions reasoning(Fields fields) {
        Boolean think = fields.bool("think");
        if (think != null) {
            return new ReasoningOptions(think, null, null, null, Extras.NONE);
        }
        JsonNode effort = fields.peek("think");
        if (effort == null || !EFFORTS.contains(effort.asString(""))) {
            return null;
        }
        return new ReasoningOptions(true, fields.text("think"), null, null, Extras.NONE);
    }

    private static Sampling sampling(Fields fields, Fields options) {
        BigDecimal temperature = options.number("temperature");
        BigDecimal topP = options.number("top_p");
        BigDecimal topK = options.number("top_k");
        Long limit = options.count("num_predict"); // negative ones mean no limit and stay as they are
        List<String> stop = options.texts("stop");
        BigDecimal frequencyPenalty = options.number("frequency_penalty");
        BigDecimal presencePenalty = options.number("presence_penalty");
        Long seed = options.integer("seed");
        return new Sampling(
                temperature, topP, topK, limit, stop, frequencyPenalty, presencePenalty, seed, null, logprobs(fields));
    }

    private static @Nullable Long logprobs(Fields fields) {
        JsonNode wanted = fields.peek("logprobs");
        if (wanted == null || !wanted.isBoolean() || !wanted.booleanValue()) {
            return null;
        }
        fields.take("logprobs");
        Long alternatives = fields.count("top_logprobs");
        if (alternatives != null) {
            fields.spell("top_logprobs", "count");
        }
        return alternatives == null ? Long.valueOf(0) : alternatives;
    }
}
