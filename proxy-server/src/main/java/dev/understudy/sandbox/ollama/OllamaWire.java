package dev.understudy.sandbox.ollama;

import static dev.understudy.sandbox.ollama.OllamaVoice.WORDING;

import dev.understudy.sandbox.provider.Fields;
import dev.understudy.sandbox.provider.Query;
import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Reply;
import dev.understudy.sandbox.provider.Wire;
import dev.understudy.sandbox.studio.Generation;
import dev.understudy.sandbox.studio.Generation.Opening;
import dev.understudy.sandbox.studio.Task;
import tools.jackson.databind.JsonNode;

/** Chat and generate, whole or as lines of JSON; both differ only in where the words stand. */
final class OllamaWire implements Wire<OllamaRequest> {
    /** Which of the two. */
    enum Kind {
        CHAT,
        GENERATE
    }

    private final Kind kind;

    OllamaWire(Kind kind) {
        this.kind = kind;
    }

    @Override
    public boolean serves(String path) {
        return switch (kind) {
            case CHAT -> path.endsWith("/api/chat");
            case GENERATE -> path.endsWith("/api/generate");
        };
    }

    @Override
    public String model(Received request, JsonNode body) {
        return new Fields(body, WORDING).requiredText("model");
    }

    @Override
    public OllamaRequest read(Query query) {
        return switch (kind) {
            case CHAT -> OllamaReader.chat(query.body(), query.model());
            case GENERATE -> OllamaReader.generate(query.body(), query.model());
        };
    }

    @Override
    public Task task(OllamaRequest request) {
        return request.task();
    }

    @Override
    public Reply write(OllamaRequest request, Generation generation) {
        if (!request.stream()) {
            return Reply.whole(generation, new OllamaWriter(generation, kind).whole());
        }
        Reply lines = Reply.streamed(
                generation,
                Opening.WITH_THE_WORDS,
                () -> new OllamaWriter(generation, kind),
                events -> OllamaVoice.body(OllamaVoice.failed(500)) + "\n");
        return lines.withHeader("content-type", "application/x-ndjson");
    }
}
