package dev.understudy.offline;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Turn;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.RequestCodec;
import dev.understudy.dialect.Shapes;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.Asked;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Understands a {@code request}: a prompt in words, a list of messages, a provider's body, or a body with its path. */
public final class RequestReader {
    private RequestReader() {}

    /**
     * @param request as it stands in the line; null for none
     * @param answered the dialect of an answer to it; null when not known
     */
    static Asked read(@Nullable JsonNode request, @Nullable Dialect answered) {
        if (request == null) {
            return Asked.of(Json.newObject());
        }
        if (request.isString()) {
            ObjectNode body = Json.newObject();
            body.putArray("messages").addObject().put("role", "user").put("content", request.stringValue());
            return asked(body, "/", Shapes.ofRequest(body, null));
        }
        if (request.isArray()) {
            ObjectNode body = Json.newObject();
            body.set("messages", request);
            return asked(body, "/", Shapes.ofRequest(body, answered));
        }
        if (request.path("body") instanceof ObjectNode body
                && request.path("path").isString()) {
            String path = request.path("path").stringValue();
            Dialect dialect = Dialects.forRequest("POST", path);
            return asked(body, path, dialect == null ? Shapes.ofRequest(body, answered) : dialect);
        }
        return request instanceof ObjectNode body
                ? asked(body, "/", Shapes.ofRequest(body, answered))
                : Asked.of(Json.newObject());
    }

    private static Asked asked(ObjectNode body, String target, @Nullable Dialect dialect) {
        RequestCodec codec = dialect == null ? null : dialect.requests();
        return codec == null ? Asked.of(body) : Asked.of(body, () -> codec.read(target, body));
    }

    /** The last thing that the user said, for people; empty when that is not known. */
    public static String prompt(Asked asked) {
        GenerationRequest request = asked.canonical();
        if (request == null) {
            return "";
        }
        String prompt = "";
        for (Turn turn : request.turns()) {
            for (Part part : turn.role() == Turn.Role.USER ? turn.parts() : List.<Part>of()) {
                prompt = part instanceof Part.Text text ? text.text() : prompt;
            }
        }
        return prompt;
    }
}
