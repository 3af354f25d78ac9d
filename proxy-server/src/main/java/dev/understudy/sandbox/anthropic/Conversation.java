package dev.understudy.sandbox.anthropic;

import static dev.understudy.sandbox.anthropic.MessagesReader.WORDING;

import dev.understudy.sandbox.model.Prompt.Role;
import dev.understudy.sandbox.model.Prompt.Turn;
import dev.understudy.sandbox.provider.Fields;
import dev.understudy.sandbox.provider.Rejected;
import dev.understudy.sandbox.provider.TurnBuilder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The messages of a request: users and assistants, in content blocks. Has state while it reads. */
final class Conversation {
    private static final Set<String> IMAGES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

    private final StringBuilder instructions = new StringBuilder();
    private final List<Turn> turns = new ArrayList<>();
    /** Calls of the message before, for which results are due. */
    private Set<String> due = Set.of();

    private Conversation() {}

    static Conversation read(Fields fields) {
        JsonNode messages = fields.requiredArray("messages");
        if (messages.isEmpty()) {
            throw WORDING.wrong("messages", "at least one message is required");
        }
        Conversation conversation = new Conversation();
        for (int i = 0; i < messages.size(); i++) {
            conversation.message(messages.get(i), "messages." + i);
        }
        if (!conversation.due.isEmpty()) {
            throw unanswered("messages." + (messages.size() - 1), conversation.due);
        }
        return conversation;
    }

    /** What was said in the system's name between the turns. */
    String instructions() {
        return instructions.toString();
    }

    List<Turn> turns() {
        return turns;
    }

    private void message(JsonNode message, String at) {
        if (!message.isObject()) {
            throw WORDING.wrongType(at, "an object", message);
        }
        String role = message.path("role").asString("");
        switch (role) {
            case "user" -> user(message.path("content"), at);
            case "assistant" -> assistant(message.path("content"), at);
            case "system" -> system(message.path("content"), at);
            default -> throw WORDING.wrong(at + ".role", "Input should be 'user' or 'assistant'");
        }
    }

    /** Between turns only: what comes first belongs into the field. */
    private void system(JsonNode content, String at) {
        if (turns.isEmpty()) {
            throw Rejected.badRequest("messages: Unexpected role \"system\". The Messages API accepts a top-level"
                    + " `system` parameter, not \"system\" as an input message role.");
        }
        TurnBuilder said = new TurnBuilder();
        blocks(content, at).forEach(block -> part(block, said));
        instructions.append('\n').append(said.text());
    }

    private void user(JsonNode content, String at) {
        TurnBuilder said = new TurnBuilder();
        TurnBuilder results = new TurnBuilder();
        Set<String> answered = new LinkedHashSet<>();
        for (Block block : blocks(content, at)) {
            if (block.type().equals("tool_result")) {
                answered.add(result(block, results));
            } else {
                part(block, said);
            }
        }
        Set<String> missing = new LinkedHashSet<>(due);
        missing.removeAll(answered);
        if (!missing.isEmpty()) {
            throw unanswered(at, missing);
        }
        due = Set.of();
        if (!said.text().isEmpty() || answered.isEmpty()) {
            turns.add(said.by(Role.USER));
        }
        if (!answered.isEmpty()) {
            turns.add(results.by(Role.TOOL));
        }
    }

    private String result(Block block, TurnBuilder results) {
        String id = block.node().path("tool_use_id").asString("");
        if (!due.contains(id)) {
            throw WORDING.wrong(
                    block.at(),
                    "unexpected `tool_use_id` found in `tool_result` blocks: " + id
                            + ". Each `tool_result` block must have a corresponding `tool_use` block in the previous message.");
        }
        JsonNode content = block.node().path("content");
        if (content.isString()) {
            results.text(content.stringValue());
        } else if (!content.isMissingNode()) {
            blocks(content, block.at()).forEach(inner -> part(inner, results));
        }
        return id;
    }

    private void assistant(JsonNode content, String at) {
        if (!due.isEmpty()) {
            throw unanswered(at, due);
        }
        TurnBuilder said = new TurnBuilder();
        Set<String> calls = new LinkedHashSet<>();
        for (Block block : blocks(content, at)) {
            switch (block.type()) {
                case "tool_use" -> {
                    if (!block.node().path("input").isObject()) {
                        throw WORDING.wrong(block.at() + ".tool_use.input", "Input should be a valid dictionary");
                    }
                    calls.add(block.node().path("id").asString(""));
                }
                case "thinking" -> {
                    if (!block.node().hasNonNull("signature")) {
                        throw WORDING.missing(block.at() + ".thinking.signature");
                    }
                }
                case "redacted_thinking" -> {}
                default -> {
                    if (!atTheProvider(block.type())) {
                        part(block, said);
                    }
                }
            }
        }
        due = calls;
        turns.add(said.by(Role.ASSISTANT));
    }

    /** What Anthropic's own tools did in an earlier turn. */
    private static boolean atTheProvider(String type) {
        return type.endsWith("_tool_use") || type.endsWith("_tool_result");
    }

    private static Rejected unanswered(String at, Set<String> calls) {
        return WORDING.wrong(
                at,
                "`tool_use` ids were found without `tool_result` blocks immediately after: " + String.join(", ", calls)
                        + ". Each `tool_use` block must have a corresponding `tool_result` block in the next message.");
    }

    private record Block(String type, JsonNode node, String at) {}

    /** A text stands for one block of text. */
    private static List<Block> blocks(JsonNode content, String at) {
        if (content.isString()) {
            JsonNode text = JsonNodeFactory.instance.objectNode().set("text", content);
            return List.of(new Block("text", text, at));
        }
        if (content.isMissingNode() || content.isNull()) {
            throw WORDING.missing(at + ".content");
        }
        if (!content.isArray()) {
            throw WORDING.wrongType(at + ".content", "an array of objects", content);
        }
        List<Block> blocks = new ArrayList<>();
        for (JsonNode block : content) {
            blocks.add(new Block(block.path("type").asString(""), block, at + ".content." + blocks.size()));
        }
        return blocks;
    }

    private static void part(Block block, TurnBuilder said) {
        switch (block.type()) {
            case "text" -> said.text(text(block));
            case "image" -> {
                checkImage(block.node().path("source"), block.at() + ".image.source");
                said.image();
            }
            case "document", "search_result", "container_upload" -> said.image();
            default ->
                throw WORDING.wrong(
                        block.at(),
                        "Input tag '" + block.type()
                                + "' found using 'type' does not match any of the expected tags: 'document', 'image', 'search_result', 'text', 'thinking', 'tool_result', 'tool_use'");
        }
    }

    private static String text(Block block) {
        JsonNode text = block.node().path("text");
        if (!text.isString()) {
            throw WORDING.missing(block.at() + ".text.text");
        }
        if (text.stringValue().isEmpty()) {
            throw Rejected.badRequest("messages: text content blocks must be non-empty");
        }
        return text.stringValue();
    }

    private static void checkImage(JsonNode source, String at) {
        String type = source.path("type").asString("");
        switch (type) {
            case "base64" -> {
                if (!IMAGES.contains(source.path("media_type").asString(""))) {
                    throw WORDING.wrong(
                            at + ".base64.media_type",
                            "Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'");
                }
            }
            case "url", "file" -> {}
            default ->
                throw WORDING.wrong(
                        at,
                        "Input tag '" + type
                                + "' found using 'type' does not match any of the expected tags: 'base64', 'file', 'url'");
        }
    }
}
