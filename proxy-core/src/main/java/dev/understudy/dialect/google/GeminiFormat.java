package dev.understudy.dialect.google;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Losses;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The form of the answer: {@code responseMimeType} with a schema in one of two flavours, and {@code responseModalities}. */
final class GeminiFormat {
    private static final String JSON = "application/json";
    private static final String JSON_SCHEMA = "responseJsonSchema";

    private GeminiFormat() {}

    static @Nullable OutputFormat read(Fields config) {
        modalities(config);
        if (config.takeText("responseMimeType", "text/plain")) {
            return new OutputFormat.Text();
        }
        JsonNode type = config.peek("responseMimeType");
        if (type == null || !type.asString("").equals(JSON)) {
            return null; // a schema may also be for an enumeration in plain text, which stays as it is
        }
        config.take("responseMimeType");
        JsonNode schema = config.object(JSON_SCHEMA);
        if (schema != null) {
            return new OutputFormat.JsonSchema(null, null, schema, null, Extras.NONE);
        }
        JsonNode older = config.object("responseSchema");
        if (older == null) {
            return new OutputFormat.JsonObject();
        }
        Extras spelled = new Extras(Map.of(), Map.of("schema", OpenApiSchema.isUpper(older) ? "upper" : "lower"));
        return new OutputFormat.JsonSchema(null, null, OpenApiSchema.toJsonSchema(older), null, spelled);
    }

    /** Text alone is what every model answers with unless it is told otherwise. */
    private static void modalities(Fields config) {
        JsonNode modalities = config.peek("responseModalities");
        if (modalities != null
                && modalities.size() == 1
                && modalities.path(0).asString("").equals("TEXT")) {
            config.take("responseModalities");
            config.spell("responseModalities", "text");
        }
    }

    static void write(GenerationRequest request, ObjectNode config, boolean same, Losses losses) {
        OutputFormat format = request.outputFormat();
        if (format instanceof OutputFormat.Text && same) {
            config.put("responseMimeType", "text/plain");
        } else if (format instanceof OutputFormat.JsonObject) {
            config.put("responseMimeType", JSON);
        } else if (format instanceof OutputFormat.JsonSchema schema) {
            config.put("responseMimeType", JSON);
            String older = same ? schema.extras().spelled("schema") : null;
            if (older != null) {
                config.set("responseSchema", OpenApiSchema.toOpenApi(schema.schema(), older.equals("upper")));
            } else {
                config.set(JSON_SCHEMA, schema.schema());
            }
            if (!same) {
                losses(schema, request.dialect(), losses);
            }
        }
        if (same && request.extras().isSpelled("responseModalities", "text")) {
            config.putArray("responseModalities").add("TEXT");
        }
    }

    /** A name says nothing to a model. What Gemini writes always keeps to the schema. */
    private static void losses(OutputFormat.JsonSchema schema, String source, Losses losses) {
        OpenApiSchema.losses("output_format.schema", schema.schema(), losses);
        if (schema.description() != null) {
            losses.dropped("output_format.description", "Gemini takes a schema only");
        }
        losses.extras("output_format", schema.extras(), source);
    }
}
