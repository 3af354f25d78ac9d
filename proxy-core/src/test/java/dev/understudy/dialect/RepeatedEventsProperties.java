package dev.understudy.dialect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.bench.RecordedStreams;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Events that repeat are not parsed; whatever is in them, the answer is the one that parsing each of them gives. */
class RepeatedEventsProperties {
    private static final List<String> DIALECTS =
            List.of("openai-chat", "openai-responses", "anthropic-messages", "gemini", "ollama-chat", "cohere-chat");

    private static final List<String> WORDS = List.of(
            "",
            " ",
            "ordinary",
            "Grüße 世界 😀",
            "\\n\\n",
            "\\\"quoted\\\"",
            "\\u00e4\\ud83d\\ude00",
            "\\ud83d",
            "\\/\\\\",
            "\\x",
            "\\u12",
            "\u007f",
            "\u0001",
            "\uFFFD",
            "a\",\"b\":\"c",
            "}]}",
            "\"");

    private static final byte[] NASTY = "{}[]\",:\\0123456789-+.eE\n\r\t ntfu\0\u007F".getBytes(UTF_8);

    @Property(tries = 4_000)
    void response_anyStream_isWhatParsingEveryEventGives(@ForAll long seed) {
        Random random = new Random(seed);
        String name = DIALECTS.get(random.nextInt(DIALECTS.size()));
        byte[] stream = damaged(otherWords(RecordedStreams.of(name), random), random);

        EachEventParsed.assertSame(Dialects.named(name), RecordedStreams.contentType(name), stream);
    }

    private static byte[] otherWords(byte[] stream, Random random) {
        String text = new String(stream, UTF_8);
        StringBuilder other = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(" word"); at >= 0; at = text.indexOf(" word", from)) {
            int end = text.indexOf('"', at);
            boolean keep = random.nextInt(3) > 0;
            other.append(text, from, at)
                    .append(keep ? text.substring(at, end) : WORDS.get(random.nextInt(WORDS.size())));
            from = end;
        }
        return other.append(text, from, text.length()).toString().getBytes(UTF_8);
    }

    /** Some of them not at all. */
    private static byte[] damaged(byte[] stream, Random random) {
        for (int damage = random.nextInt(5) - 1; damage > 0; damage--) {
            int at = 40 + random.nextInt(stream.length - 40);
            stream[at] = random.nextBoolean() ? NASTY[random.nextInt(NASTY.length)] : (byte) random.nextInt();
        }
        if (random.nextInt(4) == 0) { // a piece of another event in its place
            String text = new String(stream, ISO_8859_1);
            int from = random.nextInt(text.length() - 200);
            int to = 40 + random.nextInt(text.length() - 200);
            int length = random.nextInt(120);
            return (text.substring(0, to) + text.substring(from, from + length) + text.substring(to + length))
                    .getBytes(ISO_8859_1);
        }
        return stream;
    }
}
