package dev.understudy.sandbox.openai;

import static dev.understudy.sandbox.openai.OpenAiNames.WORDING;

import dev.understudy.sandbox.model.Prompt;
import dev.understudy.sandbox.model.Prompt.Role;
import dev.understudy.sandbox.model.Prompt.Shape;
import dev.understudy.sandbox.model.Prompt.ToolUse;
import dev.understudy.sandbox.model.Prompt.Turn;
import dev.understudy.sandbox.provider.Fields;
import dev.understudy.sandbox.provider.Query;
import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Reply;
import dev.understudy.sandbox.provider.Wire;
import dev.understudy.sandbox.studio.Generation;
import dev.understudy.sandbox.studio.Generation.Opening;
import dev.understudy.sandbox.studio.Task;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Legacy completions of one prompt (platform.openai.com/docs/api-reference/completions). */
final class CompletionsWire implements Wire<CompletionsWire.Request> {
    private static final int FEW_TOKENS = 16;
    private static final int MOST_ANSWERS = 128;
    private static final String FAILURE =
            "data: " + OpenAiVoice.body(OpenAiVoice.SERVER_ERROR, "server_error", null, null) + "\n\n";

    /** A request, checked. */
    record Request(Task task, boolean stream, boolean usageInStream) {}

    @Override
    public boolean serves(String path) {
        return path.endsWith("/completions");
    }

    @Override
    public String model(Received request, JsonNode body) {
        return OpenAiNames.model(request, body);
    }

    @Override
    public Request read(Query query) {
        Fields fields = new Fields(query.body(), WORDING);
        Prompt prompt = new Prompt(
                query.model(),
                "",
                List.of(new Turn(Role.USER, prompt(fields))),
                List.of(),
                new ToolUse.Never(),
                false,
                new Shape.FreeText(),
                fields.decimal("temperature", 0, 2, 1),
                fields.seed("seed"));
        Integer answers = fields.integer("n", 1, MOST_ANSWERS);
        Integer most = fields.integer("max_tokens", 0, Integer.MAX_VALUE);
        Task task = new Task(
                prompt,
                answers == null ? 1 : answers,
                most == null ? FEW_TOKENS : most,
                ChatReader.stops(fields),
                false);
        boolean usage = fields.within("stream_options").flag("include_usage", false);
        return new Request(task, fields.flag("stream", false), usage);
    }

    /** A text, or an array of one. */
    private static String prompt(Fields fields) {
        JsonNode prompt = fields.get("prompt");
        JsonNode only = prompt.isArray() && prompt.size() == 1 ? prompt.get(0) : prompt;
        if (!fields.has("prompt") || !only.isString()) {
            throw WORDING.wrongType("prompt", "a string or an array of one string", prompt);
        }
        return only.stringValue();
    }

    @Override
    public Task task(Request request) {
        return request.task();
    }

    @Override
    public Reply write(Request request, Generation generation) {
        CompletionsWriter writer = new CompletionsWriter(generation, request.usageInStream());
        return request.stream()
                ? Reply.streamed(
                        generation,
                        Opening.WITH_THE_WORDS,
                        () -> new CompletionsWriter(generation, request.usageInStream()),
                        events -> FAILURE)
                : Reply.whole(generation, writer.whole());
    }
}
