package dev.understudy.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ChunkScannerProperties {
    private static final String TOKEN = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
    private static final String QUOTED =
            "\"(?:[\\t\\x20\\x21\\x23-\\x5b\\x5d-\\x7e\\x80-\\xff]|\\\\[\\t\\x20-\\x7e\\x80-\\xff])*\"";
    /** RFC 9112 section 7.1 written down a second time, without its "bad" white space. */
    private static final Pattern SIZE_LINE =
            Pattern.compile("([0-9A-Fa-f]{1,15})(?:;" + TOKEN + "(?:=(?:" + TOKEN + "|" + QUOTED + "))?)*\r\n");

    private static final Pattern TRAILERS = Pattern.compile("(?:" + TOKEN + ":[\\t\\x20-\\x7e\\x80-\\xff]*\r\n)*\r\n");

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void scan_validBodyCutAnywhere_endsWhereItEnds(
            @ForAll("bodies") String body, @ForAll @Size(max = 8) List<@IntRange(max = 400) Integer> cuts)
            throws BadMessageException {
        ByteBuf in = latin1(body + "POST / HTTP/1.1\r\n");
        ChunkScanner scanner = new ChunkScanner();
        int at = 0;
        for (int cut : cuts.stream().sorted().toList()) {
            if (cut > at && cut < body.length()) {
                assertThat(scanner.scan(in, at, cut, null)).isEqualTo(cut);
                at = cut;
            }
        }
        assertThat(scanner.scan(in, at, in.writerIndex(), null)).isEqualTo(body.length());
        assertThat(scanner.done()).isTrue();
    }

    @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
    void scan_mutatedBody_isTakenOnlyIfTheGrammarTakesIt(
            @ForAll("bodies") String body, @ForAll("mutations") List<Mutation> mutations) {
        String mutated = body;
        for (Mutation mutation : mutations) {
            mutated = mutation.applyTo(mutated);
        }
        ByteBuf in = latin1(mutated);
        ChunkScanner scanner = new ChunkScanner();
        int end;
        try {
            end = scanner.scan(in, 0, in.writerIndex(), null);
        } catch (BadMessageException refused) {
            assertThat(grammarEnd(mutated)).as("refused, so not in the grammar").isEqualTo(-1);
            return;
        }
        assertThat(scanner.done() ? end : -1).isEqualTo(grammarEnd(mutated));
    }

    /** Where the body at the start of this text ends, or -1 when none does. */
    private static int grammarEnd(String text) {
        int at = 0;
        while (true) {
            Matcher line = SIZE_LINE.matcher(text).region(at, text.length());
            if (!line.lookingAt()) {
                return -1;
            }
            long size = Long.parseLong(line.group(1), 16);
            at = line.end();
            if (size == 0) {
                Matcher trailers = TRAILERS.matcher(text).region(at, text.length());
                return trailers.lookingAt() ? trailers.end() : -1;
            }
            if (size > text.length() - at || !text.startsWith("\r\n", (int) (at + size))) {
                return -1;
            }
            at += (int) size + 2;
        }
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> chunk = Combinators.combine(
                        Arbitraries.strings().ofMaxLength(40).withCharRange((char) 0, (char) 255),
                        Arbitraries.of("", "0", "000"),
                        Arbitraries.of(true, false),
                        extensions())
                .as((data, zeros, upper, extension) -> {
                    String size = Integer.toHexString(data.length());
                    String line = zeros + (upper ? size.toUpperCase() : size) + extension + "\r\n";
                    return data.isEmpty() ? "" : line + data + "\r\n";
                });
        Arbitrary<String> trailers = Arbitraries.of("", "A: 1\r\n", "X-Sum:\t\u00fc \r\nB:\r\n");
        return Combinators.combine(chunk.list().ofMaxSize(6), Arbitraries.of("0", "0000"), extensions(), trailers)
                .as((chunks, zero, extension, trailer) ->
                        String.join("", chunks) + zero + extension + "\r\n" + trailer + "\r\n");
    }

    private static Arbitrary<String> extensions() {
        return Arbitraries.of("", "", ";a", ";a=b", ";a=\"b;\\\"\r\n\"".replace("\r\n", "c"), ";x;y=1;z=\"\"");
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        Arbitrary<Character> telling = Arbitraries.of(
                '\r', '\n', ' ', '\t', ';', ':', '0', '1', 'a', 'F', 'g', '"', '\\', '=', '\0', '\u0085', 'x');
        return Combinators.combine(Arbitraries.integers().between(0, 400), Arbitraries.of(Kind.values()), telling)
                .as(Mutation::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    enum Kind {
        REPLACE,
        INSERT,
        DELETE
    }

    record Mutation(int at, Kind kind, char with) {
        String applyTo(String text) {
            int index = at % text.length();
            String before = text.substring(0, index);
            return switch (kind) {
                case REPLACE -> before + with + text.substring(index + 1);
                case INSERT -> before + with + text.substring(index);
                case DELETE -> text.length() == 1 ? text : before + text.substring(index + 1);
            };
        }
    }

    private static ByteBuf latin1(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }
}
