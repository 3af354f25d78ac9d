package dev.understudy.dialect;

import dev.understudy.dialect.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Tells by its shape whose a recorded body is, where no path and no media type came with it. Looks at the names of a few
 * fields, so a wrong guess is possible where two providers agree on all of them; then they mean the same. Thread-safe.
 */
public final class Shapes {
    private static final String CHAT = "openai-chat";
    private static final String COMPLETIONS = "openai-completions";
    private static final String RESPONSES = "openai-responses";
    private static final String EMBEDDINGS = "openai-embeddings";
    private static final String MESSAGES = "anthropic-messages";
    private static final String GEMINI = "gemini";
    private static final String CONVERSE = "bedrock-converse";
    private static final String OLLAMA_CHAT = "ollama-chat";
    private static final String OLLAMA_GENERATE = "ollama-generate";
    private static final String COHERE = "cohere-chat";

    /** Of a stream, the head is enough to tell whose it is. */
    private static final int HEAD = 64 << 10;

    private static final int MOST_EVENTS = 8;
    private static final Set<String> BLOCKS_OF_MESSAGES =
            Set.of("tool_use", "tool_result", "thinking", "redacted_thinking", "document", "image");

    private Shapes() {}

    /** Whose answer this is; null when it looks like nobody's. */
    public static @Nullable Dialect ofAnswer(JsonNode body) {
        JsonNode first = body.isArray() && !body.isEmpty() ? body.get(0) : body;
        String name = body.isArray() ? (isGemini(first) ? GEMINI : null) : answer(body);
        return name == null ? null : Dialects.named(name);
    }

    private static @Nullable String answer(JsonNode body) {
        if (body.path("choices").isArray()) {
            JsonNode choice = body.path("choices").path(0);
            return choice.has("text") && !choice.has("message") && !choice.has("delta") ? COMPLETIONS : CHAT;
        }
        String type = body.path("type").asString("");
        if (says(body, "object", "response") || (body.path("output").isArray() && body.has("status"))) {
            return RESPONSES;
        }
        if (type.equals("message") && body.path("content").isArray()) {
            return MESSAGES;
        }
        if (isGemini(body)) {
            return GEMINI;
        }
        if (body.path("output").path("message").isObject()) {
            return CONVERSE;
        }
        if (body.path("message").isObject()) {
            return body.path("done").isBoolean() ? OLLAMA_CHAT : COHERE;
        }
        if (body.path("response").isString() && body.path("done").isBoolean()) {
            return OLLAMA_GENERATE;
        }
        if (body.path("data").path(0).has("embedding")) {
            return EMBEDDINGS;
        }
        return error(body, type);
    }

    private static boolean isGemini(JsonNode body) {
        return body.path("candidates").isArray() || body.path("promptFeedback").isObject();
    }

    private static @Nullable String error(JsonNode body, String type) {
        JsonNode error = body.path("error");
        if (type.equals("error") && error.isObject()) {
            return MESSAGES;
        }
        if (error.path("message").isString() && error.path("status").isString()) {
            return GEMINI;
        }
        if (error.path("message").isString() && (error.has("type") || error.has("code"))) {
            return CHAT;
        }
        return null;
    }

    private static boolean says(JsonNode body, String field, String expected) {
        return body.path(field).asString("").equals(expected);
    }

    /**
     * Whose recorded stream this is: server-sent events, or Ollama's lines of JSON. Null for any other text.
     *
     * @param text the body of the answer as it came
     */
    public static @Nullable Dialect ofStream(String text) {
        String head = text.substring(0, Math.min(text.length(), HEAD)).stripLeading();
        boolean events = Stream.of("data:", "event:", "id:", ":").anyMatch(head::startsWith);
        if (!events && !head.startsWith("{\"model\"")) {
            return null;
        }
        int looked = 0;
        for (String line : (Iterable<String>) head.lines()::iterator) {
            String data = events ? (line.startsWith("data:") ? line.substring(5).strip() : "") : line;
            if (data.startsWith("{") && looked++ < MOST_EVENTS) {
                Dialect dialect = ofEvent(data, events);
                if (dialect != null) {
                    return dialect;
                }
            }
        }
        return null;
    }

    private static @Nullable Dialect ofEvent(String data, boolean events) {
        JsonNode event;
        try {
            byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
            event = Json.tree(bytes, 0, bytes.length);
        } catch (JacksonException noEvent) {
            return null;
        }
        String type = event.path("type").asString("");
        if (events && type.startsWith("response.")) {
            return Dialects.named(RESPONSES);
        }
        if (events && type.equals("message_start")) {
            return Dialects.named(MESSAGES);
        }
        if (events && type.equals("message-start")) {
            return Dialects.named(COHERE);
        }
        String name = answer(event);
        boolean lines = OLLAMA_CHAT.equals(name) || OLLAMA_GENERATE.equals(name);
        boolean evented = CHAT.equals(name) || COMPLETIONS.equals(name) || GEMINI.equals(name);
        return name != null && (events ? evented : lines) ? Dialects.named(name) : null;
    }

    /**
     * Whose request this is; null when it looks like nobody's.
     *
     * @param answered the dialect of an answer to it, which decides where the shape alone does not; null when not known
     */
    public static @Nullable Dialect ofRequest(JsonNode body, @Nullable Dialect answered) {
        String name = body.isObject() ? request(body, answered == null ? "" : answered.name()) : null;
        return name == null ? null : Dialects.named(name);
    }

    private static @Nullable String request(JsonNode body, String answered) {
        if (body.path("contents").isArray()) {
            return GEMINI;
        }
        if (body.path("messages").isArray()) {
            return ofMessages(body, answered);
        }
        if (body.has("input")) {
            boolean vectors = answered.equals(EMBEDDINGS)
                    || body.path("model").asString("").toLowerCase(Locale.ROOT).contains("embed");
            return vectors ? EMBEDDINGS : RESPONSES;
        }
        if (body.path("prompt").isString()) {
            return body.has("options") || answered.equals(OLLAMA_GENERATE) ? OLLAMA_GENERATE : COMPLETIONS;
        }
        return null;
    }

    private static String ofMessages(JsonNode body, String answered) {
        boolean bare = body.path("system").path(0).isObject()
                && !body.path("system").path(0).has("type");
        if (bare || body.has("inferenceConfig") || body.has("toolConfig")) {
            return CONVERSE;
        }
        if (List.of(CONVERSE, OLLAMA_CHAT, COHERE, MESSAGES, CHAT).contains(answered)) {
            return answered;
        }
        boolean messages = body.has("system")
                || body.has("anthropic_version")
                || body.path("model").asString("").startsWith("claude")
                || body.path("tools").path(0).has("input_schema")
                || hasBlockOfMessages(body.path("messages"));
        return messages ? MESSAGES : body.path("options").isObject() ? OLLAMA_CHAT : CHAT;
    }

    private static boolean hasBlockOfMessages(JsonNode messages) {
        for (JsonNode message : messages) {
            for (JsonNode block : message.path("content")) {
                if (BLOCKS_OF_MESSAGES.contains(block.path("type").asString(""))) {
                    return true;
                }
            }
        }
        return false;
    }
}
