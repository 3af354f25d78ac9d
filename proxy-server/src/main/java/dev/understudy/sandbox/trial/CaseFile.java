package dev.understudy.sandbox.trial;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Cases in lines of JSON: ours, and those that somebody brings. */
public final class CaseFile {
    private static final int MOST_CASES = 10_000;
    private static final int LONGEST = 8 << 20;
    private static final int LONGEST_LINE = 16 << 20;
    /** Of all requests of a file, which are held until they are played. */
    private static final long MOST_BYTES = 256L << 20;

    private static final Set<String> KEYS = Set.of("id", "class", "user", "request", "raw", "path", "expect");
    private static final String SHAPE =
            "{\"id\", \"class\", \"user\": TEXT | \"request\": {…} | \"raw\": TEXT, \"path\", \"expect\": {…}}";
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String name;
    private final Scene scene;
    private final Set<String> ids = new HashSet<>();
    private long bytesLeft;
    private int line;

    CaseFile(String name, Scene scene, long mostBytes) {
        this.name = name;
        this.scene = scene;
        this.bytesLeft = mostBytes;
    }

    /** @throws IllegalArgumentException with the line that means nothing */
    static List<Case> read(Path file, Scene scene) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "--suite: " + file + " (expected: edge, adversarial, conversations, load, or a file of cases)");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new CaseFile(file.toString(), scene, MOST_BYTES).read(in);
        }
    }

    static List<Case> resource(String name, Scene scene) {
        try (InputStream in = Objects.requireNonNull(CaseFile.class.getResourceAsStream(name), name)) {
            return new CaseFile(name, scene, MOST_BYTES).read(in);
        } catch (IOException unreadable) {
            throw new IllegalStateException(name + ": cannot be read", unreadable);
        }
    }

    List<Case> read(InputStream in) throws IOException {
        List<Case> cases = new ArrayList<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String text = next(lines); text != null; text = next(lines)) {
            line++;
            if (!text.isBlank()) {
                cases.add(one(text));
            }
            if (cases.size() > MOST_CASES) {
                throw refused("more than " + MOST_CASES + " cases");
            }
        }
        return cases;
    }

    /** A line, bounded: a file without line breaks must not fill the heap. */
    private @Nullable String next(BufferedReader lines) throws IOException {
        StringBuilder text = new StringBuilder();
        int character = lines.read();
        if (character < 0) {
            return null;
        }
        while (character >= 0 && character != '\n') {
            if (text.length() == LONGEST_LINE) {
                throw refused("a line of more than " + LONGEST_LINE + " characters");
            }
            text.append((char) character);
            character = lines.read();
        }
        return text.toString();
    }

    private Case one(String text) {
        try {
            JsonNode json = STRICT.readTree(text);
            if (!json.isObject()) {
                throw refused("no object (expected: " + SHAPE + ")");
            }
            for (String key : json.propertyNames()) {
                if (!KEYS.contains(key)) {
                    throw refused("an unknown key (expected: " + SHAPE + ")");
                }
            }
            String id = json.path("id").asString("line-" + line);
            if (!ids.add(id)) {
                throw refused("an id that was there before (expected: each once)");
            }
            return new Case(
                    id,
                    json.path("class").asString("own"),
                    json.path("path").asString(scene.path()),
                    body(json),
                    Expectation.of(json.path("expect")));
        } catch (JacksonException malformed) {
            throw refused("no JSON (expected: " + SHAPE + ")");
        } catch (IllegalArgumentException odd) {
            throw odd instanceof Refused ? odd : refused(String.valueOf(odd.getMessage()));
        }
    }

    private byte[] body(JsonNode json) {
        byte[] body;
        if (json.path("user").isString()) {
            body = scene.asking(json.path("user").stringValue());
        } else if (json.path("raw").isString()) {
            body = json.path("raw").stringValue().getBytes(StandardCharsets.UTF_8);
        } else if (json.path("request") instanceof ObjectNode request) {
            body = scene.completed(request);
        } else {
            throw refused("no request (expected: " + SHAPE + ")");
        }
        if (body.length > LONGEST) {
            throw refused("a request of more than " + LONGEST + " bytes");
        }
        bytesLeft -= body.length;
        if (bytesLeft < 0) {
            throw refused("larger requests than can be held at once (expected: several files)");
        }
        return body;
    }

    private Refused refused(String why) {
        return new Refused(name + ":" + line + ": " + why);
    }

    private static final class Refused extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Refused(String line) {
            super(line);
        }
    }
}
