package dev.understudy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class RedactCommandTest {
    @TempDir
    Path folder;

    private static CommandRun redact(String text, String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "redact";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return CommandRun.withInput(text.getBytes(UTF_8), arguments);
    }

    private static String codePoints(String text, JsonNode span) {
        int start = text.offsetByCodePoints(0, span.get("start").intValue());
        return text.substring(start, text.offsetByCodePoints(0, span.get("end").intValue()));
    }

    private static JsonNode spans(CommandRun run) {
        assertThat(run.exit()).isEqualTo(0);
        return new JsonMapper().readTree(run.out());
    }

    private Path config(String privacy) throws IOException {
        return Files.writeString(
                folder.resolve("understudy.yaml"),
                "listen: 127.0.0.1:0\nroutes: [ { name: r, upstream: { url: \"http://127.0.0.1:1\" } } ]\n" + privacy);
    }

    @Test
    void redact_text_isWrittenWithPseudonymsAndNothingElse() {
        CommandRun run = redact("Grüße 👋 an jane@corp.com,\nKarte 4111 1111 1111 1111.");
        assertThat(run.exit()).isEqualTo(0);
        assertThat(run.out())
                .matches("Grüße 👋 an person-[a-z2-7]{10}@example\\.com,\nKarte 4000 009[0-9] [0-9]{4} [0-9]{4}\\.");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void redact_spans_countCodePoints() {
        String text = "👩‍💻 𝒳 jane@corp.com and 8.8.8.8 👋";
        JsonNode spans = spans(redact(text, "--spans"));
        assertThat(spans.size()).isEqualTo(2);
        assertThat(codePoints(text, spans.get(0))).isEqualTo("jane@corp.com");
        assertThat(spans.get(0).get("type").stringValue()).isEqualTo("EMAIL_ADDRESS");
        assertThat(spans.get(0).propertyNames()).isEqualTo(Set.of("start", "end", "type", "replacement"));
        assertThat(codePoints(text, spans.get(1))).isEqualTo("8.8.8.8");
        assertThat(spans.get(1).get("replacement").stringValue()).startsWith("198.1");
    }

    @Test
    void redact_nothingFound_isAnEmptyArray() {
        assertThat(spans(redact("Nothing to see.", "--spans")).isEmpty()).isTrue();
        assertThat(spans(redact("", "--spans")).isEmpty()).isTrue();
        assertThat(redact("").out()).isEmpty();
    }

    /** Blocks end at a million characters; the spans of a text are those of its blocks. */
    @Test
    void redact_longText_isFoundInEveryBlock() throws IOException {
        Path config = config("privacy: { key: secret }\n");
        String line = "ü👋 mail jane@corp.com about order four, please, and do it soon\n";
        int lines = 40_000;
        String text = line.repeat(lines);
        JsonNode spans = spans(redact(text, "--spans", "--config", config.toString()));
        int length = line.codePointCount(0, line.length());
        assertThat(spans.size()).isEqualTo(lines);
        for (int i = 0; i < lines; i++) {
            assertThat(spans.get(i).get("start").intValue()).isEqualTo(i * length + 8);
            assertThat(spans.get(i).get("end").intValue()).isEqualTo(i * length + 21);
        }
        String redacted = redact(text, "--config", config.toString()).out();
        assertThat(redacted)
                .isEqualTo(line.replace(
                                "jane@corp.com", spans.get(0).get("replacement").stringValue())
                        .repeat(lines));
    }

    @Test
    void redact_oneEndlessLine_isReadToItsEnd() {
        String text = "x".repeat(3_000_000) + " jane@corp.com";
        JsonNode spans = spans(redact(text, "--spans"));
        assertThat(spans.size()).isEqualTo(1);
        assertThat(spans.get(0).get("start").intValue()).isEqualTo(3_000_001);
    }

    @Test
    void redact_strict_findsNamesToo() {
        String text = "My name is Jane Roe and I met Mr. Brown in Toulouse.";
        JsonNode spans = spans(redact(text, "--spans", "--policy", "strict"));
        assertThat(spans.valueStream().map(span -> codePoints(text, span)).toList())
                .containsExactly("Jane Roe", "Brown", "Toulouse");
        assertThat(redact(text, "--policy", "off").out()).isEqualTo(text);
    }

    @Test
    void redact_configuredPolicyAndKey_areUsed() throws IOException {
        Path config = config(
                "privacy: { key: secret, policies: { own: { base: off, patterns:"
                        + " [ { name: ticket, match: 'TCK-[0-9]{6}' } ], dictionaries: [ { name: vip, words: [ Blue Heron ] } ] } } }\n");
        String text = "TCK-123456 for blue  heron, jane@corp.com";
        CommandRun run = redact(text, "--spans", "--policy", "own", "--config", config.toString());
        JsonNode spans = spans(run);
        assertThat(spans.valueStream().map(span -> span.get("type").stringValue()))
                .containsExactly("ticket", "vip");
        assertThat(spans.get(0).get("replacement").stringValue()).matches("[A-Z]{3}-[0-9]{6}");
        assertThat(redact(text, "--spans", "--policy", "own", "--config", config.toString()))
                .isEqualTo(run);
    }

    @Test
    void redact_unknownPolicy_isRefused() {
        CommandRun run = redact("x", "--policy", "loose");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("--policy: loose (expected: one of default, off, strict)");
    }

    @Test
    void redact_brokenConfiguration_isRefused() throws IOException {
        CommandRun run = redact("x", "--config", config("privacy: { kye: a }\n").toString());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("privacy.kye: unknown key");
    }
}
