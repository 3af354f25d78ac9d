package dev.understudy.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ToolCall;
import dev.understudy.dialect.DamagedAnswers;
import dev.understudy.dialect.Dialect;
import dev.understudy.exchange.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class MessageResponseProperties {
    private static final String WHOLE = "{\"type\":\"message\",\"model\":\"m\",\"content\":[{\"type\":\"thinking\","
            + "\"thinking\":\"t\",\"signature\":\"s\"},{\"type\":\"text\",\"text\":\"é\"},{\"type\":\"tool_use\",\"id\":\"a\","
            + "\"name\":\"f\",\"input\":{\"k\":[1.5e3]}}],\"stop_reason\":\"end_turn\",\"stop_details\":{\"explanation\":\"e\"},"
            + "\"usage\":{\"input_tokens\":10,\"output_tokens\":2.0,\"output_tokens_details\":{\"thinking_tokens\":1}}}";
    private static final String STREAM = "event: message_start\ndata: {\"type\":\"message_start\",\"message\":" + WHOLE
            + "}\n\nevent: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":"
            + "{\"type\":\"tool_use\",\"id\":\"b\",\"name\":\"g\",\"input\":{}}}\n\ndata: {\"type\":\"content_block_delta\","
            + "\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{}\"}}\n\ndata: {\"type\":\"error\","
            + "\"error\":{\"type\":\"api_error\",\"message\":\"m\"}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

    private final Dialect dialect = new AnthropicMessages();

    @Property(tries = 5_000)
    void response_damagedBytes_alwaysGivesACompletion(@ForAll long seed, @ForAll boolean streamed, @ForAll boolean ok) {
        DamagedAnswers.assertRead(dialect, ok, streamed ? STREAM : WHOLE, new Random(seed));
    }

    @Property(tries = 300)
    void response_anyTextInAnyPieces_comesTogether(
            @ForAll @Size(max = 20) List<@StringLength(max = 12) String> pieces, @ForAll @IntRange(max = 3) int calls) {
        StringBuilder body = new StringBuilder();
        for (int call = 0; call < calls; call++) {
            body.append("data: {\"type\":\"content_block_start\",\"index\":").append(call);
            body.append(",\"content_block\":{\"type\":\"tool_use\",\"id\":\"id").append(call);
            body.append("\",\"name\":\"f").append(call).append("\",\"input\":{}}}\n\n");
        }
        for (String piece : pieces) {
            body.append(delta(calls, "text_delta", "text", piece));
            for (int call = 0; call < calls; call++) {
                body.append(delta(call, "input_json_delta", "partial_json", piece));
            }
        }
        body.append("data: {\"type\":\"message_stop\"}\n\n");

        Completion completion = dialect.response(
                        200, Headers.EMPTY, body.toString().getBytes(UTF_8))
                .completion();

        String text = String.join("", pieces);
        assertThat(completion.error()).isNull();
        assertThat(completion.text() == null ? "" : completion.text()).isEqualTo(text);
        List<ToolCall> expected = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            expected.add(new ToolCall("id" + call, "f" + call, text.isEmpty() ? "{}" : text));
        }
        assertThat(completion.toolCalls()).isEqualTo(expected);
    }

    /** Written with escapes throughout, because a random text can hold half a surrogate pair. */
    private static String delta(int index, String type, String field, String piece) {
        StringBuilder escaped = new StringBuilder();
        piece.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
        return "data: {\"type\":\"content_block_delta\",\"index\":" + index + ",\"delta\":{\"type\":\"" + type + "\",\""
                + field + "\":\"" + escaped + "\"}}\n\n";
    }
}
