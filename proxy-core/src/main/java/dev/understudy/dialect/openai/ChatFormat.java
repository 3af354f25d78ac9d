package dev.understudy.dialect.openai;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.OutputFormat.JsonObject;
import dev.understudy.canonical.request.OutputFormat.JsonSchema;
import dev.understudy.canonical.request.OutputFormat.Text;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Losses;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The form of the answer: {@code response_format}. */
final class ChatFormat {
    /** OpenAI insists on a name; others have none. */
    private static final String NAME = "answer";

    private ChatFormat() {}

    static @Nullable OutputFormat read(Fields fields) {
        JsonNode format = fields.peek("response_format");
        if (!(format instanceof ObjectNode object)) {
            return null;
        }
        OutputFormat known = known(object);
        if (known != null) {
            fields.take("response_format");
        }
        return known;
    }

    private static @Nullable OutputFormat known(ObjectNode object) {
        Fields outer = new Fields(object);
        String type = outer.text("type");
        if ("json_schema".equals(type)) {
            ObjectNode schema = outer.object("json_schema");
            return schema == null || !outer.isEmpty() ? null : schema(schema);
        }
        if (!outer.isEmpty()) {
            return null;
        }
        return "text".equals(type) ? new Text() : "json_object".equals(type) ? new JsonObject() : null;
    }

    static @Nullable OutputFormat schema(ObjectNode object) {
        Fields fields = new Fields(object);
        JsonNode schema = fields.peek("schema");
        if (schema == null) {
            return null;
        }
        fields.take("schema");
        String name = fields.text("name");
        String description = fields.text("description");
        Boolean strict = fields.bool("strict");
        return new JsonSchema(name, description, schema, strict, fields.rest());
    }

    static void write(GenerationRequest request, ObjectNode body, boolean same, Losses losses) {
        OutputFormat format = request.outputFormat();
        if (format instanceof JsonSchema schema) {
            ObjectNode wire = body.putObject("response_format").put("type", "json_schema");
            put(schema, wire.putObject("json_schema"), same);
            if (!same) {
                losses.extras("output_format", schema.extras(), request.dialect());
            }
        } else if (format instanceof JsonObject) {
            body.putObject("response_format").put("type", "json_object");
        } else if (format instanceof Text && same) {
            body.putObject("response_format").put("type", "text");
        }
    }

    /** Name, schema and the rest, as they stand in {@code json_schema} and in Responses' format. */
    static void put(JsonSchema schema, ObjectNode wire, boolean same) {
        String name = schema.name();
        if (name != null || !same) {
            wire.put("name", name != null ? name : NAME);
        }
        if (schema.description() != null) {
            wire.put("description", schema.description());
        }
        wire.set("schema", schema.schema());
        if (schema.strict() != null) {
            wire.put("strict", schema.strict());
        }
        if (same) {
            Fields.putBack(wire, schema.extras());
        }
    }
}
