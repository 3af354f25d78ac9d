package dev.understudy.corpus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Predicate;

/**
 * A file that lines are appended to and that survives its writer: a line counts once its line feed is there, and a tail that a crash
 * has torn is found and cut when the file is opened again. One writer at a time, by a lock on the file. Not thread-safe.
 */
public final class LineLog implements AutoCloseable {
    private static final byte[] LINE_FEED = {'\n'};
    private static final int BUFFER = 64 << 10;
    /** More than any exchange has: behind it there is nothing of ours. */
    private static final int LONGEST_LINE = 64 << 20;

    /** Asked before a line is written; for tests of full disks. */
    interface Disk {
        void takes(int bytes) throws IOException;
    }

    private final FileChannel channel;
    private final Disk disk;
    private long length;
    private long cut;

    private LineLog(FileChannel channel, Disk disk) {
        this.channel = channel;
        this.disk = disk;
    }

    /**
     * Opens a file, new or with lines; cuts whatever stands behind its last good line.
     *
     * @param line sees every line without its line feed, in order, and says whether it is whole; with the first that is not, the
     *     file ends
     */
    public static LineLog open(Path file, Predicate<byte[]> line) throws IOException {
        return open(file, line, bytes -> {});
    }

    static LineLog open(Path file, Predicate<byte[]> line, Disk disk) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            claim(channel);
            LineLog log = new LineLog(channel, disk);
            log.recover(line);
            return log;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    /** Until it is closed, or its process ends. */
    private static void claim(FileChannel channel) throws IOException {
        boolean free;
        try {
            free = channel.tryLock() != null;
        } catch (OverlappingFileLockException here) {
            free = false;
        }
        if (!free) {
            throw new IOException("is being written already");
        }
    }

    private void recover(Predicate<byte[]> line) throws IOException {
        ByteArrayOutputStream current = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long position = 0;
        boolean good = true;
        while (good && channel.read(buffer, position) > 0) {
            position += buffer.position();
            byte[] bytes = buffer.array();
            int from = 0;
            for (int i = 0; i < buffer.position() && good; i++) {
                if (bytes[i] == '\n') {
                    current.write(bytes, from, i - from);
                    from = i + 1;
                    good = line.test(current.toByteArray());
                    length += good ? current.size() + 1 : 0;
                    current.reset();
                }
            }
            current.write(bytes, from, buffer.position() - from);
            good &= current.size() <= LONGEST_LINE;
            buffer.clear();
        }
        cut = channel.size() - length;
        if (cut > 0) {
            channel.truncate(length);
        }
    }

    /** Appends a line. After a failure the file is as it was before, as far as the disk lets it. */
    public void append(byte[] line) throws IOException {
        ByteBuffer[] parts = {ByteBuffer.wrap(line), ByteBuffer.wrap(LINE_FEED)};
        try {
            disk.takes(line.length);
            channel.position(length);
            while (parts[1].hasRemaining()) {
                channel.write(parts);
            }
            length += line.length + 1L;
        } catch (IOException failed) {
            try {
                channel.truncate(length);
            } catch (IOException stillThere) {
                failed.addSuppressed(stillThere); // the next opening cuts it
            }
            throw failed;
        }
    }

    /** Forces what was written to the disk. */
    public void force() throws IOException {
        channel.force(false);
    }

    /** Bytes of all whole lines. */
    public long length() {
        return length;
    }

    /** Bytes that were cut off when it was opened. */
    public long cut() {
        return cut;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
