package dev.understudy.dialect.openai;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Turn;
import dev.understudy.canonical.request.Turn.Role;
import dev.understudy.dialect.wire.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads one message of a chat request. A message of an unknown role stays whole, as an opaque part of a user's turn. */
final class ChatTurnReader {
    static final String MESSAGE = "message";

    private ChatTurnReader() {}

    static Turn read(JsonNode message) {
        String role = ChatFacts.text(message, "role");
        if (!(message instanceof ObjectNode object) || role == null) {
            return opaque(message);
        }
        Fields fields = new Fields(object);
        fields.take("role");
        return switch (role) {
            case "system" -> said(Role.SYSTEM, fields);
            case "developer" -> developer(fields);
            case "user" -> said(Role.USER, fields);
            case "assistant" -> assistant(fields);
            case "tool", "function" -> result(role, fields);
            default -> opaque(message);
        };
    }

    private static Turn opaque(JsonNode message) {
        return new Turn(Role.USER, List.of(new Part.Opaque(MESSAGE, message)));
    }

    /** What o1 and its successors call a system message; the two are the same to every model that knows both. */
    private static Turn developer(Fields fields) {
        fields.spell("role", "developer");
        return said(Role.SYSTEM, fields);
    }

    private static Turn said(Role role, Fields fields) {
        List<Part> parts = new ArrayList<>();
        content(fields, parts);
        return new Turn(role, parts, fields.rest());
    }

    /** Notes in which form the content was: what a single text looks like, and whether null was spelled out. */
    private static void content(Fields fields, List<Part> parts) {
        if (!fields.has("content")) {
            fields.spell("content", "absent");
            return;
        }
        JsonNode content = fields.peek("content");
        if (content == null) {
            fields.spell("content", "null");
            fields.take("content");
        } else if (content.isString()) {
            parts.add(new Part.Text(content.stringValue()));
            fields.take("content");
        } else if (content instanceof ArrayNode array) {
            fields.spell("content", "array");
            array.forEach(part -> parts.add(ChatPartReader.read(part)));
            fields.take("content");
        } else {
            fields.spell("content", "absent"); // of an odd type: stays an extra
        }
    }

    private static Turn result(String role, Fields fields) {
        List<Part> content = new ArrayList<>();
        content(fields, content);
        String callId = fields.text("tool_call_id");
        String name = fields.text("name");
        if (role.equals("function")) {
            fields.spell("role", role);
        }
        Part.ToolResult result = new Part.ToolResult(callId, name, content, false, fields.rest());
        return new Turn(Role.USER, List.of(result));
    }

    private static Turn assistant(Fields fields) {
        List<Part> parts = new ArrayList<>();
        reasoning(fields, parts);
        content(fields, parts);
        dropEmptyText(fields, parts);
        String refusal = fields.text("refusal");
        if (refusal != null) {
            Fields none = Fields.none();
            none.spell("refusal", MESSAGE);
            parts.add(new Part.Refusal(refusal, none.rest()));
        }
        toolCalls(fields, parts);
        return new Turn(Role.ASSISTANT, parts, fields.rest());
    }

    /** Empty words beside a call are another way to say null. */
    private static void dropEmptyText(Fields fields, List<Part> parts) {
        int last = parts.size() - 1;
        boolean empty = last >= 0
                && parts.get(last) instanceof Part.Text text
                && text.text().isEmpty()
                && text.extras().equals(Extras.NONE);
        boolean calls = fields.peek("tool_calls") != null || fields.peek("function_call") != null;
        if (empty && calls && !fields.isSpelled("content", "array")) {
            parts.remove(last);
            fields.spell("content", "empty");
        }
    }

    /** {@code reasoning_content} (DeepSeek, Z.AI, xAI), or {@code reasoning} with {@code reasoning_details} (OpenRouter). */
    private static void reasoning(Fields fields, List<Part> parts) {
        String content = fields.text("reasoning_content");
        if (content != null) {
            parts.add(new Part.Reasoning(content, null, Extras.NONE));
            return;
        }
        String plain = fields.text("reasoning");
        ArrayNode details = fields.array("reasoning_details");
        if (plain == null && details == null) {
            return;
        }
        Fields extras = Fields.none();
        extras.spell("reasoning", plain != null ? "reasoning" : "details");
        if (details != null) {
            extras.leave("reasoning_details", details);
        }
        parts.add(new Part.Reasoning(plain, null, extras.rest()));
    }

    private static void toolCalls(Fields fields, List<Part> parts) {
        ArrayNode calls = fields.array("tool_calls");
        if (calls != null) {
            calls.forEach(call -> parts.add(ChatToolUse.read(call)));
        }
        Part older = olderCall(fields.peek("function_call"));
        if (older != null) {
            fields.take("function_call");
            parts.add(older);
        }
    }

    private static @Nullable Part olderCall(@Nullable JsonNode call) {
        return call instanceof ObjectNode object ? ChatToolUse.readOlder(object) : null;
    }
}
