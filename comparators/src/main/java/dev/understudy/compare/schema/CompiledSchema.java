package dev.understudy.compare.schema;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.path.PathType;
import dev.understudy.compare.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema that a request brought along, ready to check against. Draft 4 to 2020-12 by its {@code $schema}, 2020-12 without
 * one, with {@code format} asserted. Nothing outside of it is ever loaded. Steps, depth and patterns are bounded. Thread-safe.
 */
final class CompiledSchema {
    static final int MOST_NODES = 20_000;
    static final int MOST_DEPTH = 100;
    private static final int MOST_VALUE_NODES = 100_000;
    private static final int MOST_VALUE_DEPTH = 200;
    private static final long MOST_STEPS = 300_000;
    private static final int MOST_EVALUATION_DEPTH = 400;
    /** The library's own messages quote the schema. */
    private static final String BROKEN = "is malformed, or refers to what is not in it";

    private static final int DESCRIBED = 3;
    private static final int SHOWN = 90;

    private final @Nullable Schema schema;
    private final @Nullable String problem;

    private CompiledSchema(@Nullable Schema schema, @Nullable String problem) {
        this.schema = schema;
        this.problem = problem;
    }

    static CompiledSchema of(JsonNode source) {
        if (TreeSize.of(source, MOST_NODES, MOST_DEPTH) < 0) {
            return new CompiledSchema(null, "is too large to check");
        }
        try {
            JsonNode standard = withoutUnknownDialect(SchemaFlavour.standard(source));
            Schema compiled = registry().getSchema(standard);
            compiled.initializeValidators();
            return new CompiledSchema(compiled, null);
        } catch (SchemaUncheckable uncheckable) {
            return new CompiledSchema(null, uncheckable.reason());
        } catch (RuntimeException | StackOverflowError broken) {
            // The library meets schemas that no specification allows with whatever happens to fail first.
            return new CompiledSchema(null, BROKEN);
        }
    }

    /** One for each schema: schemas of different requests may bear the same {@code $id}. */
    private static SchemaRegistry registry() {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .locale(Locale.ENGLISH)
                .losslessNarrowing(true)
                .pathType(PathType.JSON_PATH)
                .preloadSchema(false)
                .regularExpressionFactory(BoundedPatterns.INSTANCE)
                .build();
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(config)
                        .schemaLoader(loader -> loader.allow(iri -> isMetaSchema(iri.toString()))));
    }

    /** The library brings these along; anything else would be the network's or this machine's. */
    private static boolean isMetaSchema(String iri) {
        return iri.startsWith("http://json-schema.org/draft-")
                || iri.startsWith("https://json-schema.org/draft/")
                || iri.startsWith("classpath:draft");
    }

    private static JsonNode withoutUnknownDialect(JsonNode schema) {
        JsonNode dialect = schema.get("$schema");
        if (!(schema instanceof ObjectNode object) || dialect == null) {
            return schema;
        }
        if (dialect.isString()
                && SpecificationVersion.fromDialectId(dialect.stringValue()).isPresent()) {
            return schema;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(member -> copy.set(member.getKey(), member.getValue()));
        copy.remove("$schema");
        return copy;
    }

    Conformance check(JsonNode value) {
        if (schema == null) {
            return new Conformance.Unknown(problem == null ? "cannot be checked" : problem);
        }
        if (TreeSize.of(value, MOST_VALUE_NODES, MOST_VALUE_DEPTH) < 0) {
            return new Conformance.Unknown("meets a value that is too large to check");
        }
        try {
            return described(schema.validate(value, CompiledSchema::bounded));
        } catch (SchemaUncheckable uncheckable) {
            return new Conformance.Unknown(uncheckable.reason());
        } catch (ValidationLimitExceededException limit) {
            return new Conformance.Unknown("takes too many steps to check");
        } catch (RuntimeException | StackOverflowError broken) {
            return new Conformance.Unknown(BROKEN);
        }
    }

    private static void bounded(ExecutionContext context) {
        context.executionConfig(config -> config.formatAssertionsEnabled(true)
                .locale(Locale.ENGLISH)
                .maxEvaluationSteps(MOST_STEPS)
                .maxEvaluationDepth(MOST_EVALUATION_DEPTH));
    }

    private static Conformance described(List<Error> errors) {
        if (errors.isEmpty()) {
            return Conformance.CONFORMS;
        }
        List<String> first = new ArrayList<>(DESCRIBED);
        for (Error error : errors.subList(0, Math.min(DESCRIBED, errors.size()))) {
            String at = String.valueOf(error.getInstanceLocation());
            first.add(Wording.excerpt(at + ": " + error.getMessage(), SHOWN));
        }
        return new Conformance.Violates(errors.size(), first);
    }
}
