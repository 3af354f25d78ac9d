package dev.understudy.dialect.google;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Part.Media.Source;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes parts. Remembers the names of calls, because a result has to say whose it is. One request, one thread. */
final class GeminiPartWriter {
    /** What Gemini 3 and later take for a signature with calls that another model made. */
    private static final String NOT_OURS = "skip_thought_signature_validator";

    private final String source;
    private final boolean same;
    private final boolean signatures;
    private final Losses losses;
    private final Map<String, String> namesById = new HashMap<>();
    private String lastName = "";

    /** What a result holds beside words: it follows the result. */
    private final List<JsonNode> following = new ArrayList<>();

    GeminiPartWriter(GenerationRequest request, Losses losses) {
        this.source = request.dialect();
        this.same = source.equals(Gemini.NAME);
        String model = request.model() == null ? "" : request.model();
        this.signatures = !model.matches("(.*/)?gemini-[12].*");
        this.losses = losses;
    }

    /** @param into takes what is written: usually one part, none when it cannot be said */
    void write(Part part, ArrayNode into, String at) {
        JsonNode written = written(part, at);
        if (written == null) {
            return;
        }
        if (same && written instanceof ObjectNode object && !(part instanceof Part.Opaque)) {
            Fields.putBack(object, part.extras());
        } else if (!same) {
            losses.extras(at, part.extras(), source);
        }
        into.add(written);
        if (!following.isEmpty()) {
            List<JsonNode> media = List.copyOf(following);
            following.clear();
            media.forEach(into::add);
        }
    }

    private @Nullable JsonNode written(Part part, String at) {
        if (part instanceof Part.Text text) {
            return same || !text.text().isEmpty() ? text(text.text()) : null;
        }
        if (part instanceof Part.Media media) {
            return media(media, at);
        }
        if (part instanceof Part.ToolUse use) {
            return call(use, at);
        }
        if (part instanceof Part.ToolResult result) {
            return result(result, at);
        }
        if (part instanceof Part.Reasoning reasoning) {
            return reasoning(reasoning, at);
        }
        if (part instanceof Part.Refusal refusal) {
            losses.approximated(at, "a refusal: as words");
            return text(refusal.text());
        }
        Part.Opaque opaque = (Part.Opaque) part;
        if (!same) {
            losses.dropped(at, "a part of kind " + opaque.kind() + " is " + source + "'s own");
        }
        return same ? opaque.value() : null;
    }

    private static ObjectNode text(String text) {
        return Json.newObject().put("text", text);
    }

    private @Nullable ObjectNode reasoning(Part.Reasoning reasoning, String at) {
        if (!same) {
            losses.dropped(at, "reasoning of another model");
            return null;
        }
        ObjectNode part = text(reasoning.text() == null ? "" : reasoning.text()).put("thought", true);
        return reasoning.signature() == null ? part : part.put("thoughtSignature", reasoning.signature());
    }

    private @Nullable ObjectNode media(Part.Media media, String at) {
        ObjectNode part = Json.newObject();
        ObjectNode data;
        if (media.source() instanceof Source.Inline inline) {
            data = part.putObject("inlineData");
            String type = inline.mediaType();
            if (type.isEmpty() && !same) {
                type = MediaTypes.ofContent(inline.base64(), media.kind());
                losses.approximated(at + ".media_type", "not said: taken for " + type);
            }
            putType(data, type).put("data", inline.base64());
        } else if (media.source() instanceof Source.Url url) {
            data = part.putObject("fileData");
            String type = url.mediaType().isEmpty() && !same ? MediaTypes.ofUrl(url.url()) : url.mediaType();
            putType(data, type).put("fileUri", url.url());
        } else if (same && media.source() instanceof Source.ProviderFile upload) {
            data = part.putObject("fileData").put("fileUri", upload.id());
        } else {
            losses.dropped(at, "an upload that only " + source + " has");
            return null;
        }
        if (media.name() != null && same) {
            data.put("displayName", media.name());
        } else if (media.name() != null) {
            losses.dropped(at + ".name", "AI Studio refuses names of files");
        }
        return part;
    }

    private static ObjectNode putType(ObjectNode data, String mediaType) {
        return mediaType.isEmpty() ? data : data.put("mimeType", mediaType);
    }

    private ObjectNode call(Part.ToolUse use, String at) {
        ObjectNode part = Json.newObject();
        ObjectNode call = part.putObject("functionCall");
        String id = use.call().id();
        lastName = use.call().name();
        if (id != null) {
            namesById.put(id, lastName);
            call.put("id", id);
        }
        call.put("name", lastName);
        if (!same || use.extras().spelled("args") == null) {
            call.set("args", arguments(use, at));
        }
        if (!same && signatures) {
            part.put("thoughtSignature", NOT_OURS);
        }
        return part;
    }

    private ObjectNode arguments(Part.ToolUse use, String at) {
        String arguments = use.call().arguments();
        ObjectNode object = Json.object(arguments);
        if (object != null || arguments.isBlank()) {
            return object != null ? object : Json.newObject();
        }
        losses.approximated(at + ".arguments", "no JSON object: as a text inside one");
        return Json.newObject().put("input", arguments);
    }

    private ObjectNode result(Part.ToolResult result, String at) {
        ObjectNode part = Json.newObject();
        ObjectNode response = part.putObject("functionResponse");
        if (result.callId() != null) {
            response.put("id", result.callId());
        }
        response.put("name", name(result));
        List<String> words = new ArrayList<>();
        ArrayNode media = part.arrayNode();
        for (int i = 0; i < result.content().size(); i++) {
            Part piece = result.content().get(i);
            if (piece instanceof Part.Text text && (!same || i == 0)) {
                words.add(text.text());
                dropExtras(at + ".content[" + i + "]", text.extras());
            } else {
                write(piece, media, at + ".content[" + i + "]");
            }
        }
        response.set("response", response(result, String.join("\n", words)));
        if (same && !media.isEmpty()) {
            response.set("parts", media);
        } else if (!media.isEmpty()) {
            losses.approximated(at + ".content", "what is no text: in the user's words after the result");
            media.forEach(following::add);
        }
        return part;
    }

    private void dropExtras(String at, Extras extras) {
        if (!same) {
            losses.extras(at, extras, source);
        }
    }

    private ObjectNode response(Part.ToolResult result, String words) {
        String spelled = same ? result.extras().spelled("response") : null;
        ObjectNode object = "object".equals(spelled) ? Json.object(words) : null;
        if (object != null) {
            return object;
        }
        String usual = result.error() ? "error" : "output";
        return Json.newObject().put(spelled == null || spelled.equals("object") ? usual : spelled, words);
    }

    /** Dialects that go by id do not repeat the name. */
    private String name(Part.ToolResult result) {
        if (result.name() != null) {
            return result.name();
        }
        String known = result.callId() == null ? null : namesById.get(result.callId());
        return known != null ? known : lastName.isEmpty() ? "unknown" : lastName;
    }
}
