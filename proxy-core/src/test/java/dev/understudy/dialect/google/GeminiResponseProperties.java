package dev.understudy.dialect.google;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.dialect.DamagedAnswers;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.exchange.Headers;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class GeminiResponseProperties {
    private static final String WHOLE =
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"é\",\"thought\":true},{\"text\":\"t\"},{\"functionCall\":"
                    + "{\"id\":\"a\",\"name\":\"f\",\"args\":{\"k\":[1.5e3]},\"partialArgs\":[{\"jsonPath\":\"$.a[0]['b']\","
                    + "\"numberValue\":1e9,\"willContinue\":true}]}}],\"role\":\"model\"},\"finishReason\":\"STOP\",\"index\":0}],"
                    + "\"promptFeedback\":{\"blockReason\":\"SAFETY\"},\"usageMetadata\":{\"promptTokenCount\":10,"
                    + "\"totalTokenCount\":2.0},\"modelVersion\":\"m\",\"error\":{\"message\":\"m\",\"code\":429,\"details\":[{}]}}";
    private static final List<String> BODIES =
            List.of(WHOLE, ("data: " + WHOLE + "\n\n").repeat(2), "[" + WHOLE + ",\n" + WHOLE + "]");

    private final Dialect dialect = new Gemini();

    @Property(tries = 5_000)
    void response_damagedBytes_alwaysGivesACompletion(
            @ForAll long seed, @ForAll @IntRange(max = 2) int form, @ForAll boolean ok) {
        DamagedAnswers.assertRead(dialect, ok, BODIES.get(form), new Random(seed));
    }

    @Property(tries = 300)
    void response_anyTextInAnyPieces_comesTogether(
            @ForAll @Size(min = 1, max = 20) List<@StringLength(max = 12) String> pieces, @ForAll boolean array) {
        StringBuilder body = new StringBuilder(array ? "[" : "");
        for (int i = 0; i < pieces.size(); i++) {
            String chunk = chunk(pieces.get(i), i == pieces.size() - 1);
            body.append(array ? (i == 0 ? "" : ",\r\n") + chunk : "data: " + chunk + "\r\n\r\n");
        }

        ParsedResponse parsed = dialect.response(
                200, Headers.EMPTY, body.append(array ? "]" : "").toString().getBytes(UTF_8));

        assertThat(parsed.completion().error()).isNull();
        assertThat(parsed.completion().text()).isEqualTo(String.join("", pieces));
        assertThat(parsed.completion().events()).isEqualTo(pieces.size());
        assertThat(parsed.outputOffsets())
                .hasSize((int) pieces.stream().filter(piece -> !piece.isEmpty()).count())
                .isSorted();
    }

    /** Written with escapes throughout, because a random text can hold half a surrogate pair. */
    private static String chunk(String piece, boolean last) {
        StringBuilder escaped = new StringBuilder();
        piece.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
        return "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"" + escaped + "\"}]}"
                + (last ? ",\"finishReason\":\"STOP\"" : "") + "}]}";
    }
}
