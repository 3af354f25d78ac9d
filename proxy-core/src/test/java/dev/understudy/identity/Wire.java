package dev.understudy.identity;

import dev.understudy.testing.RawConnection;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;

/** Sends a message as it was planned, and reads one and compares it byte for byte. */
final class Wire {
    private Wire() {}

    static void send(RawConnection connection, Message message, Progress progress)
            throws IOException, InterruptedException, TimeoutException {
        int from = 0;
        for (int cut : message.cuts()) {
            connection.send(message.sent(), from, cut);
            from = cut;
            int body = cut - message.sentHead();
            if (message.waits() >= 0 && body > message.waits()) {
                progress.awaitAtLeast(body);
            }
        }
    }

    /** Reads the expected number of bytes from {@code from} on, and says at the first one that differs. */
    static void expect(RawConnection connection, Message message, int from, Progress progress) throws IOException {
        byte[] expected = message.expected();
        byte[] read = new byte[expected.length];
        int at = from;
        while (at < expected.length) {
            int count = connection.readSome(read, at, expected.length);
            if (count < 0) {
                throw new EOFException("ended after " + at + " of " + expected.length + " bytes");
            }
            int difference = Arrays.mismatch(read, at, at + count, expected, at, at + count);
            if (difference >= 0) {
                throw new AssertionError(difference(expected, read, at + difference, at + count));
            }
            int before = Math.max(0, at - message.expectedHead());
            at += count;
            progress.add(Math.max(0, at - message.expectedHead()) - before);
        }
    }

    static String difference(byte[] expected, byte[] read, int at, int end) {
        int start = Math.max(0, at - 60);
        return "differs at byte " + at + ": expected <" + text(expected, start, Math.min(expected.length, at + 400))
                + "> but was <" + text(read, start, Math.min(end, at + 400)) + ">";
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }
}
