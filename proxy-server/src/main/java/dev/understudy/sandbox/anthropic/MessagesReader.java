package dev.understudy.sandbox.anthropic;

import dev.understudy.sandbox.model.Prompt;
import dev.understudy.sandbox.model.Prompt.Shape;
import dev.understudy.sandbox.model.SchemaCheck;
import dev.understudy.sandbox.provider.Fields;
import dev.understudy.sandbox.provider.Query;
import dev.understudy.sandbox.provider.Rejected;
import dev.understudy.sandbox.studio.Task;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads and checks a request for a message (docs.anthropic.com/en/api/messages). As strict as the real one: fields that it
 * does not know are refused, and tool results must follow their calls.
 */
final class MessagesReader {
    static final AnthropicWording WORDING = new AnthropicWording();

    private static final int LEAST_BUDGET = 1024;
    private static final Set<String> KNOWN = Set.of(
            "model",
            "messages",
            "max_tokens",
            "system",
            "metadata",
            "stop_sequences",
            "stream",
            "temperature",
            "top_p",
            "top_k",
            "tools",
            "tool_choice",
            "thinking",
            "service_tier",
            "container",
            "context_management",
            "mcp_servers",
            "output_config",
            "output_format",
            "cache_control",
            "inference_geo",
            // The clouds' way to say what the header says elsewhere.
            "anthropic_version",
            "anthropic_beta");

    private MessagesReader() {}

    static MessagesRequest read(Query query) {
        JsonNode body = query.body();
        checkVersion(query);
        Fields fields = new Fields(body, WORDING);
        if (!fields.has("max_tokens")) {
            throw WORDING.missing("max_tokens");
        }
        Integer most = fields.integer("max_tokens", 1, Integer.MAX_VALUE);
        Prompt prompt = prompt(fields, query.model());
        boolean thinks = thinks(fields, most == null ? 0 : most);
        Task task = new Task(prompt, 1, most, fields.texts("stop_sequences"), thinks);
        boolean stream = fields.flag("stream", false) || query.received().path().endsWith(MessagesWire.CLOUD_STREAM);
        return new MessagesRequest(task, stream, body.findValue("cache_control") != null);
    }

    static void checkVersion(Query query) {
        if (!query.received().headers().contains("anthropic-version")
                && !query.body().hasNonNull("anthropic_version")) {
            throw Rejected.badRequest("anthropic-version: header is required");
        }
    }

    /** What a message and a count of its tokens have in common. */
    static Prompt prompt(Fields fields, String model) {
        for (String field : fields.object().propertyNames()) {
            if (!KNOWN.contains(field)) {
                throw WORDING.wrong(field, "Extra inputs are not permitted");
            }
        }
        fields.decimal("top_p", 0, 1, 1);
        fields.integer("top_k", 0, Integer.MAX_VALUE);
        AnthropicTools tools = AnthropicTools.read(fields);
        Conversation conversation = Conversation.read(fields);
        return new Prompt(
                model,
                system(fields) + conversation.instructions(),
                conversation.turns(),
                tools.tools(),
                tools.use(),
                tools.parallel(),
                shape(fields),
                fields.decimal("temperature", 0, 1, 1),
                null);
    }

    /** A text, or blocks of text. */
    private static String system(Fields fields) {
        JsonNode system = fields.get("system");
        if (!fields.has("system") || system.isString()) {
            return system.asString("");
        }
        StringBuilder text = new StringBuilder();
        JsonNode blocks = fields.array("system");
        for (int i = 0; i < blocks.size(); i++) {
            if (!blocks.get(i).path("text").isString()) {
                throw WORDING.missing("system." + i + ".text");
            }
            text.append(text.isEmpty() ? "" : "\n")
                    .append(blocks.get(i).path("text").stringValue());
        }
        return text.toString();
    }

    private static Shape shape(Fields fields) {
        Fields format = fields.has("output_format")
                ? fields.within("output_format")
                : fields.within("output_config").within("format");
        if (format.object().isMissingNode() || format.object().isNull()) {
            return new Shape.FreeText();
        }
        if (!format.requiredText("type").equals("json_schema")) {
            throw WORDING.wrong(format.at("type"), "Input should be 'json_schema'");
        }
        JsonNode schema = format.within("schema").object();
        SchemaCheck.problem(schema).ifPresent(problem -> {
            throw WORDING.wrong(format.at("schema"), problem);
        });
        return new Shape.JsonSchema(schema);
    }

    private static boolean thinks(Fields fields, int maxTokens) {
        if (!fields.has("thinking")) {
            return false;
        }
        Fields thinking = fields.within("thinking");
        String type = thinking.requiredText("type");
        return switch (type) {
            case "disabled" -> false;
            case "adaptive" -> true;
            case "enabled" -> budgeted(fields, thinking, maxTokens);
            default ->
                throw WORDING.wrong(
                        "thinking",
                        "Input tag '" + type
                                + "' found using 'type' does not match any of the expected tags: 'adaptive', 'disabled', 'enabled'");
        };
    }

    private static boolean budgeted(Fields fields, Fields thinking, int maxTokens) {
        if (!thinking.has("budget_tokens")) {
            throw WORDING.missing("thinking.enabled.budget_tokens");
        }
        Integer budget = thinking.integer("budget_tokens", LEAST_BUDGET, Integer.MAX_VALUE);
        if (budget != null && budget >= maxTokens) {
            throw Rejected.badRequest("`max_tokens` must be greater than `thinking.budget_tokens`.");
        }
        if (fields.has("temperature") && fields.decimal("temperature", 0, 1, 1) != 1) {
            throw Rejected.badRequest("`temperature` may only be set to 1 when thinking is enabled.");
        }
        Set<String> forced = Set.of("any", "tool");
        if (forced.contains(fields.within("tool_choice").text("type", ""))) {
            throw Rejected.badRequest("Thinking may not be enabled when tool_choice forces tool use.");
        }
        return true;
    }
}
