package dev.understudy.dialect.aws;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.ProviderError;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.LineEnds;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.dialect.wire.Tokens;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts a binary event stream down as server-sent events, so that what reads those reads it too, and brings the offsets of
 * what was read back to the binary body. Used once, by one thread.
 */
final class EventStreamText implements EventStream.Sink {
    /** How a payload becomes an event's data. */
    enum Payload {
        /** As it is, under the message's name: converse. */
        PLAIN,
        /** Base64 inside {@code {"bytes": …}}: invoke. */
        WRAPPED
    }

    private static final byte[] EVENT = "event: ".getBytes(StandardCharsets.UTF_8);
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = {'\n', '\n'};

    private final Payload payload;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream(4_096);
    private int[] textEnds = new int[64];
    private int[] bodyEnds = new int[64];
    private int messages;
    private @Nullable ProviderError failure;
    private @Nullable ProviderError unreadable;

    private EventStreamText(Payload payload) {
        this.payload = payload;
    }

    /** @param reader understands a body of server-sent events */
    static ParsedResponse read(byte[] body, Payload payload, Function<byte[], ParsedResponse> reader) {
        EventStreamText stream = new EventStreamText(payload);
        ProviderError damage = EventStream.read(body, stream);
        ParsedResponse parsed = reader.apply(stream.text.toByteArray());
        ProviderError error = stream.error(damage, parsed.completion().error());
        Completion completion = parsed.completion().withError(error);
        return new ParsedResponse(completion, true, stream.offsets(parsed.outputOffsets()));
    }

    /** What the provider stated comes first, then what could not be read, and that the end is missing comes last. */
    private @Nullable ProviderError error(@Nullable ProviderError damage, @Nullable ProviderError found) {
        if (failure != null) {
            return failure;
        }
        if (found != null && found.kind() != ErrorKind.TRUNCATED) {
            return found;
        }
        return unreadable != null ? unreadable : damage != null ? damage : found;
    }

    private int[] offsets(int[] ofText) {
        int[] ofBody = new int[ofText.length];
        for (int i = 0; i < ofText.length; i++) {
            int message = Arrays.binarySearch(textEnds, 0, messages, ofText[i]);
            ofBody[i] = bodyEnds[message < 0 ? Math.min(-message - 1, messages - 1) : message];
        }
        return ofBody;
    }

    @Override
    public void message(Map<String, String> headers, byte[] bytes, int from, int to, int end) {
        String type = failure(headers);
        if (type != null) {
            byte[] stated = Json.bytes(BedrockErrors.stated(type, message(headers, bytes, from, to)));
            failure = failure == null ? BedrockErrors.read(200, stated, 0, stated.length) : failure;
            event("error", stated, 0, stated.length);
        } else if (payload == Payload.PLAIN) {
            event(headers.getOrDefault(":event-type", "message"), bytes, from, to);
        } else {
            byte[] inner = unwrapped(bytes, from, to);
            if (inner == null) {
                unreadable = new ProviderError(ErrorKind.MALFORMED, "a message without the bytes that it should wrap");
                return;
            }
            event(null, inner, 0, inner.length);
        }
        ended(end);
    }

    private static @Nullable String failure(Map<String, String> headers) {
        return switch (headers.getOrDefault(":message-type", "event")) {
            case "exception" -> headers.getOrDefault(":exception-type", "exception");
            case "error" -> headers.getOrDefault(":error-code", "error");
            default -> null;
        };
    }

    private static String message(Map<String, String> headers, byte[] bytes, int from, int to) {
        ObjectNode payload = Json.object(Arrays.copyOfRange(bytes, from, to));
        String message = payload == null ? null : BedrockErrors.message(payload);
        return message != null ? message : headers.getOrDefault(":error-message", "");
    }

    private static byte @Nullable [] unwrapped(byte[] bytes, int from, int to) {
        String wrapped = null;
        try (JsonParser parser = Json.parser(bytes, from, to)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken token = parser.nextToken();
                if (name.equals("bytes")) {
                    wrapped = Tokens.string(parser, token, null);
                } else {
                    parser.skipChildren();
                }
            }
            return wrapped == null ? null : Base64.getDecoder().decode(wrapped);
        } catch (JacksonException | IllegalArgumentException notWrapped) {
            return null;
        }
    }

    /** JSON has no line ends but between its tokens, where a space says the same. */
    private void event(@Nullable String name, byte[] json, int from, int to) {
        if (name != null) {
            text.writeBytes(EVENT);
            text.writeBytes(name.replace('\n', ' ').replace('\r', ' ').getBytes(StandardCharsets.UTF_8));
            text.write('\n');
        }
        text.writeBytes(DATA);
        for (int at = from; at < to; at++) {
            int end = LineEnds.first(json, at, to);
            text.write(json, at, end - at);
            if (end < to) {
                text.write(' ');
            }
            at = end;
        }
        text.writeBytes(END);
    }

    private void ended(int end) {
        if (messages == textEnds.length) {
            textEnds = Arrays.copyOf(textEnds, messages * 2);
            bodyEnds = Arrays.copyOf(bodyEnds, messages * 2);
        }
        textEnds[messages] = text.size();
        bodyEnds[messages++] = end;
    }
}
