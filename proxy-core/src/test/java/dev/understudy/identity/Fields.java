package dev.understudy.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generates header fields: as they are sent, and what of them must arrive. */
final class Fields {
    private static final String[] NAMES = {
        "Accept", "accept", "X-Request-ID", "authorization", "User-Agent", "COOKIE", "x", "Openai-Organization",
        "Set-Cookie", "Trailer", "date", "X_Odd.Name!", "Content-Type", "proxy-authenticate", "Age", "eTag"
    };
    private static final String[] HOP_BY_HOP = {
        "Keep-Alive: timeout=5, max=1000", "TE: trailers", "Proxy-Connection: keep-alive", "tE:gzip"
    };

    private final Random random;
    private final StringBuilder sent = new StringBuilder();
    private final StringBuilder expected = new StringBuilder();
    private final List<String> nominated = new ArrayList<>();

    Fields(Random random) {
        this.random = random;
    }

    /** Adds a line that passes. */
    Fields line(String line) {
        sent.append(line).append("\r\n");
        expected.append(line).append("\r\n");
        return this;
    }

    /** Adds a line that arrives as another one. */
    Fields rewritten(String line, String arrives) {
        sent.append(line).append("\r\n");
        expected.append(arrives).append("\r\n");
        return this;
    }

    /** Begins with a line that only arrives, then goes on with those. */
    Fields prepended(String arrives, Fields others) {
        expected.append(arrives).append("\r\n").append(others.expected);
        sent.append(others.sent);
        nominated.addAll(others.nominated);
        return this;
    }

    /** Adds a few lines of any kind. */
    Fields some() {
        int count = random.nextInt(8);
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(12);
            if (kind == 0) {
                sent.append(HOP_BY_HOP[random.nextInt(HOP_BY_HOP.length)]).append("\r\n");
            } else if (kind == 1) {
                String name = "X-Hop-" + random.nextInt(100);
                nominated.add(name);
                sent.append(name).append(": gone\r\n");
            } else {
                line(NAMES[random.nextInt(NAMES.length)] + ":" + value());
            }
        }
        return this;
    }

    /** Says what was nominated, and whether the connection goes on. */
    Fields connection(boolean close) {
        List<String> options = new ArrayList<>(nominated);
        if (close) {
            options.add(random.nextBoolean() ? "close" : "Close");
        } else if (random.nextInt(4) == 0) {
            options.add("keep-alive");
        }
        if (!options.isEmpty()) {
            sent.append("Connection: ").append(String.join(", ", options)).append("\r\n");
        }
        return this;
    }

    private String value() {
        int length = random.nextInt(20) == 0 ? 2_000 : random.nextInt(30);
        StringBuilder value = new StringBuilder(" \t ".substring(random.nextInt(3)));
        for (int i = 0; i < length; i++) {
            int c = random.nextInt(0xe0) + 0x20;
            value.append(c == 0x7f ? '\t' : (char) c);
        }
        return value.toString();
    }

    String sent() {
        return sent.toString();
    }

    String expected() {
        return expected.toString();
    }
}
