package dev.understudy.dialect.cohere;

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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a chat request. Set the model before: only models with {@code reasoning} in their names may be told to think.
 *
 * @see <a href="https://docs.cohere.com/reference/chat">Cohere, API reference, chat</a>
 */
final class CohereRequestWriter {
    private static final String TARGET = "/v2/chat";
    private static final BigDecimal LEAST_P = new BigDecimal("0.01");
    private static final BigDecimal MOST_P = new BigDecimal("0.99");
    private static final long MOST_K = 500;
    private static final int MOST_STOPS = 5;

    private final GenerationRequest request;
    private final boolean same;
    private final Losses losses = new Losses();
    private final ObjectNode body = Json.newObject();

    CohereRequestWriter(GenerationRequest request) {
        this.request = request;
        this.same = request.dialect().equals(CohereChat.NAME);
    }

    Written write() {
        if (request.model() != null) {
            body.put("model", request.model());
        }
        if (!same || request.extras().spelled("messages") == null) {
            body.set("messages", new CohereTurnWriter(request, same, losses).write());
        }
        if (request.streamed() || !same || request.extras().spelled("stream") != null) {
            body.put("stream", request.streamed());
        }
        CohereTools.write(request, body, same, losses);
        format();
        if (same) {
            writeSame(request.sampling());
            Fields.putBack(body, request.extras());
        } else {
            writeOther(request.sampling());
        }
        return new Written(TARGET, Map.of(), body.deepCopy(), losses.toList()); // extras are still the request's
    }

    private void format() {
        OutputFormat format = request.outputFormat();
        if (format == null) {
            return;
        }
        if (!same && body.has("tools") && !(format instanceof OutputFormat.Text)) {
            losses.dropped("output_format", "Cohere refuses it beside tools");
            return;
        }
        ObjectNode wire = Json.newObject();
        if (format instanceof OutputFormat.Text) {
            wire.put("type", "text");
        } else {
            wire.put("type", "json_object");
        }
        if (format instanceof OutputFormat.JsonSchema schema) {
            String spelled = same ? schema.extras().spelled("schema") : null;
            wire.set(spelled == null ? "json_schema" : spelled, schema.schema());
            if (schema.description() != null) {
                losses.dropped("output_format.description", "Cohere takes a schema only");
            }
            if (!same) {
                losses.extras("output_format", schema.extras(), request.dialect());
            }
        }
        body.set("response_format", wire);
    }

    private void writeSame(Sampling sampling) {
        ReasoningOptions options = request.reasoning();
        if (options != null) {
            thinking(options.enabled(), options.budgetTokens());
            Fields.putBack((ObjectNode) body.get("thinking"), options.extras());
        }
        number("temperature", sampling.temperature());
        number("p", sampling.topP());
        number("k", sampling.topK());
        number("frequency_penalty", sampling.frequencyPenalty());
        number("presence_penalty", sampling.presencePenalty());
        common(sampling, sampling.stop());
    }

    private void writeOther(Sampling sampling) {
        reasoning();
        number("temperature", sampling.temperature());
        number("p", losses.within("sampling.top_p", sampling.topP(), LEAST_P, MOST_P));
        number("k", losses.within("sampling.top_k", sampling.topK(), 0, MOST_K));
        number("frequency_penalty", losses.within("sampling.frequency_penalty", sampling.frequencyPenalty(), 0, 1));
        number("presence_penalty", losses.within("sampling.presence_penalty", sampling.presencePenalty(), 0, 1));
        List<String> stop = sampling.stop();
        if (stop.size() > MOST_STOPS) {
            losses.dropped("sampling.stop", "no more than " + MOST_STOPS);
            stop = stop.subList(0, MOST_STOPS);
        }
        common(sampling, stop);
        whatCohereDoesNotHave(sampling);
    }

    private void common(Sampling sampling, List<String> stop) {
        if (sampling.maxOutputTokens() != null) {
            body.put("max_tokens", sampling.maxOutputTokens());
        }
        if (!stop.isEmpty()) {
            ArrayNode texts = body.putArray("stop_sequences");
            stop.forEach(texts::add);
        }
        if (sampling.seed() != null) {
            body.put("seed", sampling.seed());
        }
        if (sampling.topLogprobs() != null) {
            body.put("logprobs", true);
        }
    }

    private void reasoning() {
        ReasoningOptions options = request.reasoning();
        if (options == null) {
            return;
        }
        losses.extras("reasoning", options.extras(), request.dialect());
        boolean thinks = request.model() != null && request.model().contains("reasoning");
        if (!thinks) {
            if (options.enabled()) {
                losses.dropped("reasoning", "the model does not think");
            } else {
                losses.approximated("reasoning", "the model does not think anyway");
            }
            return;
        }
        Long budget = options.enabled() ? options.budgetTokens() : null;
        if (options.enabled() && budget == null && options.effort() != null) {
            budget = ReasoningEffort.budget(options.effort());
            losses.approximated("reasoning.effort", "as a budget of tokens");
        }
        if (options.enabled() && options.summary() != null) {
            losses.dropped("reasoning.summary", "the model shows what it thinks");
        }
        thinking(options.enabled(), budget);
    }

    private void thinking(boolean enabled, @Nullable Long budget) {
        ObjectNode thinking = body.putObject("thinking").put("type", enabled ? "enabled" : "disabled");
        if (budget != null) {
            thinking.put("token_budget", budget);
        }
    }

    private void whatCohereDoesNotHave(Sampling sampling) {
        if (sampling.answers() != null && sampling.answers() != 1) {
            losses.dropped("sampling.answers", "Cohere gives one");
        }
        if (sampling.topLogprobs() != null && sampling.topLogprobs() > 0) {
            losses.approximated("sampling.top_logprobs", "of the chosen tokens only");
        }
        if (Boolean.FALSE.equals(request.parallelToolCalls())) {
            losses.dropped("parallel_tool_calls", "the model may always ask for several");
        }
        if (request.user() != null) {
            losses.dropped("user", "Cohere has no field for it");
        }
        losses.extras("extras", request.extras(), request.dialect());
    }

    private void number(String name, @Nullable BigDecimal value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
