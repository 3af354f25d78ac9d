package dev.understudy.promotion;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What undoing a promotion takes, in a file beside the configuration with the configuration's own mode.
 *
 * @param shadow who got the part
 * @param standing how its verdict stood
 * @param before the file's content before
 * @param after the file's content after
 */
record Backup(String shadow, Instant at, Standing standing, String before, String after) {
    private static final String FORMAT = "understudy-promotion/1";
    private static final int LARGEST = 16 << 20;

    static Path beside(Path config) {
        return config.resolveSibling(config.getFileName() + ".promotion");
    }

    void write(Path config) throws IOException {
        String json = JsonMapper.shared()
                .createObjectNode()
                .put("format", FORMAT)
                .put("shadow", shadow)
                .put("at", at.toString())
                .put("verdict", standing.label())
                .put("before", before)
                .put("after", after)
                .toPrettyString();
        ConfigText.replace(beside(config), json + "\n", config);
    }

    /** @throws UnpromotableException where there is none, or none of ours */
    static Backup read(Path config) throws IOException {
        Path file = beside(config);
        if (!Files.isRegularFile(file)) {
            throw new UnpromotableException(file + ": no such file (expected: a promotion to undo)");
        }
        if (Files.size(file) > LARGEST) {
            throw new UnpromotableException(file + ": is larger (expected: up to " + LARGEST + " bytes)");
        }
        try {
            JsonNode json = JsonMapper.shared().readTree(Files.readString(file, StandardCharsets.UTF_8));
            if (!json.path("format").asString("").equals(FORMAT)
                    || !json.path("before").isString()
                    || !json.path("after").isString()) {
                throw new UnpromotableException(file + ": is not what a promotion leaves (expected: " + FORMAT + ")");
            }
            return new Backup(
                    json.path("shadow").asString(""),
                    Instant.parse(json.path("at").asString("")),
                    Standing.of(json.path("verdict").asString("")),
                    json.path("before").stringValue(),
                    json.path("after").stringValue());
        } catch (JacksonException | DateTimeParseException malformed) {
            throw new UnpromotableException(file + ": cannot be read (expected: " + FORMAT + ")");
        }
    }
}
