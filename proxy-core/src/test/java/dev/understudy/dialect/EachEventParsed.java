package dev.understudy.dialect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.ProviderError;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.exchange.Headers;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Compares how a stream is read with how it is read where no event is like the one before: each has more white space
 * behind its opening brace, which means nothing, and does not have the same bytes then.
 */
final class EachEventParsed {
    private static final Pattern EVENT = Pattern.compile("(?<=^|[\\r\\n])(data: ?)?\\{");

    private EachEventParsed() {}

    static void assertSame(Dialect dialect, String contentType, byte[] stream) {
        Headers headers = Headers.of("content-type", contentType);
        String text = new String(stream, ISO_8859_1);
        int[] braces = EVENT.matcher(text).results().mapToInt(MatchResult::end).toArray();

        ParsedResponse asItIs = dialect.response(200, headers, stream);
        ParsedResponse parsed =
                dialect.response(200, headers, spaced(text, braces).getBytes(ISO_8859_1));

        assertThat(asItIs.completion().withError(null))
                .isEqualTo(parsed.completion().withError(null));
        assertThat(kind(asItIs.completion().error()))
                .isEqualTo(kind(parsed.completion().error()));
        assertThat(asItIs.streamed()).isEqualTo(parsed.streamed());
        int[] expected = asItIs.outputOffsets().clone();
        for (int i = 0; i < expected.length; i++) {
            expected[i] += spacesBefore(asItIs.outputOffsets()[i], braces);
        }
        assertThat(parsed.outputOffsets()).isEqualTo(expected);
    }

    private static ErrorKind kind(ProviderError error) {
        return error == null ? null : error.kind();
    }

    private static String spaced(String text, int[] braces) {
        StringBuilder spaced = new StringBuilder();
        int from = 0;
        for (int i = 0; i < braces.length; i++) {
            spaced.append(text, from, braces[i]).append(" ".repeat(i + 1));
            from = braces[i];
        }
        return spaced.append(text, from, text.length()).toString();
    }

    private static int spacesBefore(int offset, int[] braces) {
        int spaces = 0;
        for (int i = 0; i < braces.length && braces[i] <= offset; i++) {
            spaces += i + 1;
        }
        return spaces;
    }
}
