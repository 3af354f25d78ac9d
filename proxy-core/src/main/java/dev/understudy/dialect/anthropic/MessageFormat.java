package dev.understudy.dialect.anthropic;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.OutputFormat.JsonObject;
import dev.understudy.canonical.request.OutputFormat.JsonSchema;
import dev.understudy.dialect.claude.ClaudeSchema;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Losses;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form of the answer: {@code output_config.format}, or {@code output_format} as the beta had it. A schema is always
 * kept to.
 */
final class MessageFormat {
    private MessageFormat() {}

    static @Nullable OutputFormat read(Fields request, Fields config) {
        JsonSchema format = schema(config, "format", Fields.none());
        if (format != null) {
            return format;
        }
        Fields spelling = Fields.none();
        spelling.spell("format", "output_format");
        return schema(request, "output_format", spelling);
    }

    private static @Nullable JsonSchema schema(Fields place, String name, Fields rest) {
        if (!(place.peek(name) instanceof ObjectNode object)) {
            return null;
        }
        Fields fields = new Fields(object);
        ObjectNode schema = fields.takeText("type", "json_schema") ? fields.object("schema") : null;
        if (schema == null || !fields.isEmpty()) {
            return null;
        }
        place.take(name);
        return new JsonSchema(null, null, schema, null, rest.rest());
    }

    static void write(GenerationRequest request, ObjectNode body, boolean same, Losses losses) {
        OutputFormat format = request.outputFormat();
        if (format instanceof JsonObject) {
            losses.dropped("output_format", "Anthropic has no JSON mode without a schema");
        }
        if (!(format instanceof JsonSchema schema)) {
            return;
        }
        boolean beta = same && schema.extras().isSpelled("format", "output_format");
        ObjectNode wire = beta
                ? body.putObject("output_format")
                : body.withObjectProperty("output_config").putObject("format");
        wire.put("type", "json_schema");
        wire.set("schema", same ? schema.schema() : fitted(schema, losses));
        if (!same) {
            losses.extras("output_format", schema.extras(), request.dialect());
        }
    }

    private static JsonNode fitted(JsonSchema schema, Losses losses) {
        ClaudeSchema flavour = new ClaudeSchema(true);
        JsonNode fitted = flavour.fitted(schema.schema());
        if (flavour.loosened()) {
            losses.approximated("output_format.schema", ClaudeSchema.WHY);
        }
        if (Boolean.FALSE.equals(schema.strict())) {
            losses.approximated("output_format.strict", "Anthropic always keeps to a schema");
        }
        if (schema.description() != null && fitted instanceof ObjectNode object) {
            if (object.has("description")) {
                losses.dropped("output_format.description", "the schema has one of its own");
            } else {
                object.put("description", schema.description());
            }
        }
        return fitted;
    }
}
