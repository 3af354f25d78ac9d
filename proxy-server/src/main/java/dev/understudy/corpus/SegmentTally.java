package dev.understudy.corpus;

import dev.understudy.dialect.wire.Json;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What is in a segment: how many exchanges, how many bytes of lines, and from when to when. Not thread-safe. */
final class SegmentTally {
    private long records;
    private long bytes;
    private @Nullable Instant first;
    private @Nullable Instant last;

    /** Counts a line that was found in a segment; false, and nothing counted, for one that is not whole. */
    boolean found(byte[] line) {
        Instant at = at(line);
        if (at == null) {
            return false;
        }
        count(line, at);
        return true;
    }

    /** Counts a line that was written. */
    void written(byte[] line) {
        count(line, at(line));
    }

    private void count(byte[] line, @Nullable Instant at) {
        records++;
        bytes += line.length + 1L;
        if (at != null) {
            first = first == null || at.isBefore(first) ? at : first;
            last = last == null || at.isAfter(last) ? at : last;
        }
    }

    /** When the exchange of a line came; null for a line that is not whole. */
    private static @Nullable Instant at(byte[] line) {
        ObjectNode json = Json.object(line);
        if (json == null) {
            return null;
        }
        try {
            return RecordJson.instant(json.path("at").asString(""));
        } catch (CorpusException malformed) {
            return null;
        }
    }

    boolean isEmpty() {
        return records == 0;
    }

    /** Whether anything in it came before a moment. */
    boolean reachesBackBefore(Instant moment) {
        return first != null && first.isBefore(moment);
    }

    /** All of it, as a sealed segment says it; one without times came now. */
    Segments.Content content(InstantSource clock, String production) {
        Instant begun = first == null ? clock.instant() : first;
        return new Segments.Content(records, bytes, begun, last == null ? begun : last, production);
    }
}
