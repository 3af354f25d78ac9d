package dev.understudy.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A database of ours that SQLite finds damaged. It is put aside, never deleted, so that somebody may still save what is in it; and so that
 * a disk that damages one after the other does not fill up with them, there are no more than {@value #MOST} beside a file.
 *
 * @see <a href="https://www.sqlite.org/fileformat.html#the_database_header">SQLite file format, section 1.3</a>
 */
final class DamagedFile {
    static final int MOST = 3;

    /** Primary result codes: SQLITE_CORRUPT, SQLITE_NOTADB. */
    private static final int CORRUPT = 11;

    private static final int NOT_A_DATABASE = 26;
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 100;
    private static final int APPLICATION_AT = 68;

    private DamagedFile() {}

    /** Whether the trouble is the file's content. */
    static boolean isDamage(Throwable trouble) {
        // The upper bits are the extended code.
        int code = trouble instanceof SQLException sql ? sql.getErrorCode() & 0xff : 0;
        return code == CORRUPT || code == NOT_A_DATABASE;
    }

    /**
     * Whether it was ours: it says so in its header, or has nothing but zeros there, as a crash may leave a file. Anything else may be
     * somebody's.
     */
    private static boolean isOurs(Path file, int application) throws IOException {
        byte[] header;
        try (InputStream in = Files.newInputStream(file)) {
            header = in.readNBytes(HEADER);
        }
        if (header.length < HEADER) {
            return false;
        }
        boolean says = Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                && ByteBuffer.wrap(header).getInt(APPLICATION_AT) == application;
        return says || Arrays.equals(header, new byte[HEADER]);
    }

    /**
     * Puts it aside, with what SQLite has beside it. Nothing may have it open.
     *
     * @return where it is now; null where it stays, because it is not ours, cannot be moved, or there are too many of them
     */
    static @Nullable Path putAside(Path file, int application) {
        try {
            if (!isOurs(file, application)) {
                return null;
            }
            for (int number = 1; number <= MOST; number++) {
                Path aside = beside(file, ".damaged-" + number);
                if (!Files.exists(aside)) {
                    Files.move(file, aside);
                    moveIfThere(beside(file, "-wal"), beside(aside, "-wal"));
                    Files.deleteIfExists(beside(file, "-shm"));
                    return aside;
                }
            }
            return null;
        } catch (IOException cannotBeMoved) {
            return null;
        }
    }

    private static void moveIfThere(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to);
        }
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }
}
