package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.provider.Ids;
import dev.understudy.sandbox.studio.Generation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The response object, as it begins and as it ends (platform.openai.com/docs/api-reference/responses/object). It repeats what
 * was asked, defaults filled in. Not thread-safe: it deals ids.
 */
final class ResponseBody {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonNode asked;
    private final Generation generation;
    private final Ids ids;
    private final String id;
    private final OutputItems items;

    ResponseBody(ResponsesRequest request, Generation generation) {
        this.asked = request.asked();
        this.generation = generation;
        this.ids = new Ids(generation.draw());
        this.id = ids.hex("resp_", 50);
        boolean sealed = asked.path("include")
                .valueStream()
                .anyMatch(each -> each.asString("").equals("reasoning.encrypted_content"));
        this.items = new OutputItems(generation.answers().get(0), sealed, ids);
    }

    OutputItems items() {
        return items;
    }

    Ids ids() {
        return ids;
    }

    String whole() {
        return ended().toString();
    }

    ObjectNode begun() {
        return response("in_progress", null, JSON.arrayNode(), null);
    }

    ObjectNode ended() {
        ArrayNode output = JSON.arrayNode().addAll(items.all());
        String incomplete = items.incomplete();
        return response(incomplete == null ? "completed" : "incomplete", incomplete, output, usage());
    }

    private ObjectNode response(
            String status, @Nullable String incomplete, ArrayNode output, @Nullable ObjectNode usage) {
        ObjectNode body = JSON.objectNode().put("id", id).put("object", "response");
        body.put("created_at", generation.createdSeconds()).put("status", status);
        body.put("background", false).putNull("error");
        if (incomplete == null) {
            body.putNull("incomplete_details");
        } else {
            body.putObject("incomplete_details").put("reason", incomplete);
        }
        repeat(body, "instructions", JSON.nullNode());
        repeat(body, "max_output_tokens", JSON.nullNode());
        body.put("model", OpenAiNames.snapshot(generation.model())).set("output", output);
        repeat(body, "parallel_tool_calls", JSON.booleanNode(true));
        body.putNull("previous_response_id");
        ObjectNode reasoning = body.putObject("reasoning");
        reasoning.set("effort", orNull(asked.path("reasoning").path("effort")));
        reasoning.set("summary", orNull(asked.path("reasoning").path("summary")));
        body.put("service_tier", "default");
        repeat(body, "store", JSON.booleanNode(true));
        repeat(body, "temperature", JSON.numberNode(1.0));
        JsonNode text = asked.path("text").path("format");
        body.putObject("text")
                .set("format", text.isObject() ? text : JSON.objectNode().put("type", "text"));
        repeat(body, "tool_choice", JSON.stringNode("auto"));
        repeat(body, "tools", JSON.arrayNode());
        repeat(body, "top_p", JSON.numberNode(1.0));
        body.put("truncation", "disabled").set("usage", usage == null ? JSON.nullNode() : usage);
        repeat(body, "user", JSON.nullNode());
        repeat(body, "metadata", JSON.objectNode());
        return body;
    }

    private void repeat(ObjectNode body, String field, JsonNode otherwise) {
        body.set(field, asked.hasNonNull(field) ? asked.get(field) : otherwise);
    }

    private static JsonNode orNull(JsonNode node) {
        return node.isMissingNode() ? JSON.nullNode() : node;
    }

    private ObjectNode usage() {
        ObjectNode usage = JSON.objectNode().put("input_tokens", generation.promptTokens());
        usage.putObject("input_tokens_details").put("cached_tokens", generation.cachedTokens());
        usage.put("output_tokens", generation.outputTokens());
        usage.putObject("output_tokens_details").put("reasoning_tokens", generation.reasoningTokens());
        return usage.put("total_tokens", generation.promptTokens() + generation.outputTokens());
    }
}
