package dev.understudy.sandbox.anthropic;

import static dev.understudy.sandbox.anthropic.MessagesReader.WORDING;

import dev.understudy.sandbox.provider.Fields;
import dev.understudy.sandbox.provider.Ids;
import dev.understudy.sandbox.provider.Query;
import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Reply;
import dev.understudy.sandbox.provider.Wire;
import dev.understudy.sandbox.studio.Generation;
import dev.understudy.sandbox.studio.Generation.Opening;
import dev.understudy.sandbox.studio.Task;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Messages, at Anthropic and on Vertex AI, where the model stands in the path. */
final class MessagesWire implements Wire<MessagesRequest> {
    static final String CLOUD_STREAM = ":streamRawPredict";

    private static final Pattern CLOUD =
            Pattern.compile(".*/publishers/anthropic/models/([^/:]+)(:rawPredict|" + CLOUD_STREAM + ")");

    static boolean isMessages(String path) {
        return path.endsWith("/messages") || CLOUD.matcher(path).matches();
    }

    @Override
    public boolean serves(String path) {
        return isMessages(path);
    }

    @Override
    public String model(Received request, JsonNode body) {
        Matcher cloud = CLOUD.matcher(request.path());
        return cloud.matches() ? cloud.group(1) : new Fields(body, WORDING).requiredText("model");
    }

    @Override
    public MessagesRequest read(Query query) {
        return MessagesReader.read(query);
    }

    @Override
    public Task task(MessagesRequest request) {
        return request.task();
    }

    @Override
    public Reply write(MessagesRequest request, Generation generation) {
        return request.stream()
                ? Reply.streamed(
                        generation,
                        Opening.BEFORE_THINKING,
                        () -> new MessagesWriter(new MessageBody(request, generation)),
                        events -> failure(generation))
                : Reply.whole(generation, new MessageBody(request, generation).whole());
    }

    /** An error inside a stream that has begun with 200 (docs.anthropic.com/en/docs/build-with-claude/streaming). */
    private static String failure(Generation generation) {
        String requestId = new Ids(generation.draw() + 1).letters("req_011C", 20);
        return "event: error\ndata: " + AnthropicVoice.body(529, "Overloaded", requestId) + "\n\n";
    }
}
