package dev.understudy.dialect.anthropic;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ProviderError;
import dev.understudy.dialect.wire.ObjectAssembler;
import dev.understudy.dialect.wire.Repetition;
import dev.understudy.dialect.wire.Tokens;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the JSON of one message, or of one event of a stream after the other, token by token. The fields of all kinds of
 * events have names of their own, so one loop reads them all, in whatever order they come; the type, which may come
 * last, is looked at when everything has been read. Every method leaves the parser on the last token of its value.
 *
 * @see <a href="https://docs.anthropic.com/en/docs/build-with-claude/streaming">Streaming messages</a>
 */
final class MessageReader extends ObjectAssembler {
    private static final Repetition REPETITION = new Repetition(
            List.of("delta.text", "delta.thinking", "delta.partial_json"),
            List.of(),
            List.of("type", "index", "delta.type"));

    private final MessageAnswer answer = new MessageAnswer();
    private final ContentPiece piece = new ContentPiece();

    // What the last event says.
    private String type = "";
    private int index;

    private boolean sawContent;
    private boolean stopped;
    private boolean pieceBefore;

    @Override
    public boolean finished() {
        return stopped || answer.finished();
    }

    @Override
    public @Nullable String incomplete() {
        return sawContent ? null : "no content in the answer";
    }

    @Override
    public ProviderError error(int status, byte[] bytes, int from, int to) {
        return MessageErrors.read(status, bytes, from, to);
    }

    @Override
    public Completion completion(@Nullable ProviderError error, int events, int unknownEvents) {
        return answer.completion(error, events, unknownEvents);
    }

    @Override
    public Repetition repetition() {
        return REPETITION;
    }

    @Override
    public void again(int place, String words) {
        piece.setWords(place, words);
        sawOutput = false;
        known = finish(type, index);
    }

    @Override
    protected void object(String event, JsonParser parser) {
        sawContent = false;
        pieceBefore = false;
        piece.clear();
        // "message" is what a stream's event is called that has no name (WHATWG), and no event of a stream here.
        type = event.equals("message") ? "" : event;
        index = -1;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            switch (name) {
                case "type" -> type = token == JsonToken.VALUE_STRING ? parser.getString() : skip(parser, type);
                case "index" -> index = Tokens.integer(parser, token, -1);
                case "content_block", "delta" -> piece(parser, token);
                case "message" -> start(parser, token);
                case "error" -> sawError |= isSomething(parser, token);
                default -> field(parser, name, token);
            }
        }
        known = finish(type, index);
    }

    private static String skip(JsonParser parser, String type) {
        parser.skipChildren();
        return type;
    }

    /** What a message says, and the last event of its content says about the whole. */
    private void field(JsonParser parser, String name, JsonToken token) {
        switch (name) {
            case "content" -> content(parser, token);
            case "model" -> answer.model(Tokens.string(parser, token, null));
            case "usage" -> answer.usage().read(parser, token);
            case "stop_reason" -> answer.stopReason(Tokens.string(parser, token, null));
            case "stop_details" -> stopDetails(parser, token);
            default -> parser.skipChildren();
        }
    }

    private boolean finish(String type, int index) {
        switch (type) {
            case "content_block_start" -> sawOutput = answer.startBlock(index, piece);
            case "content_block_delta" -> sawOutput = answer.addToBlock(index, piece);
            case "message_delta" -> answer.stopReason(piece.stopReason);
            case "message_stop" -> stopped = true;
            case "error" -> sawError = true;
            default -> {
                return type.equals("ping")
                        || type.equals("message_start")
                        || type.equals("content_block_stop")
                        || type.equals("message");
            }
        }
        return piece.known || !pieceBefore;
    }

    private void piece(JsonParser parser, JsonToken token) {
        if (token == JsonToken.START_OBJECT) {
            pieceBefore = true;
            piece.read(parser);
            answer.refusal(piece.refusal);
        } else {
            parser.skipChildren();
        }
    }

    /**
     * A message starts. Some gateways, when the model's host fails in the middle of an answer, send a second one after
     * it in the same stream: that one is the answer.
     */
    private void start(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        answer.clear();
        stopped = false;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            field(parser, name, parser.nextToken());
        }
    }

    private void content(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        sawContent = true;
        for (int index = 0; Tokens.nextObject(parser); index++) {
            piece.clear();
            piece.read(parser);
            sawOutput |= answer.startBlock(index, piece);
        }
        piece.clear();
    }

    /** Why an answer was refused, in the provider's words. */
    private void stopDetails(JsonParser parser, JsonToken token) {
        answer.refusal(ContentPiece.explanation(parser, token));
    }

    private static boolean isSomething(JsonParser parser, JsonToken token) {
        boolean something = token != JsonToken.VALUE_NULL && token != JsonToken.VALUE_FALSE;
        parser.skipChildren();
        return something;
    }
}
