package dev.understudy.dialect.google;

import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * A function call as one part states it: whole, or with {@code streamFunctionCallArguments} a piece of one. The first
 * piece has the name, those after it have arguments, the last one says nothing or only that no more comes.
 *
 * @param arguments JSON text; null when there are none in this piece
 * @param pieces of single arguments
 * @see <a href="https://cloud.google.com/vertex-ai/generative-ai/docs/reference/rest/v1/Content#FunctionCall">Vertex AI,
 *     FunctionCall</a>
 */
record GeminiCall(
        @Nullable String id,
        @Nullable String name,
        @Nullable String arguments,
        List<Piece> pieces,
        boolean willContinue) {

    /**
     * @param path RFC 9535 path of one argument: {@code $.user.names[0]}
     * @param value a string may be the beginning or the continuation of one
     */
    record Piece(String path, JsonNode value) {}

    /** Whether it only says that the call before is complete. */
    boolean isEnd() {
        return name == null && id == null && arguments == null && pieces.isEmpty();
    }

    /** The parser stands on the opening brace and is left on the closing one. */
    static GeminiCall read(JsonParser parser) {
        String id = null;
        String name = null;
        String arguments = null;
        List<Piece> pieces = List.of();
        boolean willContinue = false;
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "id" -> id = Tokens.string(parser, token, null);
                case "name" -> name = Tokens.string(parser, token, null);
                case "args" -> arguments = Tokens.text(parser, token);
                case "partialArgs" -> pieces = pieces(parser, token);
                case "willContinue" -> willContinue = token == JsonToken.VALUE_TRUE;
                default -> parser.skipChildren();
            }
        }
        return new GeminiCall(id, name, arguments, pieces, willContinue);
    }

    private static List<Piece> pieces(JsonParser parser, JsonToken token) {
        List<Piece> pieces = new ArrayList<>();
        if (token != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return pieces;
        }
        while (Tokens.nextObject(parser)) {
            Piece piece = piece(parser);
            if (piece != null) {
                pieces.add(piece);
            }
        }
        return pieces;
    }

    private static @Nullable Piece piece(JsonParser parser) {
        String path = null;
        JsonNode value = null;
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "jsonPath" -> path = Tokens.string(parser, token, null);
                case "stringValue", "numberValue", "boolValue" -> value = scalar(parser, token);
                case "nullValue" -> {
                    parser.skipChildren();
                    value = Json.newObject().nullNode();
                }
                default -> parser.skipChildren();
            }
        }
        return path == null || value == null ? null : new Piece(path, value);
    }

    private static @Nullable JsonNode scalar(JsonParser parser, JsonToken token) {
        if (token == JsonToken.VALUE_STRING) {
            return Json.newObject().stringNode(parser.getString());
        }
        String text = Tokens.text(parser, token);
        if (text == null) {
            return null;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Json.tree(bytes, 0, bytes.length);
    }
}
