package dev.understudy.cli;

import dev.understudy.cli.Failures.Refused;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.http.BadMessageException;
import dev.understudy.http.RequestHead;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request in a file, in one of three forms: HTTP text (request line, headers, empty line, body), JSON
 * {@code {method, path, headers, body}}, or just the JSON body of a chat completion.
 */
record RequestFile(RequestHead head, CapturedRequest request) {
    private static final int LARGEST = 64 << 20;
    private static final Pattern HEAD = Pattern.compile(
            "\\A([A-Za-z]+ \\S+)( HTTP/1\\.[01])?\\r?\\n(.*?)(?:\\r?\\n\\r?\\n|\\r?\\n\\z|\\z)", Pattern.DOTALL);
    private static final String BODY_ALONE = "POST /v1/chat/completions";
    private static final String JSON_TYPE = "Content-Type: application/json";

    static RequestFile read(Path file) {
        byte[] bytes = bytes(file);
        // Latin-1 keeps every byte a character, so that offsets in the text are offsets in the bytes.
        Matcher http = HEAD.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        if (http.find()) {
            byte[] body = Arrays.copyOfRange(bytes, http.end(), bytes.length);
            return of(file, http.group(1), http.group(3), body);
        }
        ObjectNode json = Json.object(bytes);
        if (json == null) {
            throw refused(file, "neither HTTP text nor a JSON object");
        }
        return isEnvelope(json) ? envelope(file, json) : of(file, BODY_ALONE, JSON_TYPE, bytes);
    }

    private static boolean isEnvelope(ObjectNode json) {
        return json.path("path").isString() && json.has("body")
                || json.path("method").isString() && json.has("path");
    }

    private static RequestFile envelope(Path file, ObjectNode json) {
        String method = json.path("method").asString("POST");
        String path = json.path("path").asString("/");
        StringBuilder fields = new StringBuilder();
        json.path("headers").forEachEntry((name, value) -> {
            for (JsonNode one :
                    value.isArray() ? value : Json.newObject().arrayNode().add(value)) {
                fields.append(name).append(": ").append(one.asString()).append("\r\n");
            }
        });
        JsonNode body = json.path("body");
        byte[] bytes = body.isMissingNode() ? new byte[0] : body.isString() ? utf8(body.asString()) : Json.bytes(body);
        boolean typed = fields.toString().toLowerCase(Locale.ROOT).contains("content-type:");
        return of(file, method + " " + path, typed ? fields.toString() : fields + JSON_TYPE, bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Framing fields describe the file no more than they have to: the body is what stands there. */
    private static RequestFile of(Path file, String start, @Nullable String fields, byte[] body) {
        StringBuilder head = new StringBuilder(start).append(" HTTP/1.1\r\n");
        (fields == null ? "" : fields)
                .lines()
                .filter(RequestFile::kept)
                .forEach(line -> head.append(line).append("\r\n"));
        head.append("\r\n");
        try {
            RequestHead parsed = RequestHead.parse(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            return new RequestFile(
                    parsed, new CapturedRequest(parsed.method(), parsed.target(), parsed.headers(), body));
        } catch (BadMessageException bad) {
            throw refused(file, String.valueOf(bad.getMessage()));
        }
    }

    private static boolean kept(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return !line.isBlank() && !lower.startsWith("content-length:") && !lower.startsWith("transfer-encoding:");
    }

    private static byte[] bytes(Path file) {
        if (Files.isDirectory(file)) {
            throw refused(file, "is a directory");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw refused(file, "is larger than " + LARGEST + " bytes");
            }
            return bytes;
        } catch (NoSuchFileException missing) {
            throw refused(file, "no such file");
        } catch (IOException failed) {
            throw refused(file, "cannot be read: " + failed.getMessage());
        }
    }

    private static Refused refused(Path file, String problem) {
        return new Refused("--request: " + file + ": " + problem
                + " (expected: HTTP text, {\"method\", \"path\", \"headers\", \"body\"}, or a JSON body)");
    }
}
