package dev.understudy.dialect.wire;

import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Timeline;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes content codings (RFC 9110 section 8.4) off a captured body and says how far each piece of it reached, so that
 * arrival times still fit what was decoded. Memory is bounded by the limit given. Stateless and thread-safe.
 */
public final class ContentDecoding {
    private static final int BUFFER = 8_192;
    private static final Set<String> KNOWN = Set.of("gzip", "deflate", "br", "zstd");
    /** Their decoders ask for more before they hand out what they have. */
    private static final Set<String> READ_AHEAD = Set.of("br", "zstd");

    private ContentDecoding() {}

    /** What came of it. */
    public sealed interface Result {}

    /**
     * The decoded body; not copied, must not be changed.
     *
     * @param pieceEnds decoded offset that was reached with each piece
     * @param whole false when the coded body ends too early; what could be decoded is there
     */
    public record Decoded(byte[] body, int[] pieceEnds, boolean whole) implements Result {}

    /** A coding that is not known here, such as {@code compress}. */
    public record Unsupported(String coding) implements Result {}

    /** Decodes to more than the limit. */
    public record TooLarge(int limit) implements Result {}

    /** Not what its coding says. */
    public record Corrupt(String reason) implements Result {}

    /**
     * @param encoding value of content-encoding, several codings in the order they were applied; null for none
     * @param pieceEnds end offset of each piece of {@code body}, ascending
     * @param limit most bytes that any step may decode to
     */
    public static Result decode(@Nullable String encoding, byte[] body, int[] pieceEnds, int limit) {
        List<String> codings = codings(encoding);
        for (String coding : codings) {
            if (!known(coding)) {
                return new Unsupported(coding);
            }
        }
        Result result = body.length > limit ? new TooLarge(limit) : new Decoded(body, pieceEnds, true);
        for (int i = codings.size() - 1; i >= 0 && result instanceof Decoded decoded; i--) {
            result = step(codings.get(i), decoded, limit);
        }
        return result;
    }

    /** Whether every coding that the response was sent in is known here. */
    public static boolean understands(CapturedResponse response) {
        return !response.headers().contains("content-encoding")
                || codings(allValues(response.headers())).stream().allMatch(ContentDecoding::known);
    }

    private static boolean known(String coding) {
        return KNOWN.contains(coding);
    }

    /** A response with its codings taken off, body, timeline and headers together; the same one if it has none. */
    public static @Nullable CapturedResponse decodedOrNull(CapturedResponse response, int limit) {
        if (!response.headers().contains("content-encoding")) {
            return response;
        }
        String encoding = allValues(response.headers());
        Result result = decode(encoding, response.body(), response.timeline().arrivalEnds(), limit);
        return result instanceof Decoded decoded ? rebased(response, decoded) : null;
    }

    private static CapturedResponse rebased(CapturedResponse response, Decoded decoded) {
        Timeline coded = response.timeline();
        Timeline timeline = new Timeline(
                coded.startedNanos(),
                coded.firstByteNanos(),
                coded.endedNanos(),
                coded.arrivalNanos(),
                decoded.pieceEnds());
        Headers headers = response.headers().filter(field -> !field.name().equalsIgnoreCase("content-encoding"));
        return new CapturedResponse(
                response.status(), headers, decoded.body(), timeline, response.ending(), response.detail());
    }

    private static String allValues(Headers headers) {
        List<String> values = new ArrayList<>();
        for (Headers.Field field : headers) {
            if (field.name().equalsIgnoreCase("content-encoding")) {
                values.add(field.value());
            }
        }
        return String.join(",", values);
    }

    private static List<String> codings(@Nullable String encoding) {
        return encoding == null
                ? List.of()
                : Arrays.stream(encoding.toLowerCase(Locale.ROOT).split(","))
                        .map(String::strip)
                        .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                        .map(coding -> coding.equals("x-gzip") ? "gzip" : coding)
                        .toList();
    }

    private static Result step(String coding, Decoded coded, int limit) {
        Pieces pieces = new Pieces(coded.body(), coded.pieceEnds());
        boolean whole = coded.whole();
        try (InputStream decoder = decoder(coding, pieces)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = decoder.read(buffer); read >= 0; read = decoder.read(buffer)) {
                if (read > limit - pieces.decoded.size()) {
                    return new TooLarge(limit);
                }
                pieces.decoded.write(buffer, 0, read);
            }
        } catch (EOFException early) {
            whole = false;
        } catch (IOException | RuntimeException problem) { // hostile input may find a gap in a decoder's own checks
            if (!endsEarly(problem)) {
                return new Corrupt(coding + ": " + problem.getMessage());
            }
            whole = false;
        }
        int[] ends = READ_AHEAD.contains(coding) ? pieces.estimatedEnds() : pieces.decodedEnds();
        return new Decoded(pieces.decoded.toByteArray(), ends, whole);
    }

    /** Memory is bounded by the window: 16 MiB for br (RFC 7932 section 9.1), 8 MiB for zstd (RFC 9659 section 3). */
    private static InputStream decoder(String coding, Pieces pieces) throws IOException {
        return switch (coding) {
            case "gzip" -> new GZIPInputStream(pieces);
            case "br" -> new BrotliInputStream(pieces);
            case "zstd" -> new ZstdInputStream(pieces);
            default -> inflater(pieces);
        };
    }

    /**
     * The decoders of br and zstd say in words only that there should be more. That of br takes the missing bytes for
     * zeros, so that a cut body may also come out as corrupt, but never as whole.
     */
    private static boolean endsEarly(Exception problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            String words = cause.getMessage();
            if (words != null && (words.contains("Read after end") || words.contains("Not enough input bytes"))) {
                return true;
            }
        }
        return false;
    }

    /** RFC 9110 section 8.4.1.2 means the zlib format, but some servers send bare deflate: the header tells (RFC 1950). */
    private static InputStream inflater(InputStream in) throws IOException {
        PushbackInputStream peeked = new PushbackInputStream(in, 2);
        byte[] header = peeked.readNBytes(2);
        peeked.unread(header);
        boolean zlib = header.length < 2
                || ((header[0] & 0x0F) == 8 && ((header[0] & 0xFF) << 8 | (header[1] & 0xFF)) % 31 == 0);
        return new InflaterInputStream(peeked, new Inflater(!zlib), BUFFER) {
            @Override
            public void close() throws IOException {
                inf.end(); // native memory; the stream only frees an inflater of its own making
                super.close();
            }
        };
    }

    /**
     * Gives the body piece by piece. A decoder asks for more only when it has handed out all that it could decode so far,
     * so the size of the output at that moment is the offset which the pieces before it reached.
     */
    private static final class Pieces extends InputStream {
        private final byte[] body;
        private final int[] ends;
        private final int[] decodedEnds;
        private final ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        private int position;
        private int piece;

        Pieces(byte[] body, int[] ends) {
            this.body = body;
            this.ends = ends;
            this.decodedEnds = new int[ends.length];
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            while (piece < ends.length && position >= ends[piece]) {
                decodedEnds[piece++] = decoded.size();
            }
            int end = piece < ends.length ? Math.min(ends[piece], body.length) : body.length;
            int read = Math.min(length, end - position);
            if (read <= 0) {
                return -1;
            }
            System.arraycopy(body, position, target, offset, read);
            position += read;
            return read;
        }

        /** What is left: a gzip decoder looks here whether another member follows. */
        @Override
        public int available() {
            return body.length - position;
        }

        /** For a decoder that reads far ahead: as if every piece decoded to as much as its length has it. */
        int[] estimatedEnds() {
            for (int i = 0; i < ends.length; i++) {
                long reached =
                        body.length == 0 ? 0 : (long) decoded.size() * Math.min(ends[i], body.length) / body.length;
                decodedEnds[i] = (int) reached;
            }
            return decodedEnds;
        }

        int[] decodedEnds() {
            Arrays.fill(decodedEnds, piece, decodedEnds.length, decoded.size());
            return decodedEnds;
        }
    }
}
