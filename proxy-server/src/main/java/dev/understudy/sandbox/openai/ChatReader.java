package dev.understudy.sandbox.openai;

import static dev.understudy.sandbox.openai.OpenAiNames.WORDING;

import dev.understudy.sandbox.model.Prompt;
import dev.understudy.sandbox.model.Prompt.Shape;
import dev.understudy.sandbox.provider.Fields;
import dev.understudy.sandbox.provider.Rejected;
import dev.understudy.sandbox.studio.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads and checks a chat completion request (platform.openai.com/docs/api-reference/chat/create). Messages of refusals are
 * the API's own.
 */
final class ChatReader {
    private static final int MOST_CHOICES = 128;
    private static final int MOST_STOPS = 4;

    private ChatReader() {}

    /** @param model the name to answer under, fault suffix removed */
    static ChatRequest read(JsonNode body, String model) {
        Fields fields = new Fields(body, WORDING);
        Messages messages = Messages.read(fields);
        boolean stream = fields.flag("stream", false);
        JsonNode streamOptions = streamOptions(fields, stream);
        Shape shape = AnswerFormat.CHAT.read(body.path("response_format"), messages.system(), messages.turns());
        Prompt prompt = new Prompt(
                model,
                messages.system(),
                messages.turns(),
                Tooling.CHAT.tools(fields),
                Tooling.CHAT.use(fields),
                fields.flag("parallel_tool_calls", true),
                shape,
                fields.decimal("temperature", 0, 2, 1),
                fields.seed("seed"));
        fields.decimal("top_p", 0, 1, 1);
        Integer choices = fields.integer("n", 1, MOST_CHOICES);
        Task task = new Task(prompt, choices == null ? 1 : choices, maxTokens(fields), stops(fields), false);
        return new ChatRequest(
                task,
                stream,
                streamOptions.path("include_usage").asBoolean(false),
                streamOptions.path("include_obfuscation").asBoolean(true));
    }

    private static JsonNode streamOptions(Fields fields, boolean stream) {
        if (fields.has("stream_options") && !stream) {
            throw Rejected.badRequest(
                    "stream_options", null, "The 'stream_options' parameter is only allowed when 'stream' is enabled.");
        }
        if (fields.has("stream_options") && !fields.get("stream_options").isObject()) {
            throw WORDING.wrongType("stream_options", "an object", fields.get("stream_options"));
        }
        return fields.get("stream_options");
    }

    private static @Nullable Integer maxTokens(Fields fields) {
        Integer old = fields.integer("max_tokens", 1, Integer.MAX_VALUE);
        Integer current = fields.integer("max_completion_tokens", 1, Integer.MAX_VALUE);
        if (old != null && current != null) {
            throw Rejected.badRequest(
                    "max_tokens",
                    "invalid_parameter_combination",
                    "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.");
        }
        return current != null ? current : old;
    }

    static List<String> stops(Fields fields) {
        JsonNode stop = fields.get("stop");
        if (!fields.has("stop")) {
            return List.of();
        }
        if (stop.isString()) {
            return List.of(stop.stringValue());
        }
        if (!stop.isArray()) {
            throw WORDING.wrongType("stop", "a string or an array of strings", stop);
        }
        List<String> stops = fields.texts("stop");
        if (stops.size() > MOST_STOPS) {
            throw WORDING.arrayTooLong("stop", MOST_STOPS, stops.size());
        }
        return stops;
    }
}
