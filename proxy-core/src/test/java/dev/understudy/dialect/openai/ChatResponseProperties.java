package dev.understudy.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ToolCall;
import dev.understudy.dialect.DamagedAnswers;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import tools.jackson.databind.node.ObjectNode;

class ChatResponseProperties {
    private static final String WHOLE =
            "{\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"é\"}],"
                    + "\"reasoning_details\":[{\"text\":\"t\"}],\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":"
                    + "{\"name\":\"f\",\"arguments\":{\"k\":[1.5e3]}}}],\"function_call\":{\"name\":\"g\"}},"
                    + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":2.0,"
                    + "\"prompt_tokens_details\":{\"cached_tokens\":1}},\"error\":{\"message\":\"m\",\"code\":429}}";
    private static final String STREAM = ("event: message\ndata: " + WHOLE + "\n\n").repeat(2) + "data: [DONE]\n\n";

    private final Dialect dialect = new OpenAiChat();

    @Property(tries = 5_000)
    void response_damagedBytes_alwaysGivesACompletion(@ForAll long seed, @ForAll boolean streamed, @ForAll boolean ok) {
        DamagedAnswers.assertRead(dialect, ok, streamed ? STREAM : WHOLE, new Random(seed));
    }

    @Property(tries = 300)
    void response_anyTextInAnyPieces_comesTogether(
            @ForAll @Size(max = 20) List<@StringLength(max = 12) String> pieces, @ForAll @IntRange(max = 3) int calls) {
        StringBuilder body = new StringBuilder();
        for (String piece : pieces) {
            body.append("data: ").append(chunk(piece, calls)).append("\n\n");
        }
        body.append("data: [DONE]\n\n");

        Completion completion = dialect.response(
                        200, Headers.EMPTY, body.toString().getBytes(UTF_8))
                .completion();

        String text = String.join("", pieces);
        assertThat(completion.error()).isNull();
        assertThat(completion.text() == null ? "" : completion.text()).isEqualTo(text);
        List<ToolCall> expected = new ArrayList<>();
        for (int call = 0; call < calls && !pieces.isEmpty(); call++) {
            expected.add(new ToolCall("id" + call, "f" + call, text));
        }
        assertThat(completion.toolCalls()).isEqualTo(expected);
    }

    /** Written with escapes throughout, because a random text can hold half a surrogate pair. */
    private static String chunk(String piece, int calls) {
        StringBuilder escaped = new StringBuilder();
        piece.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
        ObjectNode chunk = Json.newObject();
        ObjectNode delta =
                chunk.putArray("choices").addObject().putObject("delta").put("content", "PIECE");
        for (int call = 0; call < calls; call++) {
            delta.withArray("tool_calls")
                    .addObject()
                    .put("index", call)
                    .put("id", "id" + call)
                    .putObject("function")
                    .put("name", "f" + call)
                    .put("arguments", "PIECE");
        }
        return chunk.toString().replace("PIECE", escaped);
    }
}
