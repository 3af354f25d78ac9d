package dev.understudy.dialect.openai;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.dialect.wire.Losses;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fields of a request that chat and Responses share by name and meaning, though the canonical model has no word for them. */
final class OpenAiExtras {
    private static final Set<String> SHARED = Set.of(
            "metadata", "prompt_cache_key", "prompt_cache_retention", "safety_identifier", "service_tier", "store");

    private OpenAiExtras() {}

    /** Carries what is shared over to the other OpenAI dialect, and lists the rest as lost. */
    static void carry(GenerationRequest request, ObjectNode body, Losses losses) {
        boolean family =
                request.dialect().equals(OpenAiChat.NAME) || request.dialect().equals(OpenAiResponses.NAME);
        Map<String, JsonNode> lost = new LinkedHashMap<>();
        request.extras().fields().forEach((name, value) -> {
            if (family && SHARED.contains(name)) {
                body.set(name, value);
            } else {
                lost.put(name, value);
            }
        });
        losses.extras("extras", new Extras(lost), request.dialect());
    }
}
