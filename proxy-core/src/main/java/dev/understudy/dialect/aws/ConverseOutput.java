package dev.understudy.dialect.aws;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.OutputFormat.JsonObject;
import dev.understudy.canonical.request.OutputFormat.JsonSchema;
import dev.understudy.dialect.claude.ClaudeSchema;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form of the answer: {@code outputConfig.textFormat}, whose schema is a text with JSON in it. Spelling of the format:
 * {@code schema} is that text as it was.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/structured-output.html">Structured outputs</a>
 */
final class ConverseOutput {
    private static final String FIELD = "outputConfig";
    /** Bedrock insists on a name; others have none. */
    private static final String NAME = "answer";

    private ConverseOutput() {}

    static @Nullable OutputFormat read(Fields fields) {
        JsonNode format = only(fields.peek(FIELD), "textFormat");
        if (!(format instanceof ObjectNode object)) {
            return null;
        }
        Fields outer = new Fields(object);
        boolean known = outer.takeText("type", "json_schema");
        JsonNode described = only(outer.take("structure"), "jsonSchema");
        OutputFormat schema =
                known && outer.isEmpty() && described instanceof ObjectNode inner ? schema(new Fields(inner)) : null;
        if (schema != null) {
            fields.take(FIELD);
        }
        return schema;
    }

    /** The one field of an object that has no other; else null. */
    private static @Nullable JsonNode only(@Nullable JsonNode node, String name) {
        return node != null && node.isObject() && node.size() == 1 ? node.get(name) : null;
    }

    private static @Nullable OutputFormat schema(Fields fields) {
        String text = fields.text("schema");
        String name = fields.text("name");
        String description = fields.text("description");
        ObjectNode schema = text == null ? null : Json.object(text);
        if (text == null || schema == null || !fields.isEmpty()) {
            return null;
        }
        return new JsonSchema(name, description, schema, null, new Extras(Map.of(), Map.of("schema", text)));
    }

    static void write(GenerationRequest request, ObjectNode body, boolean same, Losses losses) {
        OutputFormat format = request.outputFormat();
        if (format instanceof JsonObject) {
            losses.dropped("output_format", "Bedrock has no JSON mode without a schema");
        }
        if (!(format instanceof JsonSchema schema)) {
            return;
        }
        ObjectNode wire = body.putObject(FIELD).putObject("textFormat").put("type", "json_schema");
        ObjectNode inner = wire.putObject("structure").putObject("jsonSchema");
        String text = same ? schema.extras().spelled("schema") : null;
        inner.put("schema", text != null ? text : fitted(schema, losses));
        if (schema.name() != null || !same) {
            inner.put("name", schema.name() == null ? NAME : schema.name());
        }
        if (schema.description() != null) {
            inner.put("description", schema.description());
        }
        if (!same) {
            losses.extras("output_format", schema.extras(), request.dialect());
        }
    }

    private static String fitted(JsonSchema schema, Losses losses) {
        ClaudeSchema flavour = new ClaudeSchema(true);
        String fitted = flavour.fitted(schema.schema()).toString();
        if (flavour.loosened()) {
            losses.approximated("output_format.schema", ClaudeSchema.WHY);
        }
        if (Boolean.FALSE.equals(schema.strict())) {
            losses.approximated("output_format.strict", "Bedrock always keeps to a schema");
        }
        return fitted;
    }
}
