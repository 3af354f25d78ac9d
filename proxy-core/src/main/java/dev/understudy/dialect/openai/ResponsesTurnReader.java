package dev.understudy.dialect.openai;

import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Part.Media;
import dev.understudy.canonical.request.Part.Media.Kind;
import dev.understudy.canonical.request.Part.Media.Source;
import dev.understudy.canonical.request.Turn;
import dev.understudy.canonical.request.Turn.Role;
import dev.understudy.dialect.wire.DataUrl;
import dev.understudy.dialect.wire.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads one item of the input, each as a turn of its own. An item of another kind stays whole, as an opaque part. */
final class ResponsesTurnReader {
    static final String ITEM = "item";

    private ResponsesTurnReader() {}

    static Turn read(JsonNode item) {
        Turn turn = item instanceof ObjectNode object ? known(object) : null;
        if (turn != null) {
            return turn;
        }
        String type = ChatFacts.text(item, "type");
        Role role = type != null && type.endsWith("_call") ? Role.ASSISTANT : Role.USER;
        return new Turn(role, List.of(new Part.Opaque(ITEM, item)));
    }

    private static @Nullable Turn known(ObjectNode item) {
        Fields fields = new Fields(item);
        if (!fields.has("type")) {
            fields.spell("type", "absent");
            return message(fields);
        }
        String type = fields.text("type");
        return switch (type == null ? "" : type) {
            case "message" -> message(fields);
            case "function_call" -> call(fields, "arguments");
            case "custom_tool_call" -> call(fields, "input");
            case "function_call_output" -> result(fields);
            case "custom_tool_call_output" -> {
                ChatToolUse.spellCustom(fields);
                yield result(fields);
            }
            case "reasoning" -> reasoning(fields);
            default -> null;
        };
    }

    private static @Nullable Turn message(Fields fields) {
        String role = fields.text("role");
        if (role == null || !fields.has("content")) {
            return null;
        }
        List<Part> parts = new ArrayList<>();
        content("content", fields, parts);
        return switch (role) {
            case "user" -> new Turn(Role.USER, parts, fields.rest());
            case "assistant" -> new Turn(Role.ASSISTANT, parts, fields.rest());
            case "system" -> new Turn(Role.SYSTEM, parts, fields.rest());
            case "developer" -> {
                fields.spell("role", role);
                yield new Turn(Role.SYSTEM, parts, fields.rest());
            }
            default -> null;
        };
    }

    private static void content(String name, Fields fields, List<Part> parts) {
        String text = fields.text(name);
        if (text != null) {
            parts.add(new Part.Text(text));
        } else if (fields.peek(name) instanceof ArrayNode array) {
            fields.take(name);
            fields.spell("content", "array");
            array.forEach(part -> parts.add(part(part)));
        } else {
            fields.spell("content", "absent"); // null or of an odd type: stays an extra
        }
    }

    private static @Nullable Turn call(Fields fields, String input) {
        String id = fields.text("call_id");
        String name = fields.text("name");
        String arguments = fields.text(input);
        if (name == null || arguments == null) {
            return null;
        }
        if (input.equals("input")) {
            ChatToolUse.spellCustom(fields);
        }
        Part use = new Part.ToolUse(new ToolCall(id, name, arguments), fields.rest());
        return new Turn(Role.ASSISTANT, List.of(use));
    }

    private static Turn result(Fields fields) {
        List<Part> content = new ArrayList<>();
        content("output", fields, content);
        String id = fields.text("call_id");
        return new Turn(Role.USER, List.of(new Part.ToolResult(id, null, content, false, fields.rest())));
    }

    /** The words are in content or, shortened, in summary; both stay extras, since their parts are counted. */
    private static Turn reasoning(Fields fields) {
        StringBuilder words = new StringBuilder();
        String from = fields.peek("content") instanceof ArrayNode content && !content.isEmpty() ? "content" : "summary";
        if (fields.peek(from) instanceof ArrayNode parts) {
            for (JsonNode part : parts) {
                String text = ChatFacts.text(part, "text");
                words.append(words.length() > 0 && text != null ? "\n\n" : "").append(text == null ? "" : text);
            }
        }
        String encrypted = fields.text("encrypted_content");
        String text = words.length() == 0 ? null : words.toString();
        return new Turn(Role.ASSISTANT, List.of(new Part.Reasoning(text, encrypted, fields.rest())));
    }

    private static Part part(JsonNode node) {
        String type = ChatFacts.text(node, "type");
        Part part = node instanceof ObjectNode object && type != null ? known(type, object) : null;
        return part != null ? part : new Part.Opaque(type == null ? "" : type, node);
    }

    private static @Nullable Part known(String type, ObjectNode object) {
        Fields fields = new Fields(object);
        fields.take("type");
        return switch (type) {
            case "input_text", "output_text", "text" -> text(type, fields);
            case "refusal" -> refusal(fields);
            case "input_image" -> image(fields);
            case "input_file" -> file(fields);
            case "input_audio" -> ChatPartReader.audio(fields);
            default -> null;
        };
    }

    private static @Nullable Part text(String type, Fields fields) {
        String text = fields.text("text");
        if (text == null) {
            return null;
        }
        fields.spell("type", type);
        return new Part.Text(text, fields.rest());
    }

    private static @Nullable Part refusal(Fields fields) {
        String text = fields.text("refusal");
        return text == null ? null : new Part.Refusal(text, fields.rest());
    }

    private static @Nullable Part image(Fields fields) {
        String url = fields.text("image_url");
        String id = fields.text("file_id");
        if ((url == null) == (id == null)) {
            return null;
        }
        Source source = url != null ? DataUrl.source(url) : new Source.ProviderFile(String.valueOf(id));
        return new Media(Kind.IMAGE, source, null, fields.rest());
    }

    private static @Nullable Part file(Fields fields) {
        String data = fields.text("file_data");
        String url = fields.text("file_url");
        String id = fields.text("file_id");
        Source source = null;
        if (data != null && url == null && id == null) {
            Source inline = DataUrl.inline(data);
            source = inline != null ? inline : new Source.Inline("", data);
        } else if (url != null && data == null && id == null) {
            source = new Source.Url(url, "");
        } else if (id != null && data == null && url == null) {
            source = new Source.ProviderFile(id);
        }
        String name = fields.text("filename");
        Extras rest = fields.rest();
        return source == null ? null : new Media(Kind.FILE, source, name, rest);
    }
}
