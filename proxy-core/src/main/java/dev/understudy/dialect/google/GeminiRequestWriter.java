package dev.understudy.dialect.google;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.ToolChoice;
import dev.understudy.dialect.RequestCodec.Written;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes a request. What comes from another dialect is brought into the ranges that Google documents. */
final class GeminiRequestWriter {
    private final GenerationRequest request;
    private final boolean same;
    private final Losses losses = new Losses();
    private final ObjectNode body = Json.newObject();

    GeminiRequestWriter(GenerationRequest request) {
        this.request = request;
        this.same = request.dialect().equals(Gemini.NAME);
    }

    Written write() {
        new GeminiTurnWriter(request, losses).write(body);
        boolean tools = GeminiTools.write(request, body, same, losses);
        toolChoice(tools);
        ObjectNode config = Json.newObject();
        GeminiSampling.write(
                request.sampling(), config, request.extras().spelled("logprobs") != null && same, same, losses);
        GeminiFormat.write(request, config, same, losses);
        GeminiThinking.write(request, config, same, losses);
        boolean stated = same && request.extras().spelled("generationConfig") != null;
        if (stated || !config.isEmpty()) {
            body.set("generationConfig", config);
        }
        if (same) {
            Fields.putBack(body, request.extras());
        } else {
            whatGeminiDoesNotHave();
        }
        return new Written(target(), Map.of(), body.deepCopy(), losses.toList()); // extras are still the request's
    }

    private void toolChoice(boolean tools) {
        ToolChoice choice = request.toolChoice();
        if (same && request.extras().spelled("toolConfig") != null) {
            body.putObject("toolConfig");
        }
        if (choice == null) {
            return;
        }
        ObjectNode config = tools || same ? GeminiToolChoice.write(choice, same) : null;
        boolean matters = !(choice instanceof ToolChoice.Auto || choice instanceof ToolChoice.None);
        if (config != null) {
            body.set("toolConfig", config);
        } else if (matters) {
            losses.dropped(
                    "tool_choice", tools ? "only " + request.dialect() + " has it" : "no tool is left to choose");
        }
    }

    private void whatGeminiDoesNotHave() {
        if (Boolean.FALSE.equals(request.parallelToolCalls())) {
            losses.dropped("parallel_tool_calls", "Gemini may always ask for several");
        }
        if (request.user() != null) {
            losses.dropped("user", "Gemini has no field for it");
        }
        losses.extras("extras", request.extras(), request.dialect());
    }

    private String target() {
        return GeminiTarget.of(model(request.model()), request.streamed());
    }

    private static String model(@Nullable String model) {
        return model == null ? "unknown" : model;
    }
}
