package dev.understudy.compare.schema;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import tools.jackson.databind.JsonNode;

/**
 * Checks values against schemas, each compiled once: the same schema comes with every request of an application. Cached by
 * content, bounded by size. Thread-safe.
 */
public final class Schemas {
    /** In nodes of the schemas' trees; a compiled schema takes about a kilobyte a node. */
    private static final long MOST_CACHED_NODES = 50_000;

    /** Made with the first schema: whoever only names the comparator, as a configuration does, needs no cache. */
    private static final class Shared {
        static final Schemas INSTANCE = new Schemas(MOST_CACHED_NODES);

        private Shared() {}
    }

    private final Cache<JsonNode, CompiledSchema> cache;

    Schemas(long mostCachedNodes) {
        cache = Caffeine.newBuilder()
                .maximumWeight(mostCachedNodes)
                .weigher((JsonNode schema, CompiledSchema compiled) -> weight(schema))
                .executor(Runnable::run)
                .build();
    }

    /** The one that all comparators use. */
    public static Schemas shared() {
        return Shared.INSTANCE;
    }

    /** @param schema JSON Schema or a provider's flavour of it; parsed with a bounded depth; must not be changed afterwards */
    public Conformance check(JsonNode schema, JsonNode value) {
        CompiledSchema compiled = cache.getIfPresent(schema);
        if (compiled == null) {
            compiled = CompiledSchema.of(schema);
            cache.put(schema, compiled);
        }
        return compiled.check(value);
    }

    long cached() {
        cache.cleanUp();
        return cache.estimatedSize();
    }

    private static int weight(JsonNode schema) {
        int nodes = TreeSize.of(schema, CompiledSchema.MOST_NODES, CompiledSchema.MOST_DEPTH);
        return nodes < 0 ? CompiledSchema.MOST_NODES : nodes;
    }
}
