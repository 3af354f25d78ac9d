package dev.understudy.dialect.anthropic;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.dialect.RequestCodec.Written;
import dev.understudy.dialect.claude.ClaudeModel;
import dev.understudy.dialect.claude.ClaudeSampling;
import dev.understudy.dialect.claude.ClaudeThinking;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a messages request. What comes from another dialect is brought into what the model takes: set the model before,
 * since models differ in how they are told to think and in whether they take a temperature.
 */
final class MessageRequestWriter {
    private static final String TARGET = "/v1/messages";
    private static final Map<String, String> HEADERS = Map.of("anthropic-version", "2023-06-01");

    private final GenerationRequest request;
    private final boolean same;
    private final ClaudeModel model;
    private final Losses losses = new Losses();
    private final MessageExtras extras;
    private final ObjectNode body = Json.newObject();

    MessageRequestWriter(GenerationRequest request) {
        this.request = request;
        this.same = request.dialect().equals(AnthropicMessages.NAME);
        this.model = ClaudeModel.of(request.model());
        this.extras = new MessageExtras(same, request.dialect(), losses);
    }

    Written write() {
        if (request.model() != null) {
            body.put("model", request.model());
        }
        new MessageTurnWriter(request, extras).write(body);
        if (request.streamed()) {
            body.put("stream", true);
        }
        boolean any = MessageTools.write(request, body, extras, losses);
        MessageToolChoice.write(request, body, any, same, losses);
        MessageFormat.write(request, body, same, losses);
        if (same) {
            writeSame();
        } else {
            writeOther();
        }
        if (request.user() != null) {
            body.putObject("metadata").put("user_id", request.user());
        }
        requestExtras();
        // Copied, because extras and schemas are still the request's.
        return new Written(TARGET, headers(), body.deepCopy(), losses.toList());
    }

    /** On Vertex AI and Bedrock version and betas stand in the body, where Anthropic itself refuses them. */
    private Map<String, String> headers() {
        body.remove("anthropic_version");
        if (!(body.get("anthropic_beta") instanceof ArrayNode betas)) {
            return HEADERS;
        }
        body.remove("anthropic_beta");
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.put(
                "anthropic-beta",
                betas.valueStream().map(beta -> beta.asString("")).collect(Collectors.joining(",")));
        return headers;
    }

    private void requestExtras() {
        if (same) {
            Fields.putBack(body, request.extras());
        } else {
            losses.extras("extras", request.extras(), request.dialect());
        }
    }

    private void writeSame() {
        Sampling sampling = request.sampling();
        if (request.reasoning() != null) {
            ClaudeThinking.writeSame(request.reasoning(), body);
        }
        if (sampling.maxOutputTokens() != null) {
            body.put("max_tokens", sampling.maxOutputTokens());
        }
        number("temperature", sampling.temperature());
        number("top_p", sampling.topP());
        number("top_k", sampling.topK());
        stop(sampling.stop());
    }

    private void writeOther() {
        Sampling sampling = request.sampling();
        Long budget = ClaudeThinking.writeOther(
                request, model, MessageToolChoice.isForced(request.toolChoice()), body, losses);
        maxTokens(sampling.maxOutputTokens(), budget);
        ClaudeSampling randomness = ClaudeSampling.of(sampling, model, budget != null, losses);
        number("temperature", randomness.temperature());
        number("top_p", randomness.topP());
        number("top_k", randomness.topK());
        stop(sampling.stop().stream().filter(text -> !text.isBlank()).toList());
        if (sampling.stop().stream().anyMatch(String::isBlank)) {
            losses.dropped("sampling.stop", "Anthropic refuses those of white space alone");
        }
        refuse("frequency_penalty", sampling.frequencyPenalty());
        refuse("presence_penalty", sampling.presencePenalty());
        refuse("seed", sampling.seed());
        refuse("answers", sampling.answers() == null || sampling.answers() == 1 ? null : sampling.answers());
        refuse("top_logprobs", sampling.topLogprobs());
    }

    private void refuse(String name, @Nullable Object value) {
        if (value != null) {
            losses.dropped("sampling." + name, "Anthropic does not have it");
        }
    }

    /** Anthropic insists on a limit. */
    private void maxTokens(@Nullable Long limit, @Nullable Long budget) {
        if (limit != null) {
            body.put("max_tokens", limit);
            return;
        }
        long otherwise = model.safeOutputTokens() + (budget == null ? 0 : budget);
        body.put("max_tokens", otherwise);
        losses.approximated("sampling.max_output_tokens", "Anthropic insists on a limit: " + otherwise);
    }

    private void stop(List<String> stop) {
        if (!stop.isEmpty()) {
            ArrayNode texts = body.putArray("stop_sequences");
            stop.forEach(texts::add);
        }
    }

    private void number(String name, @Nullable BigDecimal value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
