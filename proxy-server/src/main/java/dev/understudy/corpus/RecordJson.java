package dev.understudy.corpus;

import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Headers;
import dev.understudy.recording.RecordedExchange;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A recorded exchange as one line of a segment. */
final class RecordJson {
    private RecordJson() {}

    /** Without a line feed. */
    static byte[] line(RecordedExchange exchange) {
        ObjectNode json = Json.newObject();
        json.put("id", exchange.id());
        json.put("at", exchange.at().toString());
        json.put("route", exchange.route());
        json.put("dialect", exchange.dialect());
        json.put("method", exchange.method());
        json.put("target", exchange.target());
        ArrayNode headers = json.putArray("headers");
        exchange.headers().forEach(field -> headers.addArray().add(field.name()).add(field.value()));
        json.put("conversation", exchange.conversation());
        json.set("request", exchange.request());
        json.set("live", AnswerJson.of(exchange.live()));
        return Json.bytes(json);
    }

    /** Whether a line is a whole one, without reading all that is in it. */
    static boolean isWhole(byte[] line) {
        return line.length > 1 && line[0] == '{' && line[line.length - 1] == '}' && Json.object(line) != null;
    }

    /** @throws CorpusException for what {@link #line} did not write */
    static RecordedExchange read(byte[] line) {
        Fields json;
        try {
            json = new Fields("exchange", Json.tree(line, 0, line.length));
        } catch (JacksonException malformed) {
            throw new CorpusException("not JSON (expected: an exchange)", malformed);
        }
        return new RecordedExchange(
                json.required("id"),
                instant(json.required("at")),
                json.required("route"),
                json.required("dialect"),
                json.required("method"),
                json.required("target"),
                headers(json),
                json.required("conversation"),
                json.tree("request"),
                AnswerJson.read(json.tree("live"), Arm.LIVE));
    }

    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException malformed) {
            throw new CorpusException("at: not a time (expected: such as 2026-11-22T18:00:00Z)", malformed);
        }
    }

    private static Headers headers(Fields json) {
        List<Headers.Field> fields = new ArrayList<>();
        for (JsonNode field : json.list("headers")) {
            fields.add(
                    new Headers.Field(field.path(0).asString(""), field.path(1).asString("")));
        }
        return Headers.of(fields);
    }
}
