package dev.understudy.dialect.cohere;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.config.SystemPrompt;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.RequestCodec;
import dev.understudy.dialect.wire.CallerTools;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.dialect.wire.ResponseReader;
import dev.understudy.dialect.wire.SystemMessages;
import dev.understudy.exchange.Headers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /v2/chat}. Version 1 has connectors that fetch and conversations that are kept, and is not served.
 *
 * @see <a href="https://docs.cohere.com/reference/chat">Cohere, API reference, chat</a>
 */
public final class CohereChat implements Dialect {
    static final String NAME = "cohere-chat";

    private static final String ENDPOINT = "/v2/chat";

    /** Fields of version 1, and what is refused without tools. */
    private static final List<String> SERVER_SIDE_FIELDS =
            List.of("connectors", "conversation_id", "search_queries_only");

    private static final List<String> TOOL_CHOICES = List.of("tool_choice", "strict_tools");
    private static final RequestCodec REQUESTS = RequestCodec.of(
            (target, request) -> CohereRequestReader.read(request),
            request -> new CohereRequestWriter(request).write());

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean serves(String method, String path) {
        int query = path.indexOf('?');
        int end = query < 0 ? path.length() : query;
        return method.equals("POST") && path.startsWith(ENDPOINT, end - ENDPOINT.length());
    }

    @Override
    public RequestFacts facts(String target, ObjectNode request) {
        JsonNode model = request.path("model");
        JsonNode stream = request.path("stream");
        return new RequestFacts(
                model.isString() ? model.stringValue() : null,
                stream.isBoolean() && stream.booleanValue(),
                () -> SystemMessages.conversationText(request),
                null);
    }

    @Override
    public String setModel(String target, ObjectNode request, String model) {
        request.put("model", model);
        return target;
    }

    @Override
    public void editSystemPrompt(ObjectNode request, SystemPrompt edit) {
        SystemMessages.edit(request, edit);
    }

    /** Documents are part of the question, and citations of the answer: they stay. */
    @Override
    public Containment contain(ObjectNode request, boolean sameOrigin) {
        List<String> removed = new ArrayList<>();
        for (String field : SERVER_SIDE_FIELDS) {
            if (request.remove(field) != null) {
                removed.add(field);
            }
        }
        int serverTools = removed.size() + CallerTools.keep(request, TOOL_CHOICES, removed);
        return new Containment.Contained(List.copyOf(removed), serverTools);
    }

    /** Usage comes with every answer. */
    @Override
    public void requestUsage(ObjectNode request) {}

    @Override
    public RequestCodec requests() {
        return REQUESTS;
    }

    @Override
    public List<String> headersForCandidate() {
        return List.of();
    }

    @Override
    public ParsedResponse response(int status, Headers headers, byte[] body) {
        return ResponseReader.read(status, headers.get("content-type"), body, new CohereReader());
    }

    @Override
    public byte[] error(int status, ErrorKind kind, String message) {
        return CohereErrors.body(message);
    }
}
