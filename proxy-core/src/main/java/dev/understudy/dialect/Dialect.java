package dev.understudy.dialect;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.config.SystemPrompt;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.exchange.Headers;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A provider's wire format. Stateless and thread-safe. Nothing here runs on a live event loop except {@link #serves} and
 * {@link #error}.
 */
public interface Dialect {
    /** The name used in configuration: {@code openai-chat}. */
    String name();

    /** Whether this is one of the dialect's side-effect-free generation endpoints; any deployment prefix is allowed. */
    boolean serves(String method, String path);

    /**
     * What the rest of the core needs to know of a request. Never throws on odd shapes: absent things are null or empty.
     *
     * @param target the request target, path and query: some dialects name the model there, or ask for a stream
     */
    RequestFacts facts(String target, ObjectNode request);

    /** Sets the model, in the body in place or in the target; returns the target to use from then on. */
    String setModel(String target, ObjectNode request, String model);

    /** Edits the system prompt in place. */
    void editSystemPrompt(ObjectNode request, SystemPrompt edit);

    /**
     * Takes side effects out of a request, in place: nothing stored, nothing executed by the provider.
     *
     * @param sameOrigin whether it goes to the origin that holds the live provider state
     */
    Containment contain(ObjectNode request, boolean sameOrigin);

    /** Makes a streamed request report its usage, in place; does nothing where the provider does so by itself. */
    void requestUsage(ObjectNode request);

    /** Requests in and out of the canonical model, or null for a dialect that nothing is translated from or to. */
    default @Nullable RequestCodec requests() {
        return null;
    }

    /** Names of client headers, in lower case, that mean something to the provider and may reach a candidate. */
    List<String> headersForCandidate();

    /**
     * Understands a response. Never throws: what cannot be read comes back with an error of kind MALFORMED or TRUNCATED.
     *
     * @param body content bytes, content-encoding removed
     */
    ParsedResponse response(int status, Headers headers, byte[] body);

    /** An error body as the provider itself would word it, for a client of this dialect. */
    byte[] error(int status, ErrorKind kind, String message);

    /**
     * @param conversation the {@link #conversationText}, put together when somebody asks
     * @param user the caller's own user or session field, if the request has one
     */
    record RequestFacts(
            @Nullable String model,
            boolean streamed,
            Supplier<String> conversation,
            @Nullable String user) {
        /** System prompt and first user message: what all turns of a conversation share. Prompts are large: made anew each time. */
        public String conversationText() {
            return conversation.get();
        }
    }

    /** The result of {@link #contain}. */
    sealed interface Containment {
        /**
         * @param removed what was taken out or forced, for people: {@code tools[1] web_search}
         * @param serverTools how much of it the provider would have run itself
         */
        record Contained(List<String> removed, int serverTools) implements Containment {}

        /** Leans on state that only live's provider has: {@code previous_response_id}, {@code conversation}. */
        record NeedsProviderState(String field) implements Containment {}
    }
}
