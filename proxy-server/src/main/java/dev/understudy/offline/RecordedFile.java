package dev.understudy.offline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One arm's recorded answers: a file of lines, read once to check it and to know where each id stands, and again line by
 * line as it is needed. What cannot be read twice (a pipe) is copied to a temporary file first. One thread.
 */
final class RecordedFile implements AutoCloseable {
    private final String name;
    private final Path file;
    private final boolean temporary;
    private final FileChannel channel;
    private final LineIndex index = new LineIndex();
    private long bytes;
    private @Nullable String firstId;

    private RecordedFile(String name, Path file, boolean temporary, FileChannel channel) {
        this.name = name;
        this.file = file;
        this.temporary = temporary;
        this.channel = channel;
    }

    /**
     * Opens and checks a file.
     *
     * @param scores that are looked for in the lines
     * @param progress hears of the bytes read so far
     * @throws RecordingException for a file that cannot be read; what is wrong inside goes to {@code problems}
     */
    static RecordedFile open(Path path, List<Score> scores, Problems problems, LongConsumer progress) {
        try {
            if (Files.isDirectory(path)) {
                throw new RecordingException(path + ":1: a directory (expected: a file of JSON lines)");
            }
            boolean seekable = Files.isRegularFile(path);
            Path file = seekable ? path : copied(path);
            RecordedFile opened =
                    new RecordedFile(path.toString(), file, !seekable, FileChannel.open(file, StandardOpenOption.READ));
            opened.readAll(scores, problems, progress);
            return opened;
        } catch (NoSuchFileException missing) {
            throw new RecordingException(path + ":1: no such file (expected: a file of JSON lines)");
        } catch (AccessDeniedException denied) {
            throw new RecordingException(path + ":1: may not be read (expected: a file of JSON lines)");
        } catch (IOException failed) {
            throw unreadable(path.toString(), failed);
        }
    }

    private static Path copied(Path pipe) throws IOException {
        Path copy = Files.createTempFile("understudy-compare", ".jsonl");
        copy.toFile().deleteOnExit();
        try (InputStream in = Files.newInputStream(pipe)) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        } catch (IOException failed) {
            Files.deleteIfExists(copy);
            throw failed;
        }
    }

    private void readAll(List<Score> scores, Problems problems, LongConsumer progress) throws IOException {
        try (LineReader lines = lines()) {
            while (lines.next()) {
                check(lines, scores, problems);
                bytes = lines.start() + lines.length();
                progress.accept(bytes);
            }
            if (index.size() == 0) {
                problems.add(name, Math.max(1, lines.number()), "no line can be used (expected: a line an answer)");
            }
        }
    }

    private void check(LineReader lines, List<Score> scores, Problems problems) {
        if (lines.isBlank()) {
            return;
        }
        if (lines.isTooLong()) {
            problems.add(
                    name, lines.number(), "more than " + LineReader.LONGEST + " bytes (expected: one answer a line)");
            return;
        }
        if (index.size() == LineIndex.MOST) {
            throw new RecordingException(name + ":" + lines.number() + ": more than " + LineIndex.MOST
                    + " lines (expected: several files, one after the other)");
        }
        try {
            String id = RecordedLine.checked(lines.bytes(), scores);
            long same = index.add(id, new LineIndex.Place(lines.start(), lines.length(), lines.number()));
            if (same != 0) {
                problems.add(
                        name,
                        lines.number(),
                        "id: " + RecordedLine.shown(id) + " is that of line " + same + " too (expected: each id once)");
            }
            firstId = firstId == null ? id : firstId;
        } catch (LineException bad) {
            problems.add(name, lines.number(), String.valueOf(bad.getMessage()));
        }
    }

    /** As the user wrote it. */
    String name() {
        return name;
    }

    LineIndex index() {
        return index;
    }

    /** Of the whole file. */
    long bytes() {
        return bytes;
    }

    /** The id of the first line that has one; for messages. */
    @Nullable
    String firstId() {
        return firstId;
    }

    /** A new reader over all lines; the caller closes it. */
    LineReader lines() throws IOException {
        return new LineReader(Files.newInputStream(file));
    }

    /** The bytes of one line. */
    byte[] line(LineIndex.Place place) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(place.length());
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, place.start() + buffer.position()) < 0) {
                throw new RecordingException(
                        name + ":" + place.number() + ": the file became shorter while it was read");
            }
        }
        return buffer.array();
    }

    static RecordingException unreadable(String name, IOException failed) {
        String why = failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
        return new RecordingException(name + ":1: cannot be read: " + why + " (expected: a file of JSON lines)");
    }

    @Override
    public void close() {
        try (channel) {
            if (temporary) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            throw unreadable(name, left);
        }
    }
}
