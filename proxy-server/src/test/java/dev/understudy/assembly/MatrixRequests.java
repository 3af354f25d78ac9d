package dev.understudy.assembly;

import dev.understudy.dialect.wire.Json;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The same questions in the words of four providers. Temperature 0: the simulator's answer depends on the question alone. */
final class MatrixRequests {
    static final String SYSTEM = "Process refund if customer requests it.";
    static final String STRICT =
            "Process refund if customer requests it AND purchase was within 30 days AND item is unused.";
    static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static final int MOST_TOKENS = 400;

    /** What is asked for. */
    enum Question {
        WORDS,
        TOOL,
        PICTURE,
        SCHEMA;

        /** Stands in the question, so that every arm's request and answer can be told by it. */
        String order(boolean streamed) {
            return "A10" + ordinal() + (streamed ? "1" : "0");
        }
    }

    /** A provider's wire. */
    enum Wire {
        CHAT("openai-chat"),
        RESPONSES("openai-responses"),
        MESSAGES("anthropic-messages"),
        GEMINI("gemini");

        private final String dialect;

        Wire(String dialect) {
            this.dialect = dialect;
        }

        String dialect() {
            return dialect;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        String path(boolean streamed) {
            return switch (this) {
                case CHAT -> "/v1/chat/completions";
                case RESPONSES -> "/v1/responses";
                case MESSAGES -> "/v1/messages";
                case GEMINI ->
                    "/v1beta/models/sim-large:" + (streamed ? "streamGenerateContent?alt=sse" : "generateContent");
            };
        }
    }

    private MatrixRequests() {}

    static byte[] of(Wire wire, Question question, boolean streamed) {
        String words = "I want a refund for order " + question.order(streamed)
                + " ($40). I bought it 90 days ago and it is unused.";
        ObjectNode body = Json.newObject();
        switch (wire) {
            case CHAT -> chat(body, question, words, streamed);
            case RESPONSES -> responses(body, question, words);
            case MESSAGES -> messages(body, question, words);
            case GEMINI -> gemini(body, question, words);
        }
        if (wire != Wire.GEMINI) {
            body.put("model", "sim-large").put("temperature", 0).put("stream", streamed);
        }
        return Json.bytes(body);
    }

    private static void chat(ObjectNode body, Question question, String words, boolean streamed) {
        body.put("max_completion_tokens", MOST_TOKENS);
        body.put("frequency_penalty", 0.25);
        if (streamed) {
            body.putObject("stream_options").put("include_usage", true);
        }
        ArrayNode messages = body.putArray("messages");
        messages.addObject().put("role", "system").put("content", SYSTEM);
        ArrayNode content = messages.addObject().put("role", "user").putArray("content");
        content.addObject().put("type", "text").put("text", words);
        if (question == Question.PICTURE) {
            content.addObject()
                    .put("type", "image_url")
                    .putObject("image_url")
                    .put("url", "data:image/png;base64," + PIXEL);
        } else if (question == Question.TOOL) {
            ObjectNode tool = body.putArray("tools").addObject().put("type", "function");
            function(tool.putObject("function"), "parameters");
        } else if (question == Question.SCHEMA) {
            ObjectNode format = body.putObject("response_format").put("type", "json_schema");
            format.putObject("json_schema")
                    .put("name", "ruling")
                    .put("strict", true)
                    .set("schema", schema(true));
        }
    }

    private static void responses(ObjectNode body, Question question, String words) {
        body.put("max_output_tokens", MOST_TOKENS).put("truncation", "auto").put("instructions", SYSTEM);
        ArrayNode content =
                body.putArray("input").addObject().put("role", "user").putArray("content");
        content.addObject().put("type", "input_text").put("text", words);
        if (question == Question.PICTURE) {
            content.addObject().put("type", "input_image").put("image_url", "data:image/png;base64," + PIXEL);
        } else if (question == Question.TOOL) {
            function(body.putArray("tools").addObject().put("type", "function"), "parameters");
        } else if (question == Question.SCHEMA) {
            body.putObject("text")
                    .putObject("format")
                    .put("type", "json_schema")
                    .put("name", "ruling")
                    .put("strict", true)
                    .set("schema", schema(true));
        }
    }

    private static void messages(ObjectNode body, Question question, String words) {
        body.put("max_tokens", MOST_TOKENS).put("top_k", 40).put("system", SYSTEM);
        ArrayNode content =
                body.putArray("messages").addObject().put("role", "user").putArray("content");
        content.addObject().put("type", "text").put("text", words);
        if (question == Question.PICTURE) {
            content.addObject()
                    .put("type", "image")
                    .putObject("source")
                    .put("type", "base64")
                    .put("media_type", "image/png")
                    .put("data", PIXEL);
        } else if (question == Question.TOOL) {
            function(body.putArray("tools").addObject(), "input_schema");
        } else if (question == Question.SCHEMA) {
            body.putObject("output_config")
                    .putObject("format")
                    .put("type", "json_schema")
                    .set("schema", schema(true));
        }
    }

    private static void gemini(ObjectNode body, Question question, String words) {
        ObjectNode config = body.putObject("generationConfig")
                .put("maxOutputTokens", MOST_TOKENS)
                .put("temperature", 0)
                .put("topK", 40);
        body.putObject("systemInstruction").putArray("parts").addObject().put("text", SYSTEM);
        ArrayNode parts =
                body.putArray("contents").addObject().put("role", "user").putArray("parts");
        parts.addObject().put("text", words);
        if (question == Question.PICTURE) {
            parts.addObject()
                    .putObject("inlineData")
                    .put("mimeType", "image/png")
                    .put("data", PIXEL);
        } else if (question == Question.TOOL) {
            function(
                    body.putArray("tools")
                            .addObject()
                            .putArray("functionDeclarations")
                            .addObject(),
                    "parameters");
        } else if (question == Question.SCHEMA) {
            config.put("responseMimeType", "application/json").set("responseSchema", schema(false));
        }
    }

    private static void function(ObjectNode tool, String parameters) {
        tool.put("name", "issue_refund").put("description", "Gives money back.");
        ObjectNode properties = tool.putObject(parameters).put("type", "object").putObject("properties");
        properties.putObject("order_id").put("type", "string");
        properties.putObject("amount").put("type", "number");
    }

    /** @param closed as OpenAI and Anthropic insist on; Gemini's own schemas have no word for it */
    private static ObjectNode schema(boolean closed) {
        ObjectNode schema = Json.newObject().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties
                .putObject("decision")
                .put("type", "string")
                .putArray("enum")
                .add("approved")
                .add("denied");
        properties.putObject("order_id").put("type", "string");
        schema.putArray("required").add("decision").add("order_id");
        return closed ? schema.put("additionalProperties", false) : schema;
    }
}
