package dev.understudy.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One HTTP/1 message as it was on the wire. Immutable; the arrays are not copied.
 *
 * @param head start line and fields, the empty line included
 * @param body the body with its framing
 */
public record WireMessage(byte[] head, byte[] body) {

    public String headText() {
        return new String(head, StandardCharsets.ISO_8859_1);
    }

    public String bodyText() {
        return new String(body, StandardCharsets.ISO_8859_1);
    }

    /** Request line or status line. */
    public String startLine() {
        return headText().substring(0, headText().indexOf("\r\n"));
    }

    /** Of a response. */
    public int status() {
        return Integer.parseInt(startLine().split(" ")[1]);
    }

    /** Of a request. */
    public String method() {
        return startLine().split(" ")[0];
    }

    /** Of a request. */
    public String target() {
        return startLine().split(" ")[1];
    }

    /** Field lines in order, without line ends. */
    public List<String> fields() {
        List<String> lines = new ArrayList<>(List.of(headText().split("\r\n")));
        lines.remove(0);
        return lines;
    }

    /** The first value of that name, or null. */
    public String field(String name) {
        for (String line : fields()) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
                return line.substring(colon + 1).strip();
            }
        }
        return null;
    }

    public boolean chunked() {
        String coding = field("transfer-encoding");
        return coding != null && coding.toLowerCase(Locale.ROOT).contains("chunked");
    }

    /** The body without its framing. */
    public byte[] content() {
        return chunked() ? unchunked() : body;
    }

    public String contentText() {
        return new String(content(), StandardCharsets.UTF_8);
    }

    private byte[] unchunked() {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        int at = 0;
        while (at < body.length) {
            int lineEnd = at;
            while (body[lineEnd] != '\r') {
                lineEnd++;
            }
            String line = new String(body, at, lineEnd - at, StandardCharsets.ISO_8859_1);
            int size = Integer.parseInt(line.split(";")[0], 16);
            if (size == 0) {
                break;
            }
            content.write(body, lineEnd + 2, size);
            at = lineEnd + 2 + size + 2;
        }
        return content.toByteArray();
    }

    @Override
    public String toString() {
        return headText() + "(" + body.length + " body bytes)";
    }
}
