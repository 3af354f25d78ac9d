package dev.understudy.dialect.openai;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.ReasoningOptions;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.dialect.RequestCodec.Written;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import dev.understudy.dialect.wire.ReasoningEffort;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes a request to Responses. */
final class ResponsesRequestWriter {
    private static final String TARGET = "/v1/responses";
    private static final long MOST_LOGPROBS = 20;

    private final GenerationRequest request;
    private final boolean same;
    private final Losses losses = new Losses();
    private final ObjectNode body = Json.newObject();

    ResponsesRequestWriter(GenerationRequest request) {
        this.request = request;
        this.same = request.dialect().equals(OpenAiResponses.NAME);
    }

    Written write() {
        if (request.model() != null) {
            body.put("model", request.model());
        }
        new ResponsesTurnWriter(request, losses).write(body);
        if (request.streamed()) {
            body.put("stream", true);
        }
        ResponsesTools.write(request, body, same, losses);
        format();
        sampling(request.sampling());
        reasoning(request.reasoning());
        if (request.user() != null) {
            boolean renamed = same && request.extras().isSpelled("user", "safety_identifier");
            body.put(renamed ? "safety_identifier" : "user", request.user());
        }
        if (same) {
            Fields.putBack(body, request.extras());
        } else {
            OpenAiExtras.carry(request, body, losses);
        }
        return new Written(TARGET, Map.of(), body.deepCopy(), losses.toList()); // extras are still the request's
    }

    private void format() {
        OutputFormat format = request.outputFormat();
        boolean says = format != null && (same || !(format instanceof OutputFormat.Text));
        if (!says && !(same && request.extras().spelled("text") != null)) {
            return;
        }
        ObjectNode text = body.putObject("text");
        if (format instanceof OutputFormat.JsonSchema schema) {
            ChatFormat.put(schema, text.putObject("format").put("type", "json_schema"), same);
            if (!same) {
                losses.extras("output_format", schema.extras(), request.dialect());
            }
        } else if (format != null) {
            text.putObject("format").put("type", format instanceof OutputFormat.Text ? "text" : "json_object");
        }
    }

    private void sampling(Sampling sampling) {
        number("temperature", same ? sampling.temperature() : within("temperature", sampling.temperature(), 2));
        number("top_p", same ? sampling.topP() : within("top_p", sampling.topP(), 1));
        if (sampling.maxOutputTokens() != null) {
            body.put("max_output_tokens", sampling.maxOutputTokens());
        }
        logprobs(sampling.topLogprobs());
        missing("top_k", sampling.topK());
        missing("frequency_penalty", nonZero(sampling.frequencyPenalty()));
        missing("presence_penalty", nonZero(sampling.presencePenalty()));
        missing("seed", sampling.seed());
        missing("stop", sampling.stop().isEmpty() ? null : sampling.stop());
        missing("answers", Long.valueOf(1).equals(sampling.answers()) ? null : sampling.answers());
    }

    private @Nullable BigDecimal within(String name, @Nullable BigDecimal value, long highest) {
        return losses.within("sampling." + name, value, 0, highest);
    }

    private static @Nullable BigDecimal nonZero(@Nullable BigDecimal value) {
        return value == null || value.signum() == 0 ? null : value;
    }

    private void missing(String name, @Nullable Object value) {
        if (value != null) {
            losses.dropped("sampling." + name, "Responses does not have it");
        }
    }

    private void number(String name, @Nullable BigDecimal value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    /** Alternatives are counted here, but log probabilities as such are asked for in include. */
    private void logprobs(@Nullable Long alternatives) {
        if (alternatives == null) {
            return;
        }
        if (same) {
            body.put("top_logprobs", alternatives);
            return;
        }
        BigDecimal most = losses.within("sampling.top_logprobs", BigDecimal.valueOf(alternatives), 0, MOST_LOGPROBS);
        body.put("top_logprobs", most == null ? alternatives : most.longValue());
        body.putArray("include").add("message.output_text.logprobs");
    }

    private void reasoning(@Nullable ReasoningOptions options) {
        if (options == null) {
            return;
        }
        ObjectNode reasoning = Json.newObject();
        Long budget = options.budgetTokens();
        if (options.effort() != null) {
            reasoning.put("effort", options.effort());
        } else if (!same && !options.enabled()) {
            losses.approximated("reasoning.enabled", "how much the model thinks is left to the model");
        } else if (!same) {
            reasoning.put("effort", budget == null ? "medium" : ReasoningEffort.word(budget));
            losses.approximated(budget == null ? "reasoning.enabled" : "reasoning.budget_tokens", "as an effort");
        }
        if (Boolean.TRUE.equals(options.summary())) {
            String spelled = same ? options.extras().spelled("summary") : null;
            reasoning.put("summary", spelled != null ? spelled : "auto");
        }
        if (same) {
            Fields.putBack(reasoning, options.extras());
        } else {
            losses.extras("reasoning", options.extras(), request.dialect());
        }
        if (same || !reasoning.isEmpty()) {
            body.set("reasoning", reasoning);
        }
    }
}
