package dev.understudy.dialect.openai;

import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Part.Media;
import dev.understudy.canonical.request.Part.Media.Kind;
import dev.understudy.canonical.request.Part.Media.Source;
import dev.understudy.dialect.wire.DataUrl;
import dev.understudy.dialect.wire.Fields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads one part of a message's content. */
final class ChatPartReader {
    private ChatPartReader() {}

    static Part read(JsonNode node) {
        String type = ChatFacts.text(node, "type");
        Part part = node instanceof ObjectNode object && type != null ? known(type, object) : null;
        return part != null ? part : new Part.Opaque(type == null ? "" : type, node);
    }

    private static @Nullable Part known(String type, ObjectNode object) {
        Fields fields = new Fields(object);
        fields.take("type");
        return switch (type) {
            case "text" -> text(fields);
            case "refusal" -> refusal(fields);
            case "thinking" -> thinking(fields);
            case "image_url" -> link(type, Kind.IMAGE, fields);
            case "video_url" -> link(type, Kind.VIDEO, fields);
            case "audio_url" -> {
                fields.spell("audio", "url"); // vLLM's, beside input_audio
                yield link(type, Kind.AUDIO, fields);
            }
            case "input_audio" -> audio(fields);
            case "file" -> file(fields);
            default -> null;
        };
    }

    private static @Nullable Part text(Fields fields) {
        String text = fields.text("text");
        return text == null ? null : new Part.Text(text, fields.rest());
    }

    private static @Nullable Part refusal(Fields fields) {
        String text = fields.text("refusal");
        return text == null ? null : new Part.Refusal(text, fields.rest());
    }

    /** Mistral's way: the words are an array of text parts. */
    private static @Nullable Part thinking(Fields fields) {
        JsonNode thinking = fields.peek("thinking");
        if (!(thinking instanceof ArrayNode parts)) {
            return null;
        }
        StringBuilder words = new StringBuilder();
        for (JsonNode part : parts) {
            String text = ChatFacts.text(part, "text");
            words.append(text == null ? "" : text);
        }
        boolean plain =
                parts.size() == 1 && parts.get(0).size() == 2 && "text".equals(ChatFacts.text(parts.get(0), "type"));
        if (plain) {
            fields.take("thinking"); // else the array itself stays an extra
        }
        fields.spell("reasoning", "part");
        return new Part.Reasoning(words.toString(), null, fields.rest());
    }

    /** {@code {"image_url": {"url": …}}}; Mistral also takes the URL itself in that place. */
    private static @Nullable Part link(String type, Kind kind, Fields fields) {
        String bare = fields.text(type);
        if (bare != null) {
            fields.spell("url", "bare");
            return new Media(kind, DataUrl.source(bare), null, fields.rest());
        }
        ObjectNode object = fields.object(type);
        Fields inner = object == null ? Fields.none() : new Fields(object);
        String url = inner.text("url");
        if (url == null) {
            return null;
        }
        fields.leaveRest(type, inner);
        return new Media(kind, DataUrl.source(url), null, fields.rest());
    }

    static @Nullable Part audio(Fields fields) {
        ObjectNode object = fields.object("input_audio");
        Fields inner = object == null ? Fields.none() : new Fields(object);
        String data = inner.text("data");
        String format = inner.text("format");
        // Alibaba takes a URL in its place.
        if (data == null || format == null || data.indexOf(':') >= 0) {
            return null;
        }
        fields.leaveRest("input_audio", inner);
        if (!AudioFormat.ofMediaType(AudioFormat.mediaType(format)).equals(format)) {
            fields.spell("format", format);
        }
        return new Media(Kind.AUDIO, new Source.Inline(AudioFormat.mediaType(format), data), null, fields.rest());
    }

    private static @Nullable Part file(Fields fields) {
        ObjectNode object = fields.object("file");
        Fields inner = object == null ? Fields.none() : new Fields(object);
        String data = inner.text("file_data");
        String id = inner.text("file_id");
        if ((data == null) == (id == null)) {
            return null;
        }
        String name = inner.text("filename");
        fields.leaveRest("file", inner);
        Source source = data != null ? fileSource(data) : new Source.ProviderFile(id == null ? "" : id);
        return new Media(Kind.FILE, source, name, fields.rest());
    }

    /** Content as a data URL, as bare base64 or, at OpenRouter, elsewhere. */
    static Source fileSource(String data) {
        boolean url = data.startsWith("data:") || data.startsWith("http://") || data.startsWith("https://");
        return url ? DataUrl.source(data) : new Source.Inline("", data);
    }
}
