package dev.understudy.dialect.anthropic;

import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Part.Media;
import dev.understudy.canonical.request.Part.Media.Kind;
import dev.understudy.canonical.request.Part.Media.Source;
import dev.understudy.dialect.wire.CallArguments;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.ToolCallIds;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes parts as content blocks. One request, one thread. */
final class MessagePartWriter {
    /** What ids of calls may be made of. */
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]+");

    private final MessageExtras extras;
    private final ToolCallIds ids =
            new ToolCallIds("toolu_understudy_", id -> ID.matcher(id).matches());

    MessagePartWriter(MessageExtras extras) {
        this.extras = extras;
    }

    /** @param into where the block goes, unless there is none */
    void write(Part part, String at, ArrayNode into) {
        JsonNode block = block(part, at);
        if (block instanceof ObjectNode object && !(part instanceof Part.Opaque)) {
            extras.put(object, part.extras(), at);
        }
        if (block != null) {
            into.add(block);
        }
    }

    private @Nullable JsonNode block(Part part, String at) {
        if (part instanceof Part.Text text) {
            // Empty text is refused, and says nothing.
            return text.text().isEmpty() && !extras.same()
                    ? null
                    : typed("text").put("text", text.text());
        } else if (part instanceof Media media) {
            return media(media, at);
        } else if (part instanceof Part.ToolUse use) {
            return toolUse(use, at);
        } else if (part instanceof Part.ToolResult result) {
            return toolResult(result, at);
        } else if (part instanceof Part.Reasoning reasoning) {
            return reasoning(reasoning, at);
        } else if (part instanceof Part.Refusal refusal) {
            extras.losses().approximated(at, "a refusal as text");
            return typed("text").put("text", refusal.text());
        } else if (part instanceof Part.Opaque opaque && extras.same()) {
            return opaque.value();
        }
        extras.losses().dropped(at, "only " + extras.source() + " has it");
        return null;
    }

    private static ObjectNode typed(String type) {
        return Json.newObject().put("type", type);
    }

    /** Anthropic takes back only what it signed itself. */
    private @Nullable ObjectNode reasoning(Part.Reasoning reasoning, String at) {
        if (!extras.same()) {
            extras.losses().dropped(at, "reasoning goes back to the provider that signed it only");
            return null;
        }
        if (reasoning.text() == null) {
            return typed("redacted_thinking").put("data", reasoning.signature());
        }
        ObjectNode block = typed("thinking").put("thinking", reasoning.text());
        return reasoning.signature() == null ? block : block.put("signature", reasoning.signature());
    }

    private ObjectNode toolUse(Part.ToolUse use, String at) {
        String id = extras.same()
                ? use.call().id()
                : ids.ofCall(use.call().id(), use.call().name());
        ObjectNode block = typed("tool_use");
        if (id != null) {
            block.put("id", id);
        }
        block.put("name", use.call().name());
        block.set("input", CallArguments.object(use.call().arguments(), "arguments", at, extras.losses()));
        return block;
    }

    private ObjectNode toolResult(Part.ToolResult result, String at) {
        String id = extras.same() ? result.callId() : ids.ofResult(result.callId(), result.name());
        ObjectNode block = typed("tool_result").put("tool_use_id", id);
        ArrayNode content = Json.newObject().putArray("content");
        for (int i = 0; i < result.content().size(); i++) {
            write(result.content().get(i), at + ".content[" + i + "]", content);
        }
        boolean text = extras.same() ? result.extras().isSpelled("content", "text") : !content.isEmpty();
        if (text) {
            block.set("content", asText(content));
        } else if (!content.isEmpty()) {
            block.set("content", content);
        }
        if (result.error() || (extras.same() && result.extras().isSpelled("is_error", "false"))) {
            block.put("is_error", result.error());
        }
        return block;
    }

    static boolean isToolResult(JsonNode block) {
        return block.path("type").asString("").equals("tool_result");
    }

    /** A single text without anything beside it as a plain string, else the blocks. */
    static JsonNode asText(ArrayNode blocks) {
        JsonNode only = blocks.size() == 1 ? blocks.get(0) : Json.newObject();
        boolean plain = only.size() == 2 && only.path("type").asString("").equals("text");
        return plain ? only.path("text") : blocks;
    }

    private @Nullable ObjectNode media(Media media, String at) {
        ObjectNode source = media.kind() == Kind.IMAGE || media.kind() == Kind.FILE ? source(media) : null;
        if (source == null) {
            extras.losses()
                    .dropped(at, "Anthropic does not take this " + media.kind().label());
            return null;
        }
        ObjectNode block = typed(media.kind() == Kind.IMAGE ? "image" : "document");
        block.set("source", source);
        if (media.name() != null && media.kind() == Kind.FILE) {
            block.put("title", media.name());
        }
        return block;
    }

    private @Nullable ObjectNode source(Media media) {
        if (media.source() instanceof Source.Url url) {
            return typed("url").put("url", url.url());
        } else if (media.source() instanceof Source.Inline inline) {
            return inline(media, inline);
        } else if (media.source() instanceof Source.ProviderFile file && extras.same()) {
            return typed("file").put("file_id", file.id());
        }
        return null;
    }

    private @Nullable ObjectNode inline(Media media, Source.Inline inline) {
        String type = inline.mediaType().toLowerCase(Locale.ROOT);
        boolean image = media.kind() == Kind.IMAGE;
        boolean plainText = extras.same() ? media.extras().isSpelled("source", "text") : type.startsWith("text/");
        if (!image && plainText) {
            return plainText(inline);
        }
        String known = extras.same() ? inline.mediaType() : known(image, type, inline.base64());
        return known == null ? null : typed("base64").put("media_type", known).put("data", inline.base64());
    }

    /** The media type, where Anthropic takes it; what the source does not say, the content's first bytes do. */
    private static @Nullable String known(boolean image, String type, String base64) {
        if (!image) {
            boolean pdf = type.startsWith("application/pdf") || base64.startsWith("JVBERi0");
            return pdf ? "application/pdf" : null;
        }
        if (base64.startsWith("/9j/") || type.equals("image/jpeg") || type.equals("image/jpg")) {
            return "image/jpeg";
        } else if (base64.startsWith("iVBORw0KGgo") || type.equals("image/png")) {
            return "image/png";
        } else if (base64.startsWith("R0lGOD") || type.equals("image/gif")) {
            return "image/gif";
        }
        return base64.startsWith("UklGR") || type.equals("image/webp") ? "image/webp" : null;
    }

    private static @Nullable ObjectNode plainText(Source.Inline inline) {
        try {
            byte[] text = Base64.getMimeDecoder().decode(inline.base64());
            return typed("text").put("media_type", "text/plain").put("data", new String(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
