package dev.understudy.privacy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Images, sounds and files in a request, in the shapes that the providers have for them. */
final class Media {
    private static final Set<String> TYPES = Set.of(
            "image",
            "image_url",
            "image_file",
            "input_image",
            "input_audio",
            "input_file",
            "input_video",
            "audio",
            "audio_url",
            "video",
            "video_url",
            "file",
            "document",
            "document_url",
            "container_upload",
            "image_generation_call");
    /** Gemini's parts. */
    private static final List<String> PARTS = List.of("inlineData", "inline_data", "fileData", "file_data");
    /** Bedrock's blocks, told by what is in them. */
    private static final Set<String> BLOCKS = Set.of("image", "document", "video", "audio");

    private static final String REMOVED = "[removed: ";

    private Media() {}

    static boolean isOne(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return false;
        }
        JsonNode type = object.get("type");
        if (type != null && type.isString() && TYPES.contains(type.stringValue())) {
            return !isText(object);
        }
        return isPart(object) || isBlock(object);
    }

    private static boolean isPart(ObjectNode object) {
        for (String part : PARTS) {
            if (object.get(part) instanceof ObjectNode) {
                return true;
            }
        }
        return false;
    }

    /** Documents of Anthropic can be text, which is looked into as any other. */
    private static boolean isText(ObjectNode object) {
        JsonNode source = object.get("source");
        JsonNode type = source == null ? null : source.get("type");
        return type != null
                && type.isString()
                && (type.stringValue().equals("text") || type.stringValue().equals("content"));
    }

    private static boolean isBlock(ObjectNode object) {
        if (object.size() != 1) {
            return false;
        }
        String key = object.propertyNames().iterator().next();
        return BLOCKS.contains(key)
                && object.get(key) instanceof ObjectNode block
                && block.has("source")
                && block.has("format");
    }

    /** Ollama has images beside the text of a message. */
    static boolean hasImages(ObjectNode message) {
        return message.get("images") instanceof ArrayNode images
                && !images.isEmpty()
                && images.get(0).isString();
    }

    /** What takes the place of one, in the words of the same dialect. */
    static ObjectNode placeholder(ObjectNode media) {
        JsonNode type = media.get("type");
        ObjectNode text = JsonNodeFactory.instance.objectNode();
        if (type == null || !type.isString()) {
            String kind = media.propertyNames().iterator().next();
            return text.put("text", REMOVED + (BLOCKS.contains(kind) ? kind : "file") + "]");
        }
        String name = type.stringValue();
        text.put("type", name.startsWith("input_") && !name.equals("input_audio") ? "input_text" : "text");
        return text.put("text", REMOVED + kind(name) + "]");
    }

    private static String kind(String type) {
        String plain = type.toLowerCase(Locale.ROOT);
        return plain.contains("image")
                ? "image"
                : plain.contains("audio") ? "audio" : plain.contains("video") ? "video" : "file";
    }
}
