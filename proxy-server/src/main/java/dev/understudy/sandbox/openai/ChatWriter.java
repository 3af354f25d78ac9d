package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.model.Utterance.Call;
import dev.understudy.sandbox.provider.Bodies;
import dev.understudy.sandbox.provider.EventWriter;
import dev.understudy.sandbox.studio.Answer;
import dev.understudy.sandbox.studio.Beat;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The chunks of a streamed chat completion (platform.openai.com/docs/api-reference/chat/streaming). Per choice: role, content
 * or calls by and by, finish reason. Then usage if it was asked for, then {@code [DONE]}.
 */
final class ChatWriter implements EventWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ChatBody body;
    private final ChatRequest request;
    private final ChunkFrame frame;

    ChatWriter(ChatBody body, ChatRequest request) {
        this.body = body;
        this.request = request;
        this.frame = ChunkFrame.of(body, request);
    }

    @Override
    public void write(Beat beat, Consumer<String> events) {
        if (beat instanceof Beat.Opened opened) {
            events.accept(frame.event(opened.index(), role(opened.answer()), null));
        } else if (beat instanceof Beat.Words words) {
            events.accept(frame.event(words.index(), part("content", words.part()), null));
        } else if (beat instanceof Beat.Refused refused) {
            events.accept(frame.event(refused.index(), part("refusal", refused.part()), null));
        } else if (beat instanceof Beat.CallOpened call) {
            events.accept(frame.event(call.index(), call(call.number(), call.call()), null));
        } else if (beat instanceof Beat.CallPart part) {
            events.accept(frame.event(part.index(), arguments(part), null));
        } else if (beat instanceof Beat.Ended ended) {
            String reason = ChatBody.finishReason(ended.answer().ending());
            events.accept(frame.event(ended.index(), "{}", reason));
        } else if (beat instanceof Beat.Over) {
            over(events);
        }
    }

    private static String role(Answer answer) {
        String content = answer.calls().isEmpty() ? "\"\"" : "null";
        return "{\"role\":\"assistant\",\"content\":" + content + ",\"refusal\":null}";
    }

    private static String part(String field, String part) {
        return "{\"" + field + "\":" + Bodies.quoted(part) + "}";
    }

    /** A call opens with its id, its name and empty arguments; the arguments follow in parts. */
    private String call(int number, Call call) {
        ObjectNode delta = JSON.objectNode();
        ObjectNode node = delta.putArray("tool_calls").addObject().put("index", number);
        node.put("id", OpenAiNames.call(body.ids())).put("type", "function");
        node.putObject("function").put("name", call.name()).put("arguments", "");
        return delta.toString();
    }

    private static String arguments(Beat.CallPart part) {
        ObjectNode delta = JSON.objectNode();
        ObjectNode node = delta.putArray("tool_calls").addObject().put("index", part.number());
        node.putObject("function").put("arguments", part.part());
        return delta.toString();
    }

    private void over(Consumer<String> events) {
        if (request.usageInStream()) {
            events.accept(frame.usage(body.usage()));
        }
        events.accept("data: [DONE]\n\n");
    }
}
