package dev.understudy.corpus;

import dev.understudy.dialect.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sealed segment, as the manifest has it. Immutable.
 *
 * @param number ascending from 1; gives the file its name
 * @param bytes of the file
 * @param rawBytes of the lines in it
 * @param sha256 of the file, in hexadecimal
 * @param first when the first of its exchanges came
 * @param last when the last of them came
 * @param production hash of what decided live's answers when it was written
 */
public record SegmentInfo(
        int number,
        long records,
        long bytes,
        long rawBytes,
        String sha256,
        Instant first,
        Instant last,
        String production) {
    /** That of a sealed file, of whose lines the content is known. */
    static SegmentInfo of(int number, Path file, Segments.Content content) throws IOException {
        return new SegmentInfo(
                number,
                content.records(),
                Files.size(file),
                content.rawBytes(),
                Segments.sha256(file),
                content.first(),
                content.last(),
                content.production());
    }

    /** The file's name in the folder of the corpus. */
    public String file() {
        return file(number);
    }

    static String file(int number) {
        return openFile(number) + ".zst";
    }

    /** While it is written. */
    static String openFile(int number) {
        return String.format(Locale.ROOT, "segment-%06d.jsonl", number);
    }

    ObjectNode json() {
        return Json.newObject()
                .put("file", file())
                .put("number", number)
                .put("records", records)
                .put("bytes", bytes)
                .put("raw_bytes", rawBytes)
                .put("sha256", sha256)
                .put("first", first.toString())
                .put("last", last.toString())
                .put("production", production);
    }

    static SegmentInfo read(JsonNode tree) {
        Fields json = new Fields("segments", tree);
        int number = json.integer("number");
        if (number < 1 || !file(number).equals(json.text("file"))) {
            throw new CorpusException(
                    "segments.file: not that of segment " + number + " (expected: " + file(number) + ")");
        }
        return new SegmentInfo(
                number,
                json.integer("records"),
                size(json, "bytes"),
                size(json, "raw_bytes"),
                json.required("sha256"),
                RecordJson.instant(json.required("first")),
                RecordJson.instant(json.required("last")),
                json.required("production"));
    }

    private static long size(Fields json, String name) {
        Long bytes = json.number(name);
        return bytes == null ? 0 : bytes;
    }
}
