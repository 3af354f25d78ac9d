package dev.understudy.exchange;

import dev.understudy.canonical.request.GenerationRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What all arms of an exchange were asked: the request as JSON and, read when somebody first wants to know, in canonical
 * words. Thread-safe; the trees in it must not be changed.
 */
public final class Asked {
    private static final Supplier<@Nullable GenerationRequest> NOBODY_READS = () -> null;

    private final JsonNode json;
    private final Supplier<@Nullable GenerationRequest> reader;
    /** Two threads that come first together both read: the results are equal. */
    private volatile @Nullable Reading reading;

    private record Reading(@Nullable GenerationRequest request) {}

    private Asked(JsonNode json, Supplier<@Nullable GenerationRequest> reader) {
        this.json = json;
        this.reader = reader;
    }

    /** A request of which nothing but the JSON is known. */
    public static Asked of(JsonNode json) {
        return new Asked(json, NOBODY_READS);
    }

    /** @param reader takes the request into the canonical model; null for one that cannot be; called off the live loops */
    public static Asked of(JsonNode json, Supplier<@Nullable GenerationRequest> reader) {
        return new Asked(json, reader);
    }

    /** The request in canonical words, and nothing else. */
    public static Asked of(JsonNode json, GenerationRequest request) {
        return new Asked(json, () -> request);
    }

    /** The body as JSON, in the dialect of live. */
    public JsonNode json() {
        return json;
    }

    /** The request in canonical words; null for a dialect that nothing is translated from. */
    public @Nullable GenerationRequest canonical() {
        Reading known = reading;
        if (known == null) {
            known = new Reading(reader.get());
            reading = known;
        }
        return known.request();
    }
}
