package dev.understudy.dialect.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Part.Media;
import dev.understudy.canonical.request.Part.Media.Source;
import dev.understudy.dialect.wire.CallArguments;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import dev.understudy.dialect.wire.ToolCallIds;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes parts as content blocks. One request, one thread. */
final class ConversePartWriter {
    /** What ids of calls may be made of. */
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_.:-]{1,64}");
    /** What names of documents may not be made of. */
    private static final Pattern ODD_IN_NAME = Pattern.compile("[^a-zA-Z0-9()\\[\\]-]+");

    private static final int LONGEST_NAME = 200;

    private final boolean same;
    private final String source;
    private final Losses losses;
    private final ToolCallIds ids =
            new ToolCallIds("tooluse_understudy_", id -> ID.matcher(id).matches());
    private final Set<String> called = new LinkedHashSet<>();
    private int documents;

    /** @param source the dialect of the request */
    ConversePartWriter(boolean same, String source, Losses losses) {
        this.same = same;
        this.source = source;
        this.losses = losses;
    }

    /** Names of the tools that were called so far. */
    Set<String> called() {
        return called;
    }

    /** @param into where the block goes, unless there is none */
    void write(Part part, String at, ArrayNode into) {
        if (part instanceof Part.Opaque opaque) {
            if (same) {
                into.add(opaque.value());
            } else {
                losses.dropped(at, "only " + source + " has it");
            }
            return;
        }
        ObjectNode block = block(part, at);
        if (block == null) {
            return;
        }
        into.add(block);
        if (same) {
            if (block.get(block.propertyNames().iterator().next()) instanceof ObjectNode inner) {
                Fields.putBack(inner, part.extras());
            }
        } else {
            losses.extras(at, CachePoint.without(part.extras()), source);
            CachePoint.after(part.extras(), false, into);
        }
    }

    private @Nullable ObjectNode block(Part part, String at) {
        if (part instanceof Part.Text text) {
            return text(text);
        } else if (part instanceof Media media) {
            return media(media, at);
        } else if (part instanceof Part.ToolUse use) {
            return toolUse(use, at);
        } else if (part instanceof Part.ToolResult result) {
            return toolResult(result, at);
        } else if (part instanceof Part.Reasoning reasoning) {
            return reasoning(reasoning, at);
        } else if (part instanceof Part.Refusal refusal) {
            losses.approximated(at, "a refusal as text");
            return Json.newObject().put("text", refusal.text());
        }
        return null;
    }

    /** Empty text is refused, and says nothing. */
    private @Nullable ObjectNode text(Part.Text text) {
        ObjectNode block = Json.newObject();
        ObjectNode json = same && text.extras().isSpelled("form", "json") ? Json.object(text.text()) : null;
        if (json != null) {
            block.set("json", json);
            return block;
        }
        return text.text().isEmpty() && !same ? null : block.put("text", text.text());
    }

    private @Nullable ObjectNode reasoning(Part.Reasoning reasoning, String at) {
        if (!same) {
            losses.dropped(at, "reasoning goes back to the provider that signed it only");
            return null;
        }
        ObjectNode block = Json.newObject();
        ObjectNode content = block.putObject("reasoningContent");
        if (reasoning.text() == null) {
            content.put("redactedContent", reasoning.signature());
            return block;
        }
        ObjectNode text = content.putObject("reasoningText").put("text", reasoning.text());
        if (reasoning.signature() != null) {
            text.put("signature", reasoning.signature());
        }
        return block;
    }

    private ObjectNode toolUse(Part.ToolUse use, String at) {
        called.add(use.call().name());
        String id =
                same ? use.call().id() : ids.ofCall(use.call().id(), use.call().name());
        ObjectNode block = Json.newObject();
        ObjectNode inner = block.putObject("toolUse");
        if (id != null) {
            inner.put("toolUseId", id);
        }
        inner.put("name", use.call().name())
                .set("input", CallArguments.object(use.call().arguments(), "arguments", at, losses));
        return block;
    }

    private ObjectNode toolResult(Part.ToolResult result, String at) {
        String id = same ? result.callId() : ids.ofResult(result.callId(), result.name());
        ObjectNode block = Json.newObject();
        ObjectNode inner = block.putObject("toolResult").put("toolUseId", id);
        ArrayNode content = inner.putArray("content");
        for (int i = 0; i < result.content().size(); i++) {
            write(result.content().get(i), at + ".content[" + i + "]", content);
        }
        if (result.error()) {
            inner.put("status", "error");
        } else if (same && result.extras().isSpelled("status", "success")) {
            inner.put("status", "success");
        }
        return block;
    }

    static boolean isToolResult(JsonNode block) {
        return block.has("toolResult");
    }

    private @Nullable ObjectNode media(Media media, String at) {
        String format = media.source() instanceof Source.Inline inline
                ? ConverseMedia.format(media.kind(), inline.mediaType(), inline.base64())
                : null;
        if (format == null || !(media.source() instanceof Source.Inline inline)) {
            losses.dropped(at, "Bedrock takes content itself only, and not of every kind");
            return null;
        }
        ObjectNode block = Json.newObject();
        ObjectNode inner = block.putObject(ConverseMedia.block(media.kind())).put("format", format);
        if (same && media.extras().isSpelled("source", "text")) {
            inner.putObject("source").put("text", new String(Base64.getDecoder().decode(inline.base64()), UTF_8));
        } else {
            inner.putObject("source").put("bytes", inline.base64());
        }
        if (media.kind() == Media.Kind.FILE) {
            name(media, inner);
        }
        return block;
    }

    /** Bedrock insists on a name of a document, of plain letters. */
    private void name(Media media, ObjectNode inner) {
        documents++;
        if (same) {
            if (media.name() != null) {
                inner.put("name", media.name());
            }
            return;
        }
        String name = media.name() == null
                ? ""
                : ODD_IN_NAME.matcher(media.name()).replaceAll(" ").strip();
        inner.put("name", name.isEmpty() || name.length() > LONGEST_NAME ? "document " + documents : name);
    }
}
