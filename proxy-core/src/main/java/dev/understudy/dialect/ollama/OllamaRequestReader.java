package dev.understudy.dialect.ollama;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.ReasoningOptions;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.Turn;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.RequestPieces;
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
        List<Turn> turns = RequestPieces.turns(fields, "messages", OllamaTurns::read);
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

    private static List<Tool> tools(Fields fields) {
        List<Tool> tools = new ArrayList<>();
        ArrayNode declared = fields.array("tools");
        if (declared != null) {
            declared.forEach(tool -> tools.add(RequestPieces.tool(tool, null)));
        }
        return tools;
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
                temperature,
                topP,
                topK,
                limit,
                stop,
                frequencyPenalty,
                presencePenalty,
                seed,
                null,
                RequestPieces.logprobs(fields, "logprobs", "top_logprobs"));
    }
}
