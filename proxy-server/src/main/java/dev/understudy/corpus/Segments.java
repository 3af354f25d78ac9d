package dev.understudy.corpus;

import dev.understudy.offline.LineReader;
import io.airlift.compress.zstd.ZstdInputStream;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** The files of segments: sealing one, checking one, reading one. */
final class Segments {
    private static final int BUFFER = 64 << 10;

    private Segments() {}

    /**
     * Compresses an open segment into its sealed file. A crash at any moment leaves the open file, or both; never half of one under
     * the sealed name.
     */
    static SegmentInfo seal(Path folder, int number, Content content) throws IOException {
        Path open = folder.resolve(SegmentInfo.openFile(number));
        Path sealed = folder.resolve(SegmentInfo.file(number));
        Path next = folder.resolve(SegmentInfo.file(number) + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            try (InputStream in = Files.newInputStream(open);
                    OutputStream out = new ZstdOutputStream(Channels.newOutputStream(channel))) {
                in.transferTo(out);
            }
        }
        try (FileChannel written = FileChannel.open(next, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        // While the open one is there: whatever fails from here on, the number is not given to another.
        SegmentInfo info = SegmentInfo.of(number, next, content);
        Files.move(next, sealed, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(open);
        return info;
    }

    /** What is known of the lines of a segment. */
    record Content(long records, long rawBytes, Instant first, Instant last, String production) {}

    static String sha256(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The lines of a sealed segment. */
    static LineReader lines(Path sealed) throws IOException {
        return new LineReader(new ZstdInputStream(new BufferedInputStream(Files.newInputStream(sealed), BUFFER)));
    }
}
