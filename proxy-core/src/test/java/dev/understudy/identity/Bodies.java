package dev.understudy.identity;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Generates contents and chunks. */
final class Bodies {
    private static final String[] EXTENSIONS = {"", "", "", ";a", ";name=value", ";q=\"a; \\\"b\\\"\"", ";x;y=1"};
    private static final int LARGEST = 20 << 20;

    private final Random random;

    Bodies(Random random) {
        this.random = random;
    }

    /** Mostly small; {@code large} of a thousand are up to 20 MB. */
    int size(int large) {
        int kind = random.nextInt(1_000);
        if (kind < large) {
            return (1 << 20) + random.nextInt(LARGEST - (1 << 20));
        }
        if (kind < 40) {
            return random.nextInt(300_000);
        }
        if (kind < 200) {
            return random.nextInt(40_000);
        }
        return kind < 300 ? 0 : random.nextInt(1_500);
    }

    byte[] content(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A chat completion request of about that size, which shadows are eligible for. */
    byte[] chat(int size) {
        String text = "lorem ipsum ".repeat(size / 12 + 1).substring(0, size);
        return ("{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}],\"n\":"
                        + random.nextInt(1_000) + "}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The content in chunks of any size, with extensions and trailers. */
    byte[] chunked(byte[] content) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream(content.length + 1_000);
        int at = 0;
        while (at < content.length) {
            int size = Math.min(content.length - at, chunkSize(content.length));
            text(wire, sizeLine(size));
            wire.write(content, at, size);
            text(wire, "\r\n");
            at += size;
        }
        text(wire, "0".repeat(1 + random.nextInt(3)) + extension() + "\r\n");
        for (int i = random.nextInt(6); i > 4; i--) {
            text(wire, "X-Trailer-" + i + ": " + i + "\t\r\n");
        }
        text(wire, "\r\n");
        return wire.toByteArray();
    }

    /** A chat completion as a stream: an event in each chunk. */
    byte[] events() {
        ByteArrayOutputStream wire = new ByteArrayOutputStream(10_000);
        for (int i = random.nextInt(60); i >= 0; i--) {
            String event = i == 0
                    ? "data: [DONE]\n\n"
                    : "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + "word ".repeat(random.nextInt(8))
                            + "\"}}]}\n\n";
            text(wire, Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
        }
        text(wire, "0\r\n\r\n");
        return wire.toByteArray();
    }

    private int chunkSize(int length) {
        int most = Math.max(1, length > 100_000 ? length / 10 : length);
        return random.nextInt(3) == 0 ? most : 1 + random.nextInt(most);
    }

    private String sizeLine(int size) {
        String hex = "0".repeat(random.nextInt(3)) + Integer.toHexString(size);
        return (random.nextBoolean() ? hex.toUpperCase() : hex) + extension() + "\r\n";
    }

    private String extension() {
        return EXTENSIONS[random.nextInt(EXTENSIONS.length)];
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
