package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.model.Prompt;
import dev.understudy.sandbox.model.Prompt.Shape;
import dev.understudy.sandbox.model.SchemaCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        Fields fields = new Fields(body);
        Messages messages = Messages.read(body);
        boolean stream = fields.flag("stream", false);
        JsonNode streamOptions = streamOptions(fields, stream);
        Shape shape = shape(body.path("response_format"));
        checkJsonIsMentioned(shape, messages);
        Prompt prompt = new Prompt(
                model,
                messages.system(),
                messages.turns(),
                Tooling.tools(fields),
                Tooling.use(fields),
                fields.flag("parallel_tool_calls", true),
                shape,
                fields.decimal("temperature", 0, 2, 1),
                fields.seed("seed"));
        fields.decimal("top_p", 0, 1, 1);
        Integer choices = fields.integer("n", 1, MOST_CHOICES);
        return new ChatRequest(
                prompt,
                choices == null ? 1 : choices,
                maxTokens(fields),
                stops(fields),
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
            throw Fields.wrongType("stream_options", "an object", fields.get("stream_options"));
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

    private static List<String> stops(Fields fields) {
        JsonNode stop = fields.get("stop");
        if (!fields.has("stop")) {
            return List.of();
        }
        if (stop.isString()) {
            return List.of(stop.stringValue());
        }
        if (!stop.isArray()) {
            throw Fields.wrongType("stop", "a string or an array of strings", stop);
        }
        List<String> stops = new ArrayList<>();
        for (JsonNode each : stop) {
            if (!each.isString()) {
                throw Fields.wrongType("stop[" + stops.size() + "]", "a string", each);
            }
            stops.add(each.stringValue());
        }
        if (stops.size() > MOST_STOPS) {
            throw Rejected.badRequest(
                    "stop",
                    "array_above_max_length",
                    "Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with length "
                            + stops.size() + " instead.");
        }
        return stops;
    }

    private static Shape shape(JsonNode format) {
        if (format.isMissingNode() || format.isNull()) {
            return new Shape.FreeText();
        }
        if (!format.isObject()) {
            throw Fields.wrongType("response_format", "an object", format);
        }
        String type = format.path("type").asString("");
        return switch (type) {
            case "text" -> new Shape.FreeText();
            case "json_object" -> new Shape.JsonObject();
            case "json_schema" -> new Shape.JsonSchema(schema(format.path("json_schema")));
            default ->
                throw Rejected.badRequest(
                        "response_format.type",
                        "invalid_value",
                        "Invalid value: '" + type
                                + "'. Supported values are: 'json_object', 'json_schema', and 'text'.");
        };
    }

    private static JsonNode schema(JsonNode declared) {
        if (!declared.path("name").isString()) {
            throw Rejected.badRequest(
                    "response_format.json_schema.name",
                    "missing_required_parameter",
                    "Missing required parameter: 'response_format.json_schema.name'.");
        }
        JsonNode schema = declared.path("schema");
        SchemaCheck.problem(schema).ifPresent(problem -> {
            throw Rejected.badRequest(
                    "response_format",
                    null,
                    "Invalid schema for response_format '"
                            + declared.path("name").stringValue() + "': " + problem + ".");
        });
        return schema;
    }

    /** JSON mode without a word about JSON in the messages is refused: models then tend to write white space for ever. */
    private static void checkJsonIsMentioned(Shape shape, Messages messages) {
        if (shape instanceof Shape.JsonObject
                && !messages.system().toLowerCase(Locale.ROOT).contains("json")
                && messages.turns().stream()
                        .noneMatch(turn -> turn.text().toLowerCase(Locale.ROOT).contains("json"))) {
            throw Rejected.badRequest(
                    "messages",
                    null,
                    "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.");
        }
    }
}
