package dev.understudy.dialect.openai;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.config.SystemPrompt;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.dialect.wire.ResponseReader;
import dev.understudy.dialect.wire.SystemMessages;
import dev.understudy.exchange.Headers;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Completions, the form that OpenAI had before chat: a text goes on. vLLM, OpenRouter and others still speak it. Nothing is
 * translated from or to it, because a text that goes on is no conversation.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/completions">API reference, completions</a>
 */
public final class OpenAiCompletions implements Dialect {
    private static final String ENDPOINT = "/completions";

    @Override
    public String name() {
        return "openai-completions";
    }

    /** Not what else is called so: Mistral's {@code /agents/completions} has tools that run there. */
    @Override
    public boolean serves(String method, String path) {
        return Endpoints.posts(method, path, ENDPOINT) && Endpoints.isBelowVersion(path, ENDPOINT);
    }

    @Override
    public RequestFacts facts(String target, ObjectNode request) {
        String model = ChatFacts.text(request, "model");
        JsonNode stream = request.get("stream");
        return new RequestFacts(
                model != null ? model : Deployment.of(target),
                stream != null && stream.isBoolean() && stream.booleanValue(),
                () -> text(request.get("prompt")),
                ChatFacts.caller(request));
    }

    /** A prompt is a text, tokens, or several of either: the first one tells conversations apart. */
    static String text(JsonNode prompt) {
        if (prompt == null || prompt.isNull()) {
            return "";
        }
        JsonNode first = prompt.isArray() && !prompt.isEmpty() && !prompt.get(0).isNumber() ? prompt.get(0) : prompt;
        return first.isString() ? first.stringValue() : first.toString();
    }

    @Override
    public String setModel(String target, ObjectNode request, String model) {
        request.put("model", model);
        return Deployment.replaced(target, model);
    }

    /** There is no system prompt: the text is put before the prompt. A prompt of tokens stays as it is. */
    @Override
    public void editSystemPrompt(ObjectNode request, SystemPrompt edit) {
        String prompt = ChatFacts.text(request, "prompt");
        if (prompt != null) {
            request.put("prompt", SystemMessages.join(edit.text(), prompt));
        }
    }

    /** As in chat, but for {@code store}, which is refused here and not needed: nothing is stored. */
    @Override
    public Containment contain(ObjectNode request, boolean sameOrigin) {
        Containment containment = ChatContainment.contain(request, sameOrigin);
        request.remove("store");
        return containment;
    }

    @Override
    public void requestUsage(ObjectNode request) {
        StreamOptions.requestUsage(request);
    }

    @Override
    public List<String> headersForCandidate() {
        return OpenAiChat.HEADERS;
    }

    /** The chunks and choices of chat, with the text in the choice itself. */
    @Override
    public ParsedResponse response(int status, Headers headers, byte[] body) {
        return ResponseReader.read(status, headers.get("content-type"), body, new ChatReader());
    }

    @Override
    public byte[] error(int status, ErrorKind kind, String message) {
        return OpenAiErrors.body(status, kind, message);
    }
}
