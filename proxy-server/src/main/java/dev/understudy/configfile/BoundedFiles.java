package dev.understudy.configfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads small text files, bounded and strict: never a device, never more than the limit, never broken UTF-8. */
final class BoundedFiles {
    private BoundedFiles() {}

    /** Why a file could not be read, in words for one line. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Position at;

        Unreadable(String problem, Position at) {
            super(problem);
            this.at = at;
        }

        String problem() {
            return String.valueOf(getMessage());
        }

        /** Where in that file, for bytes that are not UTF-8; its start otherwise. */
        Position at() {
            return at;
        }
    }

    static byte[] bytes(Path file, int limit) throws Unreadable {
        if (Files.isDirectory(file)) {
            throw new Unreadable("is a directory", Position.START);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new Unreadable("is not a regular file", Position.START);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new Unreadable("is larger than " + limit + " bytes", Position.START);
            }
            return bytes;
        } catch (NoSuchFileException missing) {
            throw new Unreadable("no such file", Position.START);
        } catch (AccessDeniedException denied) {
            throw new Unreadable("permission denied", Position.START);
        } catch (IOException failed) {
            throw new Unreadable("cannot be read: " + failed.getMessage(), Position.START);
        }
    }

    static String text(byte[] bytes) throws Unreadable {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        if (result.isError()) {
            throw new Unreadable("is not UTF-8", Position.after(text));
        }
        // A byte order mark is allowed in UTF-8 and means nothing (RFC 3629 section 6).
        return text.length() > 0 && text.charAt(0) == '\uFEFF'
                ? text.subSequence(1, text.length()).toString()
                : text.toString();
    }
}
