package dev.understudy.dialect.openai;

import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Part.Media;
import dev.understudy.canonical.request.Part.Media.Source;
import dev.understudy.dialect.wire.DataUrl;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes one part of a message's or a result's content, or nothing where Responses has no counterpart. */
final class ResponsesPartWriter {
    private ResponsesPartWriter() {}

    static @Nullable JsonNode write(Part part, String at, String source, boolean same, Losses losses) {
        if (same && part instanceof Part.Opaque opaque) {
            return opaque.value();
        }
        ObjectNode wire = wire(part, same);
        if (wire == null) {
            losses.dropped(at, "Responses takes no such part");
        } else if (same) {
            Fields.putBack(wire, part.extras());
        } else {
            losses.extras(at, part.extras(), source);
        }
        return wire;
    }

    private static @Nullable ObjectNode wire(Part part, boolean same) {
        if (part instanceof Part.Text text) {
            String spelled = same ? text.extras().spelled("type") : null;
            return typed(spelled != null ? spelled : "input_text").put("text", text.text());
        }
        if (part instanceof Part.Refusal refusal) {
            return typed("refusal").put("refusal", refusal.text());
        }
        return part instanceof Media media ? media(media, same) : null;
    }

    private static @Nullable ObjectNode media(Media media, boolean same) {
        return switch (media.kind()) {
            case IMAGE -> image(media, same);
            case FILE -> file(media, same);
            case AUDIO -> same ? audio(media) : null;
            case VIDEO -> null;
        };
    }

    private static @Nullable ObjectNode image(Media media, boolean same) {
        ObjectNode wire = typed("input_image");
        if (media.source() instanceof Source.Url url) {
            return wire.put("image_url", url.url());
        }
        if (media.source() instanceof Source.Inline inline) {
            return wire.put("image_url", DataUrl.of(inline));
        }
        return same && media.source() instanceof Source.ProviderFile file ? wire.put("file_id", file.id()) : null;
    }

    private static @Nullable ObjectNode file(Media media, boolean same) {
        ObjectNode wire = typed("input_file");
        boolean inline = media.source() instanceof Source.Inline;
        if (media.name() != null) {
            wire.put("filename", media.name());
        } else if (inline && !same) {
            wire.put("filename", "file"); // required beside content
        }
        if (media.source() instanceof Source.Inline content) {
            return wire.put("file_data", ChatPartWriter.fileData(content, same));
        }
        if (media.source() instanceof Source.Url url) {
            return wire.put("file_url", url.url());
        }
        return same && media.source() instanceof Source.ProviderFile file ? wire.put("file_id", file.id()) : null;
    }

    private static @Nullable ObjectNode audio(Media media) {
        if (!(media.source() instanceof Source.Inline inline)) {
            return null;
        }
        String spelled = media.extras().spelled("format");
        ObjectNode wire = typed("input_audio");
        wire.putObject("input_audio")
                .put("data", inline.base64())
                .put("format", spelled != null ? spelled : AudioFormat.ofMediaType(inline.mediaType()));
        return wire;
    }

    private static ObjectNode typed(String type) {
        return Json.newObject().put("type", type);
    }
}
