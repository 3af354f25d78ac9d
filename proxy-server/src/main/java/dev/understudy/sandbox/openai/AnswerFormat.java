package dev.understudy.sandbox.openai;

import static dev.understudy.sandbox.openai.OpenAiNames.WORDING;

import dev.understudy.sandbox.model.Prompt.Shape;
import dev.understudy.sandbox.model.Prompt.Turn;
import dev.understudy.sandbox.model.SchemaCheck;
import dev.understudy.sandbox.provider.Rejected;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * Structured outputs: {@code response_format} of chat, {@code text.format} of responses
 * (platform.openai.com/docs/guides/structured-outputs).
 *
 * @param at the field's name
 * @param schemaAt the field within it that holds name and schema; empty where they stand beside the type
 * @param messagesAt where the word JSON must be found in JSON mode
 */
record AnswerFormat(String at, String schemaAt, String messagesAt) {
    static final AnswerFormat CHAT = new AnswerFormat("response_format", "json_schema", "messages");
    static final AnswerFormat RESPONSES = new AnswerFormat("text.format", "", "input");

    Shape read(JsonNode format, String system, List<Turn> turns) {
        if (format.isMissingNode() || format.isNull()) {
            return new Shape.FreeText();
        }
        if (!format.isObject()) {
            throw WORDING.wrongType(at, "an object", format);
        }
        String type = format.path("type").asString("");
        return switch (type) {
            case "text" -> new Shape.FreeText();
            case "json_object" -> jsonMode(system, turns);
            case "json_schema" -> schema(schemaAt.isEmpty() ? format : format.path(schemaAt));
            default -> throw WORDING.notOneOf(at + ".type", type, "'json_object', 'json_schema', and 'text'");
        };
    }

    private Shape schema(JsonNode declared) {
        String prefix = schemaAt.isEmpty() ? at : at + "." + schemaAt;
        if (!declared.path("name").isString()) {
            throw WORDING.missing(prefix + ".name");
        }
        JsonNode schema = declared.path("schema");
        SchemaCheck.problem(schema).ifPresent(problem -> {
            String name = declared.path("name").stringValue();
            throw Rejected.badRequest(at, null, "Invalid schema for response_format '" + name + "': " + problem + ".");
        });
        return new Shape.JsonSchema(schema);
    }

    /** JSON mode without a word about JSON in the messages is refused: models then tend to write white space for ever. */
    private Shape jsonMode(String system, List<Turn> turns) {
        boolean mentioned = system.toLowerCase(Locale.ROOT).contains("json")
                || turns.stream()
                        .anyMatch(turn -> turn.text().toLowerCase(Locale.ROOT).contains("json"));
        if (!mentioned) {
            throw Rejected.badRequest(
                    messagesAt,
                    null,
                    "'" + messagesAt + "' must contain the word 'json' in some form, to use '" + at
                            + "' of type 'json_object'.");
        }
        return new Shape.JsonObject();
    }
}
