package dev.understudy.dialect.google;

import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Part.Media;
import dev.understudy.canonical.request.Part.Media.Source;
import dev.understudy.dialect.wire.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads one part of a content. Its kind is the field that it has. */
final class GeminiPartReader {
    /** Under what a function's answer is put where it is one text; {@code error} says that the call failed. */
    private static final Set<String> ANSWERS = Set.of("output", "result", "return_value", "content", "error");

    private GeminiPartReader() {}

    static Part read(JsonNode node) {
        Part part = node instanceof ObjectNode object ? known(object) : null;
        return part != null ? part : new Part.Opaque(kind(node), node);
    }

    private static String kind(JsonNode node) {
        for (String name : node.propertyNames()) {
            String camel = Spelling.camel(name);
            if (!camel.equals("thoughtSignature") && !camel.equals("thought")) {
                return camel;
            }
        }
        return "";
    }

    private static @Nullable Part known(ObjectNode object) {
        Fields fields = new Fields(Spelling.camelCase(object));
        return switch (kind(object)) {
            case "text" -> text(fields);
            case "functionCall" -> call(fields);
            case "functionResponse" -> response(fields);
            case "inlineData" -> inline(fields);
            case "fileData" -> file(fields);
            default -> null;
        };
    }

    private static @Nullable Part text(Fields fields) {
        String text = fields.text("text");
        if (text == null) {
            return null;
        }
        JsonNode thought = fields.peek("thought");
        if (thought == null || !thought.isBoolean() || !thought.booleanValue()) {
            return new Part.Text(text, fields.rest());
        }
        fields.take("thought");
        String signature = fields.text("thoughtSignature");
        return new Part.Reasoning(text, signature, fields.rest());
    }

    private static @Nullable Part call(Fields outer) {
        Fields inner = inner(outer, "functionCall");
        String name = inner == null ? null : inner.text("name");
        if (inner == null || name == null) {
            return null;
        }
        String id = inner.text("id");
        ObjectNode arguments = inner.object("args");
        if (arguments == null) {
            inner.spell("args", "absent");
        }
        outer.leaveRest("functionCall", inner);
        return new Part.ToolUse(new ToolCall(id, name, arguments == null ? "{}" : arguments.toString()), outer.rest());
    }

    private static @Nullable Part response(Fields outer) {
        Fields inner = inner(outer, "functionResponse");
        String name = inner == null ? null : inner.text("name");
        ObjectNode response = inner == null ? null : inner.object("response");
        if (inner == null || name == null || response == null) {
            return null;
        }
        String id = inner.text("id");
        List<Part> content = new ArrayList<>();
        String key = response.size() == 1 ? response.propertyNames().iterator().next() : "";
        boolean plain = ANSWERS.contains(key) && response.get(key).isString();
        inner.spell("response", plain ? key : "object");
        content.add(new Part.Text(plain ? response.get(key).stringValue() : response.toString()));
        JsonNode media = inner.take("parts");
        for (JsonNode part : Spelling.list(media)) {
            content.add(read(part));
        }
        outer.leaveRest("functionResponse", inner);
        return new Part.ToolResult(id, name, content, plain && key.equals("error"), outer.rest());
    }

    private static @Nullable Part inline(Fields outer) {
        Fields inner = inner(outer, "inlineData");
        String data = inner == null ? null : inner.text("data");
        if (inner == null || data == null) {
            return null;
        }
        String type = inner.text("mimeType");
        String name = inner.text("displayName");
        outer.leaveRest("inlineData", inner);
        String mediaType = type == null ? "" : type;
        return new Media(
                MediaTypes.kind(mediaType),
                new Source.Inline(mediaType, Base64Alphabet.standard(data)),
                name,
                outer.rest());
    }

    /** A place on the web, an upload to the Files API, or an object in a bucket. */
    private static @Nullable Part file(Fields outer) {
        Fields inner = inner(outer, "fileData");
        String uri = inner == null ? null : inner.text("fileUri");
        if (inner == null || uri == null) {
            return null;
        }
        boolean upload = GeminiContainment.isUpload(uri) || !uri.startsWith("http");
        JsonNode type = inner.peek("mimeType");
        String mediaType = type == null ? "" : type.asString("");
        if (!upload) {
            inner.text("mimeType");
        }
        String name = inner.text("displayName");
        outer.leaveRest("fileData", inner);
        Source source = upload ? new Source.ProviderFile(uri) : new Source.Url(uri, mediaType);
        return new Media(MediaTypes.kind(mediaType), source, name, outer.rest());
    }

    /** The object that the part is all about, taken out of it; null and not taken when it is none. */
    private static @Nullable Fields inner(Fields outer, String name) {
        ObjectNode object = outer.object(name);
        return object == null ? null : new Fields(Spelling.camelCase(object));
    }
}
