package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.provider.Query;
import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Reply;
import dev.understudy.sandbox.provider.Wire;
import dev.understudy.sandbox.studio.Generation;
import dev.understudy.sandbox.studio.Generation.Opening;
import dev.understudy.sandbox.studio.Task;
import tools.jackson.databind.JsonNode;

/** Chat completions (platform.openai.com/docs/api-reference/chat). */
final class ChatWire implements Wire<ChatRequest> {
    /** What the API says inside a stream that has begun with 200. */
    private static final String FAILURE =
            "data: " + OpenAiVoice.body(OpenAiVoice.SERVER_ERROR, "server_error", null, null) + "\n\n";

    @Override
    public boolean serves(String path) {
        return path.endsWith("/chat/completions");
    }

    @Override
    public String model(Received request, JsonNode body) {
        return OpenAiNames.model(request, body);
    }

    @Override
    public ChatRequest read(Query query) {
        return ChatReader.read(query.body(), query.model());
    }

    @Override
    public Task task(ChatRequest request) {
        return request.task();
    }

    @Override
    public Reply write(ChatRequest request, Generation generation) {
        return request.stream()
                ? Reply.streamed(
                        generation,
                        Opening.WITH_THE_WORDS,
                        () -> new ChatWriter(new ChatBody(generation), request),
                        events -> FAILURE)
                : Reply.whole(generation, new ChatBody(generation).whole());
    }
}
