package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.provider.Query;
import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Reply;
import dev.understudy.sandbox.provider.Wire;
import dev.understudy.sandbox.studio.Generation;
import dev.understudy.sandbox.studio.Generation.Opening;
import dev.understudy.sandbox.studio.Task;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Responses (platform.openai.com/docs/api-reference/responses), without stored state. */
final class ResponsesWire implements Wire<ResponsesRequest> {
    @Override
    public boolean serves(String path) {
        return path.endsWith("/responses");
    }

    @Override
    public String model(Received request, JsonNode body) {
        return OpenAiNames.model(request, body);
    }

    @Override
    public ResponsesRequest read(Query query) {
        return ResponsesReader.read(query.body(), query.model());
    }

    @Override
    public Task task(ResponsesRequest request) {
        return request.task();
    }

    @Override
    public Reply write(ResponsesRequest request, Generation generation) {
        return request.stream()
                ? Reply.streamed(
                        generation,
                        Opening.BEFORE_THINKING,
                        () -> new ResponsesWriter(new ResponseBody(request, generation), request.padded()),
                        ResponsesWire::failure)
                : Reply.whole(generation, new ResponseBody(request, generation).whole());
    }

    /** The event {@code error} (platform.openai.com/docs/api-reference/responses-streaming/error). */
    private static String failure(int events) {
        ObjectNode error = JsonNodeFactory.instance.objectNode().put("type", "error");
        error.put("code", "server_error")
                .put("message", OpenAiVoice.SERVER_ERROR)
                .putNull("param");
        return "event: error\ndata: " + error.put("sequence_number", events) + "\n\n";
    }
}
