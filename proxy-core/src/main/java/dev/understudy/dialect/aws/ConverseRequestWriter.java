package dev.understudy.dialect.aws;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.ReasoningOptions;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.canonical.request.ToolChoice;
import dev.understudy.dialect.RequestCodec.Written;
import dev.understudy.dialect.claude.ClaudeModel;
import dev.understudy.dialect.claude.ClaudeSampling;
import dev.understudy.dialect.claude.ClaudeThinking;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a converse request. What the format has no word for stands among the model's own fields, so set the model before:
 * Claude's and Nova's are known.
 */
final class ConverseRequestWriter {
    private final GenerationRequest request;
    private final boolean same;
    private final String model;
    private final boolean claude;
    private final Losses losses = new Losses();
    private final ObjectNode body = Json.newObject();
    private final ObjectNode inference = Json.newObject();
    private final ObjectNode own = Json.newObject();

    ConverseRequestWriter(GenerationRequest request) {
        this.request = request;
        this.same = request.dialect().equals(BedrockConverse.NAME);
        this.model = request.model() == null ? "" : request.model();
        this.claude = model.contains("claude");
    }

    Written write() {
        Set<String> called = new ConverseTurnWriter(request, same, losses).write(body);
        new ConverseToolWriter(request, same, claude, losses).write(body, called);
        ConverseOutput.write(request, body, same, losses);
        Sampling sampling = request.sampling();
        if (same) {
            writeSame(sampling);
        } else {
            writeOther(sampling);
        }
        put(ConverseRequestReader.INFERENCE, inference);
        put(ConverseRequestReader.MODELS_OWN, own);
        if (same) {
            Fields.putBack(body, request.extras());
        }
        String action = request.streamed() ? BedrockConverse.STREAMED : BedrockConverse.WHOLE;
        // Copied, because extras and schemas are still the request's.
        return new Written(BedrockPath.of(model, action), Map.of(), body.deepCopy(), losses.toList());
    }

    private void put(String name, ObjectNode object) {
        boolean stated = same && request.extras().isSpelled(name, ConverseRequestReader.PRESENT);
        if (stated || !object.isEmpty()) {
            body.set(name, object);
        }
    }

    private void writeSame(Sampling sampling) {
        if (request.reasoning() != null) {
            ClaudeThinking.writeSame(request.reasoning(), own);
        }
        number(own, "top_k", sampling.topK());
        inference(sampling.temperature(), sampling.topP(), sampling.maxOutputTokens(), sampling.stop());
    }

    private void writeOther(Sampling sampling) {
        List<String> stop =
                sampling.stop().stream().filter(text -> !text.isBlank()).toList();
        if (stop.size() < sampling.stop().size()) {
            losses.dropped("sampling.stop", "those of white space alone are refused");
        }
        if (claude) {
            ClaudeModel version = ClaudeModel.of(model);
            Long budget = ClaudeThinking.writeOther(request, version, isForced(), own, losses);
            ClaudeSampling fitting = ClaudeSampling.of(sampling, version, budget != null, losses);
            number(own, "top_k", fitting.topK());
            inference(fitting.temperature(), fitting.topP(), sampling.maxOutputTokens(), stop);
        } else {
            reasoningElsewhere();
            topKElsewhere(sampling.topK());
            inference(
                    losses.within("sampling.temperature", sampling.temperature(), 0, 1),
                    losses.within("sampling.top_p", sampling.topP(), 0, 1),
                    sampling.maxOutputTokens(),
                    stop);
        }
        whatConverseDoesNotHave(sampling);
    }

    private boolean isForced() {
        ToolChoice choice = request.toolChoice();
        return choice instanceof ToolChoice.Required
                || choice instanceof ToolChoice.Named
                || (choice instanceof ToolChoice.Allowed allowed && allowed.required());
    }

    private void inference(
            @Nullable BigDecimal temperature, @Nullable BigDecimal topP, @Nullable Long limit, List<String> stop) {
        number(inference, "temperature", temperature);
        number(inference, "topP", topP);
        if (limit != null) {
            inference.put("maxTokens", limit);
        }
        if (!stop.isEmpty()) {
            ArrayNode texts = inference.putArray("stopSequences");
            stop.forEach(texts::add);
        }
    }

    private void reasoningElsewhere() {
        ReasoningOptions options = request.reasoning();
        if (options == null) {
            return;
        }
        losses.extras("reasoning", options.extras(), request.dialect());
        if (options.enabled()) {
            losses.dropped("reasoning", "how the model is told to think is not known");
        } else {
            losses.approximated("reasoning", "left to the model");
        }
    }

    private void topKElsewhere(@Nullable BigDecimal topK) {
        if (topK != null && model.contains("amazon.nova")) {
            own.putObject(ConverseRequestReader.INFERENCE).put("topK", topK);
        } else if (topK != null) {
            losses.dropped("sampling.top_k", "what the model calls it is not known");
        }
    }

    private void whatConverseDoesNotHave(Sampling sampling) {
        refuse("frequency_penalty", sampling.frequencyPenalty());
        refuse("presence_penalty", sampling.presencePenalty());
        refuse("seed", sampling.seed());
        refuse("answers", sampling.answers() == null || sampling.answers() == 1 ? null : sampling.answers());
        refuse("top_logprobs", sampling.topLogprobs());
        if (Boolean.FALSE.equals(request.parallelToolCalls())) {
            losses.dropped("parallel_tool_calls", "the model may always ask for several");
        }
        if (request.user() != null) {
            losses.dropped("user", "Bedrock has no field for it");
        }
        losses.extras("extras", request.extras(), request.dialect());
    }

    private void refuse(String name, @Nullable Object value) {
        if (value != null) {
            losses.dropped("sampling." + name, "Bedrock does not have it");
        }
    }

    private static void number(ObjectNode object, String name, @Nullable BigDecimal value) {
        if (value != null) {
            object.put(name, value);
        }
    }
}
