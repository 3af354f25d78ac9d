package dev.understudy.sandbox.openai;

import static dev.understudy.sandbox.openai.OpenAiNames.WORDING;

import dev.understudy.sandbox.model.Prompt;
import dev.understudy.sandbox.provider.Fields;
import dev.understudy.sandbox.provider.Rejected;
import dev.understudy.sandbox.studio.Task;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads and checks a request to the responses API (platform.openai.com/docs/api-reference/responses/create). */
final class ResponsesReader {
    private static final int FEWEST_TOKENS = 16;

    private ResponsesReader() {}

    static ResponsesRequest read(JsonNode body, String model) {
        Fields fields = new Fields(body, WORDING);
        checkState(fields);
        InputItems input = InputItems.read(fields);
        boolean stream = fields.flag("stream", false);
        Prompt prompt = new Prompt(
                model,
                input.system(),
                input.turns(),
                Tooling.RESPONSES.tools(fields),
                Tooling.RESPONSES.use(fields),
                fields.flag("parallel_tool_calls", true),
                AnswerFormat.RESPONSES.read(fields.within("text").get("format"), input.system(), input.turns()),
                fields.decimal("temperature", 0, 2, 1),
                null);
        fields.decimal("top_p", 0, 1, 1);
        boolean summarised = fields.within("reasoning").has("summary");
        Integer most = fields.integer("max_output_tokens", FEWEST_TOKENS, Integer.MAX_VALUE);
        Task task = new Task(prompt, 1, most, List.of(), summarised);
        boolean padded = fields.within("stream_options").flag("include_obfuscation", true);
        return new ResponsesRequest(task, stream, padded, body);
    }

    /** Nothing is stored here, so nothing earlier is ever found. */
    private static void checkState(Fields fields) {
        String previous = fields.text("previous_response_id", "");
        if (!previous.isEmpty()) {
            throw Rejected.badRequest(
                    "previous_response_id",
                    "previous_response_not_found",
                    "Previous response with id '" + previous + "' not found.");
        }
        if (fields.has("conversation")) {
            JsonNode conversation = fields.get("conversation");
            String id = conversation.isString()
                    ? conversation.stringValue()
                    : conversation.path("id").asString("");
            throw new Rejected(404, "conversation", null, "Conversation with id '" + id + "' not found.");
        }
    }
}
