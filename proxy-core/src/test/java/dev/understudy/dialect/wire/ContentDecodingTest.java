package dev.understudy.dialect.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Timeline;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDecodingTest {
    private static final byte[] TEXT = "data: Hello, wörld\n\n".repeat(100).getBytes(UTF_8);
    private static final int LIMIT = 1 << 20;
    /** {@link #TEXT}, made with another implementation. */
    private static final String TEXT_IN_BROTLI = "GzMI+I3UTrFqHolaQYdMTrPd2Q5LQRbxLS0ggSfyZ1j23gQB";
    /** 64 MiB of zeros. */
    private static final String ZEROS_IN_BROTLI =
            "y///P/gnAOKxQCD3/o///3/wTwDEYRGA7v0f////4J8AiMMCAN37P/7//8E/ARCHBQC693/8//+DfwIgDgsAdO//+P//B/8EQBwWAOje//H//w/+CYA4LADQvf/L//8//BMAcVgAoHv/Bw==";

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "identity", " , identity ,"})
    void decode_withoutCoding_isTheSame(String encoding) {
        assertThat(decoded(encoding, TEXT)).isSameAs(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP", "identity, gzip"})
    void decode_gzip_givesTheText(String encoding) throws IOException {
        assertThat(decoded(encoding, gzip(TEXT))).isEqualTo(TEXT);
    }

    @Test
    void decode_deflateInBothForms_givesTheText() throws IOException {
        assertThat(decoded("deflate", deflate(TEXT, false))).isEqualTo(TEXT);
        assertThat(decoded("deflate", deflate(TEXT, true))).isEqualTo(TEXT);
    }

    @Test
    void decode_severalCodings_takenOffLastFirst() throws IOException {
        assertThat(decoded("deflate, gzip", gzip(deflate(TEXT, false)))).isEqualTo(TEXT);
    }

    @Test
    void decode_gzipOfSeveralMembers_givesAllOfThem() throws IOException {
        byte[] two = join(gzip("one ".getBytes(UTF_8)), gzip("two".getBytes(UTF_8)));

        assertThat(decoded("gzip", two)).isEqualTo("one two".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"compress", "gzip, dcb", "aes128gcm"})
    void decode_otherCoding_isUnsupported(String encoding) {
        assertThat(ContentDecoding.decode(encoding, TEXT, ends(TEXT), LIMIT))
                .isInstanceOf(ContentDecoding.Unsupported.class);
    }

    @Test
    void decode_brotli_givesTheText() {
        assertThat(decoded("br", Base64.getDecoder().decode(TEXT_IN_BROTLI))).isEqualTo(TEXT);
    }

    @Test
    void decode_brotliOrZstdInPieces_endsAreEstimated() throws IOException {
        assertEstimated("br", Base64.getDecoder().decode(TEXT_IN_BROTLI));
        assertEstimated("zstd", zstd(TEXT));
    }

    private static void assertEstimated(String coding, byte[] coded) {
        int half = coded.length / 2;

        ContentDecoding.Decoded decoded =
                (ContentDecoding.Decoded) ContentDecoding.decode(coding, coded, new int[] {half, coded.length}, LIMIT);

        assertThat(decoded.pieceEnds()).containsExactly(TEXT.length * half / coded.length, TEXT.length);
    }

    @Test
    void decode_zstd_givesTheText() throws IOException {
        assertThat(decoded("zstd", zstd(TEXT))).isEqualTo(TEXT);
        assertThat(decoded("zstd", join(zstd("one ".getBytes(UTF_8)), zstd("two".getBytes(UTF_8)))))
                .isEqualTo("one two".getBytes(UTF_8));
        assertThat(decoded("br, zstd", zstd(Base64.getDecoder().decode(TEXT_IN_BROTLI))))
                .isEqualTo(TEXT);
    }

    @Test
    void decode_brotliOrZstdBomb_isRefusedAtTheLimit() throws IOException {
        byte[] brotli = Base64.getDecoder().decode(ZEROS_IN_BROTLI);
        byte[] zstd = zstd(new byte[64 << 20]);

        assertThat(ContentDecoding.decode("br", brotli, ends(brotli), LIMIT))
                .isEqualTo(new ContentDecoding.TooLarge(LIMIT));
        assertThat(ContentDecoding.decode("zstd", zstd, ends(zstd), LIMIT))
                .isEqualTo(new ContentDecoding.TooLarge(LIMIT));
    }

    @Test
    void decode_cutBrotliOrZstd_isNeverWhole() throws IOException {
        byte[] brotli = Base64.getDecoder().decode(TEXT_IN_BROTLI);
        byte[] zstd = zstd(TEXT);
        for (int cut : new int[] {1, 5, 12}) {
            assertNotWhole("br", Arrays.copyOf(brotli, brotli.length - cut));
            assertNotWhole("zstd", Arrays.copyOf(zstd, zstd.length - cut));
        }
    }

    private static void assertNotWhole(String coding, byte[] cut) {
        ContentDecoding.Result result = ContentDecoding.decode(coding, cut, ends(cut), LIMIT);
        if (result instanceof ContentDecoding.Decoded decoded) {
            assertThat(decoded.whole()).isFalse();
            assertThat(decoded.body()).isEqualTo(Arrays.copyOf(TEXT, decoded.body().length));
        } else {
            assertThat(coding).isEqualTo("br");
            assertThat(result).isInstanceOf(ContentDecoding.Corrupt.class);
        }
    }

    @Test
    void decode_damagedBrotliOrZstd_neverThrows() throws IOException {
        Random random = new Random(7);
        byte[] brotli = Base64.getDecoder().decode(TEXT_IN_BROTLI);
        byte[] zstd = zstd(TEXT);
        for (int round = 0; round < 3_000; round++) {
            byte[] damaged = (round % 2 == 0 ? brotli : zstd).clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            assertThat(ContentDecoding.decode(round % 2 == 0 ? "br" : "zstd", damaged, ends(damaged), LIMIT))
                    .isNotNull();
        }
    }

    @Test
    void decode_bomb_isRefusedAtTheLimit() throws IOException {
        byte[] bomb = gzip(new byte[64 << 20]);

        assertThat(bomb.length).isLessThan(LIMIT);
        assertThat(ContentDecoding.decode("gzip", bomb, ends(bomb), LIMIT))
                .isEqualTo(new ContentDecoding.TooLarge(LIMIT));
        assertThat(ContentDecoding.decode("gzip, gzip", gzip(bomb), new int[0], LIMIT))
                .isEqualTo(new ContentDecoding.TooLarge(LIMIT));
    }

    @Test
    void decode_exactlyTheLimit_passes() throws IOException {
        byte[] coded = gzip(TEXT);

        assertThat(ContentDecoding.decode("gzip", coded, ends(coded), TEXT.length))
                .isInstanceOf(ContentDecoding.Decoded.class);
        assertThat(ContentDecoding.decode("gzip", coded, ends(coded), TEXT.length - 1))
                .isEqualTo(new ContentDecoding.TooLarge(TEXT.length - 1));
    }

    @Test
    void decode_garbage_isCorrupt() {
        assertThat(ContentDecoding.decode("gzip", TEXT, ends(TEXT), LIMIT)).isInstanceOf(ContentDecoding.Corrupt.class);
        assertThat(ContentDecoding.decode("deflate", TEXT, ends(TEXT), LIMIT))
                .isInstanceOf(ContentDecoding.Corrupt.class);
        assertThat(ContentDecoding.decode("br", TEXT, ends(TEXT), LIMIT)).isInstanceOf(ContentDecoding.Corrupt.class);
        assertThat(ContentDecoding.decode("zstd", TEXT, ends(TEXT), LIMIT)).isInstanceOf(ContentDecoding.Corrupt.class);
    }

    @Test
    void decode_cutBody_givesWhatIsThere() throws IOException {
        byte[] coded = gzip(TEXT);
        byte[] cut = Arrays.copyOf(coded, coded.length - 9);

        ContentDecoding.Decoded decoded =
                (ContentDecoding.Decoded) ContentDecoding.decode("gzip", cut, ends(cut), LIMIT);

        assertThat(decoded.whole()).isFalse();
        assertThat(TEXT).startsWith(decoded.body());
        assertThat(ContentDecoding.decode("gzip", new byte[0], new int[0], LIMIT))
                .isInstanceOfSatisfying(
                        ContentDecoding.Decoded.class,
                        empty -> assertThat(empty.whole()).isFalse());
    }

    @Test
    void decode_flushedPieces_eachReachesItsEvent() throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        int[] ends = new int[4];
        int[] expected = new int[4];
        try (GZIPOutputStream gzip = new GZIPOutputStream(coded, 512, true)) {
            int length = 0;
            for (int i = 0; i < 4; i++) {
                byte[] event = ("data: event number " + i + "\n\n").getBytes(UTF_8);
                gzip.write(event);
                gzip.flush();
                length += event.length;
                ends[i] = coded.size();
                expected[i] = length;
            }
        }
        ends[3] = coded.size();

        ContentDecoding.Decoded decoded =
                (ContentDecoding.Decoded) ContentDecoding.decode("gzip", coded.toByteArray(), ends, LIMIT);

        assertThat(decoded.pieceEnds()).containsExactly(expected);
        assertThat(decoded.whole()).isTrue();
    }

    @Test
    void decode_pieceThatCompletesNothing_reachesNoFurther() throws IOException {
        byte[] coded = gzip(TEXT);

        ContentDecoding.Decoded decoded =
                (ContentDecoding.Decoded) ContentDecoding.decode("gzip", coded, new int[] {3, 5, coded.length}, LIMIT);

        assertThat(decoded.pieceEnds()).containsExactly(0, 0, TEXT.length);
    }

    @Test
    void decodedOrNull_codedResponse_timelineFitsTheDecodedBody() throws IOException {
        byte[] coded = gzip(TEXT);
        Timeline timeline = new Timeline(1, 2, 9, new long[] {5, 8}, new int[] {4, coded.length});
        CapturedResponse response = new CapturedResponse(
                200, Headers.of("Content-Encoding", "gzip", "x", "y"), coded, timeline, Ending.COMPLETE, "");

        CapturedResponse decoded = ContentDecoding.decodedOrNull(response, LIMIT);

        assertThat(decoded.body()).isEqualTo(TEXT);
        assertThat(decoded.timeline().arrivalOf(20)).isEqualTo(8);
        assertThat(decoded.headers()).isEqualTo(Headers.of("x", "y"));
        assertThat(ContentDecoding.decodedOrNull(decoded, LIMIT)).isSameAs(decoded);
        assertThat(ContentDecoding.decodedOrNull(response, 10)).isNull();
    }

    private static byte[] decoded(String encoding, byte[] coded) {
        ContentDecoding.Decoded decoded =
                (ContentDecoding.Decoded) ContentDecoding.decode(encoding, coded, ends(coded), LIMIT);
        assertThat(decoded.whole()).isTrue();
        assertThat(decoded.pieceEnds()).containsExactly(decoded.body().length);
        return decoded.body();
    }

    private static int[] ends(byte[] body) {
        return new int[] {body.length};
    }

    private static byte[] gzip(byte[] text) throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(coded)) {
            gzip.write(text);
        }
        return coded.toByteArray();
    }

    private static byte[] zstd(byte[] text) throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (ZstdOutputStream zstd = new ZstdOutputStream(coded)) {
            zstd.write(text);
        }
        return coded.toByteArray();
    }

    private static byte[] deflate(byte[] text, boolean bare) throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(coded, new Deflater(6, bare))) {
            deflate.write(text);
        }
        return coded.toByteArray();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
