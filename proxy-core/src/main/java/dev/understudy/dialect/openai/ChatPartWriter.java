package dev.understudy.dialect.openai;

import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Part.Media;
import dev.understudy.canonical.request.Part.Media.Source;
import dev.understudy.dialect.wire.DataUrl;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes one part of a message's content, or nothing where chat has no counterpart. */
final class ChatPartWriter {
    /** What OpenAI takes as input_audio. */
    private static final Set<String> AUDIO_FORMATS = Set.of("wav", "mp3");

    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private ChatPartWriter() {}

    static @Nullable JsonNode write(Part part, String at, String source, boolean same, Losses losses) {
        if (same && part instanceof Part.Opaque opaque) {
            return opaque.value();
        }
        ObjectNode wire = wire(part, at, source, same, losses);
        if (wire != null && same) {
            Fields.putBack(wire, part.extras());
        } else if (wire != null) {
            losses.extras(at, part.extras(), source);
        }
        return wire;
    }

    private static @Nullable ObjectNode wire(Part part, String at, String source, boolean same, Losses losses) {
        if (part instanceof Part.Text text) {
            return typed("text").put("text", text.text());
        }
        if (part instanceof Part.Refusal refusal) {
            return typed("refusal").put("refusal", refusal.text());
        }
        if (part instanceof Media media) {
            ObjectNode wire = media(media, same);
            if (wire == null) {
                losses.dropped(at, "chat takes no such " + media.kind().label());
            }
            return wire;
        }
        if (same && part instanceof Part.Reasoning reasoning) {
            return thinking(reasoning);
        }
        losses.dropped(at, "a part that only " + source + " has");
        return null;
    }

    private static ObjectNode thinking(Part.Reasoning reasoning) {
        ObjectNode wire = typed("thinking");
        String words = reasoning.text();
        wire.putArray("thinking").addObject().put("type", "text").put("text", words == null ? "" : words);
        return wire;
    }

    private static @Nullable ObjectNode media(Media media, boolean same) {
        return switch (media.kind()) {
            case IMAGE -> link("image_url", media, same);
            case VIDEO -> same ? link("video_url", media, true) : null;
            case AUDIO -> audio(media, same);
            case FILE -> file(media, same);
        };
    }

    private static @Nullable ObjectNode link(String type, Media media, boolean same) {
        String url = media.source() instanceof Source.Url elsewhere
                ? elsewhere.url()
                : media.source() instanceof Source.Inline inline ? DataUrl.of(inline) : null;
        if (url == null) {
            return null;
        }
        ObjectNode wire = typed(type);
        if (same && media.extras().isSpelled("url", "bare")) {
            return wire.put(type, url);
        }
        wire.putObject(type).put("url", url);
        return wire;
    }

    private static @Nullable ObjectNode audio(Media media, boolean same) {
        boolean linked = same && media.extras().spelled("audio") != null;
        if (linked || !(media.source() instanceof Source.Inline inline)) {
            return same ? link("audio_url", media, true) : null;
        }
        String spelled = same ? media.extras().spelled("format") : null;
        String format = spelled != null ? spelled : AudioFormat.ofMediaType(inline.mediaType());
        if (!same && !AUDIO_FORMATS.contains(format)) {
            return null;
        }
        ObjectNode wire = typed("input_audio");
        wire.putObject("input_audio").put("data", inline.base64()).put("format", format);
        return wire;
    }

    private static @Nullable ObjectNode file(Media media, boolean same) {
        ObjectNode wire = typed("file");
        ObjectNode file = wire.putObject("file");
        if (media.name() != null) {
            file.put("filename", media.name());
        } else if (!same) {
            file.put("filename", "file"); // required beside content
        }
        if (media.source() instanceof Source.Inline inline) {
            file.put("file_data", fileData(inline, same));
        } else if (same && media.source() instanceof Source.ProviderFile upload) {
            file.put("file_id", upload.id());
        } else if (same && media.source() instanceof Source.Url elsewhere) {
            file.put("file_data", elsewhere.url());
        } else {
            return null;
        }
        return wire;
    }

    static String fileData(Source.Inline inline, boolean same) {
        if (!inline.mediaType().isEmpty()) {
            return DataUrl.of(inline);
        }
        return same ? inline.base64() : DataUrl.of(new Source.Inline(UNKNOWN_TYPE, inline.base64()));
    }

    private static ObjectNode typed(String type) {
        return Json.newObject().put("type", type);
    }
}
