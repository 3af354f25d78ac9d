package dev.understudy.dialect.openai;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.ReasoningOptions;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.ToolChoice;
import dev.understudy.canonical.request.Turn;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.RequestPieces;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a chat request; what it does not understand stays in the extras. */
final class ChatRequestReader {
    private ChatRequestReader() {}

    static GenerationRequest read(String target, ObjectNode request) {
        Fields fields = new Fields(request);
        List<Turn> turns = RequestPieces.turns(fields, "messages", ChatTurnReader::read);
        List<Tool> tools = ChatTools.read(fields);
        ToolChoice choice = ChatToolChoice.read(fields);
        Sampling sampling = sampling(fields);
        OutputFormat format = ChatFormat.read(fields);
        ReasoningOptions reasoning = ChatReasoning.read(fields);
        Boolean parallel = fields.bool("parallel_tool_calls");
        String model = model(target, fields);
        boolean streamed = Boolean.TRUE.equals(fields.bool("stream"));
        String user = user(fields);
        return new GenerationRequest(
                OpenAiChat.NAME,
                model,
                streamed,
                turns,
                tools,
                choice,
                parallel,
                format,
                sampling,
                reasoning,
                user,
                fields.rest());
    }

    /** Azure names the deployment in the path and ignores the body's model. */
    private static @Nullable String model(String target, Fields fields) {
        String model = fields.text("model");
        if (model != null) {
            return model;
        }
        String deployment = Deployment.of(target);
        if (deployment != null) {
            fields.spell("model", "target");
        }
        return deployment;
    }

    /** OpenAI renamed user to safety_identifier; where both are there the second stays an extra. */
    static @Nullable String user(Fields fields) {
        String user = fields.text("user");
        if (user != null) {
            return user;
        }
        String identifier = fields.text("safety_identifier");
        if (identifier != null) {
            fields.spell("user", "safety_identifier");
        }
        return identifier;
    }

    private static Sampling sampling(Fields fields) {
        BigDecimal temperature = fields.number("temperature");
        BigDecimal topP = fields.number("top_p");
        BigDecimal topK = fields.number("top_k");
        Long limit = limit(fields);
        List<String> stop = stop(fields);
        BigDecimal frequencyPenalty = fields.number("frequency_penalty");
        BigDecimal presencePenalty = fields.number("presence_penalty");
        Long seed = fields.integer("seed");
        Long answers = fields.count("n");
        return new Sampling(
                temperature,
                topP,
                topK,
                limit,
                stop,
                frequencyPenalty,
                presencePenalty,
                seed,
                answers,
                RequestPieces.logprobs(fields, "logprobs", "top_logprobs"));
    }

    /** max_tokens is the older name, and the only one that many compatible providers know. */
    private static @Nullable Long limit(Fields fields) {
        Long limit = fields.count("max_completion_tokens");
        if (limit != null) {
            return limit;
        }
        Long older = fields.count("max_tokens");
        if (older != null) {
            fields.spell("max_output_tokens", "max_tokens");
        }
        return older;
    }

    static List<String> stop(Fields fields) {
        JsonNode stop = fields.peek("stop");
        List<String> texts = new ArrayList<>();
        for (JsonNode text : stop != null && stop.isArray() ? stop : List.<JsonNode>of()) {
            if (!text.isString()) {
                return List.of();
            }
            texts.add(text.stringValue());
        }
        if (stop != null && stop.isString()) {
            texts.add(stop.stringValue());
            fields.spell("stop", "text");
        }
        if (!texts.isEmpty()) {
            fields.take("stop");
        }
        return texts;
    }
}
