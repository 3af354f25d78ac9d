package dev.understudy.dialect.claude;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings another dialect's JSON Schema into the form that Claude takes. Type names in capitals (Google's) become small.
 * A schema that the answer must keep to has closed objects and no limits on numbers and lengths, which are refused: they
 * move into the description, where the model reads them. Used once, by one thread.
 *
 * @see <a href="https://docs.claude.com/en/docs/build-with-claude/structured-outputs">Structured outputs, limitations</a>
 */
public final class ClaudeSchema {
    /** What became of limits, for people. */
    public static final String WHY = "limits that the model refuses in a schema stand in its descriptions";

    private static final Set<String> CAPITALS =
            Set.of("STRING", "NUMBER", "INTEGER", "BOOLEAN", "ARRAY", "OBJECT", "NULL");
    private static final Set<String> REFUSED = Set.of(
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties");
    private static final Set<String> SCHEMAS_BY_NAME = Set.of("properties", "$defs", "definitions");
    private static final Set<String> SCHEMAS = Set.of("items", "anyOf", "allOf", "oneOf", "prefixItems");

    private final boolean strict;
    private boolean loosened;

    /** @param strict whether the answer must keep to it */
    public ClaudeSchema(boolean strict) {
        this.strict = strict;
    }

    /** Whether something that the schema demands is not demanded any more. */
    public boolean loosened() {
        return loosened;
    }

    /** A copy that fits. */
    public JsonNode fitted(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        fit(copy);
        return copy;
    }

    /** As deep as the request's JSON, which is bounded. */
    private void fit(JsonNode schema) {
        if (schema.isArray()) {
            schema.forEach(this::fit);
        } else if (schema instanceof ObjectNode object) {
            fitOne(object);
            for (String name : SCHEMAS) {
                fit(object.path(name));
            }
            for (String name : SCHEMAS_BY_NAME) {
                object.path(name).forEach(this::fit);
            }
        }
    }

    private void fitOne(ObjectNode object) {
        JsonNode type = object.path("type");
        if (type.isString() && CAPITALS.contains(type.stringValue())) {
            object.put("type", type.stringValue().toLowerCase(Locale.ROOT));
        }
        if (!strict) {
            return;
        }
        if (object.path("properties").isObject()
                || object.path("type").asString("").equals("object")) {
            loosened |= object.path("additionalProperties").isObject();
            object.put("additionalProperties", false);
        }
        StringBuilder limits = new StringBuilder();
        for (String name : List.copyOf(object.propertyNames())) {
            boolean refused = REFUSED.contains(name)
                    || (name.equals("minItems") && object.path(name).asInt(0) > 1);
            if (refused) {
                limits.append(limits.isEmpty() ? "" : ", ")
                        .append(name)
                        .append(": ")
                        .append(object.remove(name));
            }
        }
        if (!limits.isEmpty()) {
            loosened = true;
            String before = object.path("description").asString("");
            object.put("description", before.isEmpty() ? limits.toString() : before + " (" + limits + ")");
        }
    }
}
