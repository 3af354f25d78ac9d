package dev.understudy.dialect.ollama;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.wire.CallerTools;
import dev.understudy.dialect.wire.JsonStream;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.dialect.wire.ResponseReader;
import dev.understudy.exchange.Headers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Ollama's two endpoints have in common.
 *
 * @see <a href="https://docs.ollama.com/api">Ollama, API</a>
 */
abstract class Ollama implements Dialect {
    private final String name;
    private final String endpoint;

    Ollama(String name, String endpoint) {
        this.name = name;
        this.endpoint = endpoint;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean serves(String method, String path) {
        int query = path.indexOf('?');
        int end = query < 0 ? path.length() : query;
        return method.equals("POST") && path.startsWith(endpoint, end - endpoint.length());
    }

    /** What all turns of a conversation share. */
    abstract String conversationText(ObjectNode request);

    /** A field that only means something to the server and model that gave it, or null. */
    abstract @Nullable String state(ObjectNode request);

    @Override
    public RequestFacts facts(String target, ObjectNode request) {
        JsonNode model = request.path("model");
        return new RequestFacts(
                model.isString() ? model.stringValue() : null, streams(request), () -> conversationText(request), null);
    }

    /** Unless it says otherwise. */
    static boolean streams(ObjectNode request) {
        JsonNode stream = request.path("stream");
        return !stream.isBoolean() || stream.booleanValue();
    }

    @Override
    public String setModel(String target, ObjectNode request, String model) {
        request.put("model", model);
        return target;
    }

    /** The server keeps and runs nothing; but it may be told to hold a model in memory, or to throw it out. */
    @Override
    public Containment contain(ObjectNode request, boolean sameOrigin) {
        String state = sameOrigin ? null : state(request);
        if (state != null) {
            return new Containment.NeedsProviderState(state);
        }
        List<String> removed = new ArrayList<>();
        if (request.remove("keep_alive") != null) {
            removed.add("keep_alive");
        }
        int serverTools = CallerTools.keep(request, List.of(), removed);
        return new Containment.Contained(List.copyOf(removed), serverTools);
    }

    /** Counts come with the last line of every answer. */
    @Override
    public void requestUsage(ObjectNode request) {}

    @Override
    public List<String> headersForCandidate() {
        return List.of();
    }

    @Override
    public ParsedResponse response(int status, Headers headers, byte[] body) {
        return ResponseReader.read(status, headers.get("content-type"), body, new OllamaReader(), JsonStream.LINES);
    }

    @Override
    public byte[] error(int status, ErrorKind kind, String message) {
        return OllamaErrors.body(message);
    }
}
