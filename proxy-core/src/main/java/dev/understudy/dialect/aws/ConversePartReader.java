package dev.understudy.dialect.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Part.Media;
import dev.understudy.canonical.request.Part.Media.Source;
import dev.understudy.dialect.wire.Fields;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one content block, an object with one field that says what it is. What has no canonical word stays opaque: marks
 * for the cache, guarded content, what Bedrock's own tools were asked and said, objects in S3.
 */
final class ConversePartReader {
    private ConversePartReader() {}

    static Part read(JsonNode block) {
        String kind = block.isObject() && !block.isEmpty()
                ? block.propertyNames().iterator().next()
                : "";
        Part part = block.size() == 1 ? known(kind, block.get(kind)) : null;
        return part != null ? part : new Part.Opaque(kind, block);
    }

    private static @Nullable Part known(String kind, @Nullable JsonNode value) {
        if (kind.equals("text") && value != null && value.isString()) {
            return new Part.Text(value.stringValue());
        }
        if (!(value instanceof ObjectNode object)) {
            return null;
        }
        Fields fields = new Fields(object);
        return switch (kind) {
            case "toolUse" -> toolUse(fields);
            case "toolResult" -> toolResult(fields);
            case "reasoningContent" -> reasoning(fields);
            case "json" -> json(object);
            default -> media(ConverseMedia.kind(kind), fields);
        };
    }

    /** Of a tool's result; the text of it is what every other dialect has. */
    private static Part json(ObjectNode object) {
        return new Part.Text(object.toString(), new Extras(Map.of(), Map.of("form", "json")));
    }

    private static @Nullable Part toolUse(Fields fields) {
        String name = fields.text("name");
        ObjectNode input = fields.object("input");
        if (name == null || input == null || fields.has("type")) {
            return null; // a type is that of a tool which Bedrock ran
        }
        String id = fields.text("toolUseId");
        return new Part.ToolUse(new ToolCall(id, name, input.toString()), fields.rest());
    }

    private static @Nullable Part toolResult(Fields fields) {
        String id = fields.text("toolUseId");
        if (id == null || fields.has("type") || !(fields.peek("content") instanceof ArrayNode content)) {
            return null;
        }
        fields.take("content");
        boolean error = fields.takeText("status", "error");
        if (!error && fields.takeText("status", "success")) {
            fields.spell("status", "success");
        }
        List<Part> parts = new ArrayList<>();
        content.forEach(block -> parts.add(read(block)));
        return new Part.ToolResult(id, null, parts, error, fields.rest());
    }

    private static @Nullable Part reasoning(Fields fields) {
        String redacted = fields.text("redactedContent");
        if (redacted != null) {
            return fields.isEmpty() ? new Part.Reasoning(null, redacted, Extras.NONE) : null;
        }
        ObjectNode object = fields.object("reasoningText");
        Fields inner = object == null ? Fields.none() : new Fields(object);
        String text = inner.text("text");
        String signature = inner.text("signature");
        boolean whole = text != null && inner.isEmpty() && fields.isEmpty();
        return whole ? new Part.Reasoning(text, signature, Extras.NONE) : null;
    }

    private static @Nullable Part media(Media.@Nullable Kind kind, Fields fields) {
        String mediaType = kind == null ? null : ConverseMedia.mediaType(kind, fields.text("format"));
        ObjectNode object = fields.object("source");
        if (kind == null || mediaType == null || object == null || object.size() != 1) {
            return null;
        }
        Source source = source(object, mediaType, fields);
        return source == null ? null : new Media(kind, source, fields.text("name"), fields.rest());
    }

    private static @Nullable Source source(ObjectNode object, String mediaType, Fields fields) {
        if (object.path("bytes").isString()) {
            return new Source.Inline(mediaType, object.get("bytes").stringValue());
        }
        String text = object.path("text").asString("");
        if (text.isEmpty() || !UTF_8.newEncoder().canEncode(text)) {
            return null;
        }
        fields.spell("source", "text");
        return new Source.Inline(mediaType, Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));
    }
}
