package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.provider.Bodies;
import dev.understudy.sandbox.provider.Ids;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What all chunks of one stream share, written once: a stream has hundreds of chunks that differ in a few characters.
 *
 * @param head everything before the choices, brace and bracket open
 * @param usage the field that says that usage comes at the end, or nothing
 * @param ids for the padding, or null for none
 */
record ChunkFrame(String head, String usage, @Nullable Ids ids) {

    static ChunkFrame of(ChatBody body, ChatRequest request) {
        String open = body.marked(body.head("chat.completion.chunk")).toString();
        return new ChunkFrame(
                "data: " + open.substring(0, open.length() - 1) + ",\"choices\":[",
                request.usageInStream() ? ",\"usage\":null" : "",
                request.padded() ? body.ids() : null);
    }

    /** @param delta JSON */
    String event(int choice, String delta, @Nullable String finishReason) {
        StringBuilder event = new StringBuilder(head.length() + delta.length() + 160);
        event.append(head)
                .append("{\"index\":")
                .append(choice)
                .append(",\"delta\":")
                .append(delta);
        event.append(",\"logprobs\":null,\"finish_reason\":");
        event.append(finishReason == null ? "null" : Bodies.quoted(finishReason))
                .append("}]")
                .append(usage);
        return ended(event);
    }

    /** The last one: no choices, but the usage. */
    String usage(ObjectNode counted) {
        return ended(new StringBuilder(head).append("],\"usage\":").append(counted));
    }

    private String ended(StringBuilder event) {
        if (ids != null) {
            event.append(",\"obfuscation\":\"").append(ids.padding()).append('"');
        }
        return event.append("}\n\n").toString();
    }
}
