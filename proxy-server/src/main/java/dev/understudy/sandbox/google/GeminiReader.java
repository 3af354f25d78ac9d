package dev.understudy.sandbox.google;

import static dev.understudy.sandbox.google.GeminiVoice.WORDING;

import dev.understudy.sandbox.google.GeminiRequest.Form;
import dev.understudy.sandbox.model.Prompt;
import dev.understudy.sandbox.model.Prompt.Shape;
import dev.understudy.sandbox.model.SchemaCheck;
import dev.understudy.sandbox.provider.Fields;
import dev.understudy.sandbox.provider.Query;
import dev.understudy.sandbox.provider.Rejected;
import dev.understudy.sandbox.studio.Task;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads and checks a request to generate content (ai.google.dev/api/generate-content). */
final class GeminiReader {
    private static final int MOST_ANSWERS = 8;
    private static final int MOST_STOPS = 5;
    private static final Set<String> KNOWN = Set.of(
            "model",
            "contents",
            "systemInstruction",
            "tools",
            "toolConfig",
            "safetySettings",
            "generationConfig",
            "cachedContent",
            "labels",
            "serviceTier",
            "store");
    private static final Set<String> KNOWN_CONFIG = Set.of(
            "stopSequences",
            "responseMimeType",
            "responseSchema",
            "responseJsonSchema",
            "responseModalities",
            "candidateCount",
            "maxOutputTokens",
            "temperature",
            "topP",
            "topK",
            "seed",
            "presencePenalty",
            "frequencyPenalty",
            "responseLogprobs",
            "logprobs",
            "enableEnhancedCivicAnswers",
            "speechConfig",
            "thinkingConfig",
            "imageConfig",
            "mediaResolution",
            "routingConfig",
            "audioTimestamp");

    private GeminiReader() {}

    static GeminiRequest read(Query query) {
        JsonNode message = ProtoJson.message(query.body(), KNOWN, "");
        Fields config = new Fields(
                ProtoJson.message(message.path("generationConfig"), KNOWN_CONFIG, "generationConfig"), WORDING);
        if (message.hasNonNull("cachedContent")) {
            throw new Rejected(403, null, null, "CachedContent not found (or permission denied)");
        }
        Prompt prompt = prompt(message, config, query.model());
        Integer answers = config.integer("candidateCount", 1, MOST_ANSWERS);
        List<String> stops = config.texts("stopSequences");
        if (stops.size() > MOST_STOPS) {
            throw WORDING.wrong(
                    "generationConfig.stopSequences",
                    "the number of stop sequences must be at most " + MOST_STOPS + ".");
        }
        boolean aloud = new Fields(ProtoJson.message(config.get("thinkingConfig"), Set.of(), "thinkingConfig"), WORDING)
                .flag("includeThoughts", false);
        Integer most = config.integer("maxOutputTokens", 1, Integer.MAX_VALUE);
        return new GeminiRequest(new Task(prompt, answers == null ? 1 : answers, most, stops, aloud), form(query));
    }

    private static Form form(Query query) {
        if (GeminiPaths.method(query.received().path()).equals(GeminiPaths.GENERATE)) {
            return Form.WHOLE;
        }
        return "sse".equals(query.received().parameter("alt")) ? Form.EVENTS : Form.ARRAY;
    }

    /** The prompt alone, for a count of its tokens. */
    static Prompt prompt(JsonNode request, String model) {
        JsonNode message = ProtoJson.message(request, Set.of(), "");
        return prompt(
                message, new Fields(ProtoJson.message(message.path("generationConfig"), Set.of(), ""), WORDING), model);
    }

    private static Prompt prompt(JsonNode message, Fields config, String model) {
        GeminiTools tools = GeminiTools.read(message);
        config.decimal("topP", 0, 1, 1);
        return new Prompt(
                model,
                Contents.system(message.path("systemInstruction")),
                Contents.read(message),
                tools.tools(),
                tools.use(),
                true,
                shape(config),
                config.decimal("temperature", 0, 2, 1),
                config.seed("seed"));
    }

    private static Shape shape(Fields config) {
        String type = config.text("responseMimeType", "text/plain");
        boolean json = type.equals("application/json");
        boolean schema = config.has("responseSchema") || config.has("responseJsonSchema");
        if (schema && !json) {
            throw WORDING.wrong(
                    "generationConfig.responseSchema", "only allowed when response_mime_type is application/json.");
        }
        if (!schema) {
            return json ? new Shape.JsonObject() : new Shape.FreeText();
        }
        JsonNode wanted = config.has("responseJsonSchema")
                ? config.get("responseJsonSchema")
                : OpenApiSchema.toJsonSchema(config.get("responseSchema"));
        SchemaCheck.problem(wanted).ifPresent(problem -> {
            throw WORDING.wrong("generationConfig.responseSchema", problem);
        });
        return new Shape.JsonSchema(wanted);
    }
}
