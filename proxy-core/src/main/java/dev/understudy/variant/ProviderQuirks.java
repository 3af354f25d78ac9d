package dev.understudy.variant;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Providers that refuse what Understudy puts into a request. They are told apart by host, because they speak the same
 * dialect; without this every mirrored call to them would end in a 400.
 */
final class ProviderQuirks {
    /** Answer 400 or 422 ("property 'store' is unsupported", "Unknown name \"store\""); none of them stores. */
    private static final List<String> WITHOUT_STORE =
            List.of("cerebras.ai", "generativelanguage.googleapis.com", "groq.com", "mistral.ai");

    /** Answers 422 "extra_forbidden"; reports usage at the end of every stream by itself. */
    private static final List<String> WITHOUT_STREAM_OPTIONS = List.of("mistral.ai");

    private static final List<String> MISTRAL = List.of("mistral.ai");

    /** Answers 400 "The 'metadata' parameter is only allowed when 'store' is enabled." */
    private static final List<String> METADATA_NEEDS_STORE = List.of("api.openai.com");

    private final boolean withoutStore;
    private final boolean withoutStreamOptions;
    private final boolean metadataNeedsStore;
    private final boolean mistral;

    private ProviderQuirks(
            boolean withoutStore, boolean withoutStreamOptions, boolean metadataNeedsStore, boolean mistral) {
        this.withoutStore = withoutStore;
        this.withoutStreamOptions = withoutStreamOptions;
        this.metadataNeedsStore = metadataNeedsStore;
        this.mistral = mistral;
    }

    /**
     * @param target says which of Google's two places it is: Vertex AI has no {@code store} (and does not store), AI Studio
     *     has one for its own dialect
     * @param metadataPasses of the body as live gets it
     */
    static ProviderQuirks of(String dialect, String host, String target, boolean metadataPasses) {
        boolean vertex = target.contains("/publishers/") || target.contains("/projects/");
        return new ProviderQuirks(
                dialect.equals("gemini") ? vertex : isOneOf(WITHOUT_STORE, host),
                isOneOf(WITHOUT_STREAM_OPTIONS, host),
                metadataPasses && isOneOf(METADATA_NEEDS_STORE, host),
                dialect.equals("openai-chat") && isOneOf(MISTRAL, host));
    }

    /** Whether live's body gets by with its metadata: what live is refused for, the copy may be refused for as well. */
    static boolean metadataPasses(ObjectNode live) {
        return isTrue(live.get("store")) || !live.has("metadata");
    }

    /** Changes a finished body in place. */
    void apply(ObjectNode body, List<String> notes) {
        if (withoutStore) {
            body.remove("store");
        }
        if (withoutStreamOptions) {
            body.remove("stream_options");
        }
        if (metadataNeedsStore && !isTrue(body.get("store")) && body.remove("metadata") != null) {
            notes.add("metadata (OpenAI takes it only with store)");
        }
        if (mistral) {
            MistralWording.apply(body, notes);
        }
    }

    private static boolean isTrue(@Nullable JsonNode node) {
        return node != null && node.isBoolean() && node.booleanValue();
    }

    private static boolean isOneOf(List<String> domains, String host) {
        for (String domain : domains) {
            int start = host.length() - domain.length();
            boolean ends = start >= 0 && host.regionMatches(true, start, domain, 0, domain.length());
            if (ends && (start == 0 || host.charAt(start - 1) == '.')) {
                return true;
            }
        }
        return false;
    }
}
