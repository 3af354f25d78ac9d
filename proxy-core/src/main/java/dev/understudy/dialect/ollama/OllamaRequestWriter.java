package dev.understudy.dialect.ollama;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.ReasoningOptions;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.ToolChoice;
import dev.understudy.dialect.RequestCodec.Written;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import dev.understudy.dialect.wire.ReasoningEffort;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a request to {@code /api/chat}. */
final class OllamaRequestWriter {
    private static final String TARGET = "/api/chat";

    private final GenerationRequest request;
    private final boolean same;
    private final Losses losses = new Losses();
    private final ObjectNode body = Json.newObject();

    OllamaRequestWriter(GenerationRequest request) {
        this.request = request;
        this.same = request.dialect().equals(OllamaChat.NAME);
    }

    Written write() {
        Extras extras = request.extras();
        if (request.model() != null) {
            body.put("model", request.model());
        }
        if (!same || extras.spelled("messages") == null) {
            body.set("messages", new OllamaTurnWriter(request, losses).write());
        }
        if (!same || extras.spelled("stream") != null) {
            body.put("stream", request.streamed());
        }
        tools();
        format();
        options(request.sampling());
        reasoning();
        if (same) {
            Fields.putBack(body, extras);
        } else {
            whatOllamaDoesNotHave();
        }
        return new Written(TARGET, Map.of(), body.deepCopy(), losses.toList()); // extras are still the request's
    }

    /** There is no choice of tools: one that forbids them is kept by leaving them out. */
    private void tools() {
        ToolChoice choice = request.toolChoice();
        if (choice instanceof ToolChoice.None && !request.tools().isEmpty()) {
            losses.approximated("tool_choice", "the tools are left out");
            return;
        }
        ArrayNode written = body.arrayNode();
        for (int i = 0; i < request.tools().size(); i++) {
            tool(request.tools().get(i), "tools[" + i + "]", written);
        }
        if (!written.isEmpty()) {
            body.set("tools", written);
        }
        if (choice != null && !(choice instanceof ToolChoice.Auto) && !(choice instanceof ToolChoice.None)) {
            losses.dropped("tool_choice", "Ollama leaves it to the model");
        }
    }

    private void tool(Tool tool, String at, ArrayNode written) {
        if (tool instanceof Tool.Function function) {
            written.add(function(function));
            if (!same) {
                losses.extras(at, function.extras(), request.dialect());
            }
            if (Boolean.TRUE.equals(function.strict())) {
                losses.dropped(at + ".strict", "Ollama does not promise to keep to the schema of arguments");
            }
        } else if (tool instanceof Tool.Provider other && same) {
            written.add(other.value());
        } else if (tool instanceof Tool.Provider other) {
            losses.dropped(at, "a tool of kind " + other.kind() + " is " + request.dialect() + "'s own");
        }
    }

    private ObjectNode function(Tool.Function function) {
        ObjectNode tool = Json.newObject().put("type", "function");
        ObjectNode inner = tool.putObject("function").put("name", function.name());
        if (function.description() != null) {
            inner.put("description", function.description());
        }
        if (function.parameters() != null) {
            inner.set("parameters", function.parameters());
        }
        if (same) {
            Fields.putBack(tool, function.extras());
        }
        return tool;
    }

    private void format() {
        OutputFormat format = request.outputFormat();
        if (format instanceof OutputFormat.JsonObject) {
            body.put("format", "json");
        } else if (format instanceof OutputFormat.JsonSchema schema) {
            body.set("format", schema.schema());
            if (schema.description() != null) {
                losses.dropped("output_format.description", "Ollama takes a schema only");
            }
            if (!same) {
                losses.extras("output_format", schema.extras(), request.dialect());
            }
        }
    }

    private void options(Sampling sampling) {
        ObjectNode options = Json.newObject();
        number(options, "temperature", sampling.temperature());
        number(options, "top_p", sampling.topP());
        number(options, "top_k", sampling.topK());
        count(options, "num_predict", sampling.maxOutputTokens());
        if (!sampling.stop().isEmpty()) {
            ArrayNode stop = options.putArray("stop");
            sampling.stop().forEach(stop::add);
        }
        number(options, "frequency_penalty", sampling.frequencyPenalty());
        number(options, "presence_penalty", sampling.presencePenalty());
        count(options, "seed", sampling.seed());
        boolean stated = same && request.extras().spelled("options") != null;
        if (stated || !options.isEmpty()) {
            body.set("options", options);
        }
        Long alternatives = sampling.topLogprobs();
        if (alternatives != null) {
            body.put("logprobs", true);
            if (same ? request.extras().spelled("top_logprobs") != null : alternatives > 0) {
                body.put("top_logprobs", alternatives);
            }
        }
        if (sampling.answers() != null && sampling.answers() != 1) {
            losses.dropped("sampling.answers", "Ollama gives one");
        }
    }

    private void reasoning() {
        ReasoningOptions options = request.reasoning();
        if (options == null) {
            return;
        }
        String effort = options.effort();
        Long budget = options.budgetTokens();
        if (same && effort != null) {
            body.put("think", effort);
            return;
        }
        body.put("think", options.enabled());
        if (same) {
            return;
        }
        // Only some models take a word; all that think take the flag.
        if (effort != null && options.enabled()) {
            losses.approximated("reasoning.effort", "as a flag");
        }
        if (budget != null && options.enabled()) {
            losses.approximated("reasoning.budget_tokens", "about " + ReasoningEffort.word(budget) + ": as a flag");
        }
        losses.extras("reasoning", options.extras(), request.dialect());
    }

    private void whatOllamaDoesNotHave() {
        if (Boolean.FALSE.equals(request.parallelToolCalls())) {
            losses.dropped("parallel_tool_calls", "Ollama may always ask for several");
        }
        if (request.user() != null) {
            losses.dropped("user", "Ollama has no field for it");
        }
        losses.extras("extras", request.extras(), request.dialect());
    }

    private static void number(ObjectNode object, String name, @Nullable BigDecimal value) {
        if (value != null) {
            object.put(name, value);
        }
    }

    private static void count(ObjectNode object, String name, @Nullable Long value) {
        if (value != null) {
            object.put(name, value);
        }
    }
}
