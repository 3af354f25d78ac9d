package dev.understudy.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Part.Media;
import dev.understudy.canonical.request.Part.Media.Kind;
import dev.understudy.canonical.request.Part.Media.Source;
import dev.understudy.dialect.wire.Fields;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads one content block. What has no canonical word, such as the provider's own tools, stays opaque. */
final class MessagePartReader {
    private MessagePartReader() {}

    static Part read(JsonNode node) {
        String type = MessageFacts.text(node, "type");
        Part part = node instanceof ObjectNode object && type != null ? known(type, object) : null;
        return part != null ? part : new Part.Opaque(type == null ? "" : type, node);
    }

    private static @Nullable Part known(String type, ObjectNode object) {
        Fields fields = new Fields(object);
        fields.take("type");
        return switch (type) {
            case "text" -> text(fields);
            case "image" -> media(Kind.IMAGE, fields);
            case "document" -> media(Kind.FILE, fields);
            case "tool_use" -> toolUse(fields);
            case "tool_result" -> toolResult(fields);
            case "thinking" -> thinking(fields);
            case "redacted_thinking" -> redacted(fields);
            default -> null;
        };
    }

    private static @Nullable Part text(Fields fields) {
        String text = fields.text("text");
        return text == null ? null : new Part.Text(text, fields.rest());
    }

    private static @Nullable Part thinking(Fields fields) {
        String text = fields.text("thinking");
        return text == null ? null : new Part.Reasoning(text, fields.text("signature"), fields.rest());
    }

    private static @Nullable Part redacted(Fields fields) {
        String data = fields.text("data");
        return data == null ? null : new Part.Reasoning(null, data, fields.rest());
    }

    private static @Nullable Part toolUse(Fields fields) {
        String name = fields.text("name");
        ObjectNode input = fields.object("input");
        if (name == null || input == null) {
            return null;
        }
        return new Part.ToolUse(new ToolCall(fields.text("id"), name, input.toString()), fields.rest());
    }

    private static @Nullable Part toolResult(Fields fields) {
        String id = fields.text("tool_use_id");
        JsonNode content = fields.peek("content");
        if (id == null || (content != null && !content.isString() && !content.isArray())) {
            return null;
        }
        Boolean error = fields.bool("is_error");
        if (Boolean.FALSE.equals(error)) {
            fields.spell("is_error", "false");
        }
        fields.take("content");
        List<Part> parts = content == null ? List.of() : MessageTurnReader.content(content, fields);
        return new Part.ToolResult(id, null, parts, Boolean.TRUE.equals(error), fields.rest());
    }

    private static @Nullable Part media(Kind kind, Fields fields) {
        ObjectNode object = fields.object("source");
        Source source = object == null ? null : source(new Fields(object), kind, fields);
        return source == null ? null : new Media(kind, source, fields.text("title"), fields.rest());
    }

    private static @Nullable Source source(Fields inner, Kind kind, Fields outer) {
        String type = inner.text("type");
        Source source = type == null ? null : source(type, inner, kind, outer);
        return inner.isEmpty() ? source : null;
    }

    private static @Nullable Source source(String type, Fields inner, Kind kind, Fields outer) {
        return switch (type) {
            case "base64" -> inline(inner.text("media_type"), inner.text("data"));
            case "url" -> url(inner.text("url"));
            case "file" -> file(inner.text("file_id"));
            case "text" -> kind == Kind.FILE ? plain(inner.text("media_type"), inner.text("data"), outer) : null;
            default -> null;
        };
    }

    private static @Nullable Source inline(@Nullable String mediaType, @Nullable String data) {
        return data == null ? null : new Source.Inline(mediaType == null ? "" : mediaType, data);
    }

    /** A document given as its text: elsewhere all inline content is base64. */
    private static @Nullable Source plain(@Nullable String mediaType, @Nullable String text, Fields outer) {
        if (text == null || !UTF_8.newEncoder().canEncode(text)) {
            return null;
        }
        outer.spell("source", "text");
        String base64 = Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
        return new Source.Inline(mediaType == null ? "text/plain" : mediaType, base64);
    }

    private static @Nullable Source url(@Nullable String url) {
        return url == null ? null : new Source.Url(url, "");
    }

    private static @Nullable Source file(@Nullable String id) {
        return id == null ? null : new Source.ProviderFile(id);
    }
}
