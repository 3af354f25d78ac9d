package dev.understudy.sandbox.google;

import dev.understudy.sandbox.google.GeminiRequest.Form;
import dev.understudy.sandbox.provider.Query;
import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Reply;
import dev.understudy.sandbox.provider.Wire;
import dev.understudy.sandbox.studio.Generation;
import dev.understudy.sandbox.studio.Generation.Opening;
import dev.understudy.sandbox.studio.Task;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code generateContent} and {@code streamGenerateContent} (ai.google.dev/api/generate-content). */
final class GenerateContentWire implements Wire<GeminiRequest> {
    private static final String FAILURE =
            GeminiVoice.body(503, GeminiVoice.failed(503), JsonNodeFactory.instance.arrayNode());

    @Override
    public boolean serves(String path) {
        String method = GeminiPaths.method(path);
        return method.equals(GeminiPaths.GENERATE) || method.equals(GeminiPaths.STREAM);
    }

    @Override
    public String model(Received request, JsonNode body) {
        return GeminiPaths.model(request.path());
    }

    @Override
    public GeminiRequest read(Query query) {
        return GeminiReader.read(query);
    }

    @Override
    public Task task(GeminiRequest request) {
        return request.task();
    }

    @Override
    public Reply write(GeminiRequest request, Generation generation) {
        return switch (request.form()) {
            case WHOLE -> Reply.whole(generation, new ContentBody(generation).whole());
            case EVENTS -> streamed(generation, Form.EVENTS).withHeader("content-disposition", "attachment");
            case ARRAY ->
                streamed(generation, Form.ARRAY).withHeader("content-type", "application/json; charset=UTF-8");
        };
    }

    private static Reply streamed(Generation generation, Form form) {
        return Reply.streamed(
                generation,
                Opening.WITH_THE_WORDS,
                () -> new ContentWriter(new ContentBody(generation), form),
                events -> failure(form, events));
    }

    private static String failure(Form form, int events) {
        if (form == Form.EVENTS) {
            return "data: " + FAILURE + "\r\n\r\n";
        }
        return (events == 0 ? "[" : "\r\n,\r\n") + FAILURE + "]";
    }
}
