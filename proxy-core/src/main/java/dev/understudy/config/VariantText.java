package dev.understudy.config;

import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/**
 * A variant as text. It is what Java 17 prints of the records, which no Java promises to go on printing; what is kept on disk of a
 * candidate is found by it, so it is written out here and must stay.
 */
final class VariantText {
    private static final JsonFactory JSON = new JsonFactory();

    private VariantText() {}

    static String of(VariantConfig variant) {
        return "VariantConfig[model=" + variant.model() + ", systemPrompt=" + prompt(variant.systemPrompt()) + ", set="
                + fields(variant.set()) + ", remove=" + variant.remove() + ", patch="
                + variant.patch().stream().map(VariantText::operation).collect(Collectors.joining(", ", "[", "]"))
                + "]";
    }

    private static @Nullable String prompt(@Nullable SystemPrompt prompt) {
        return prompt == null ? null : "SystemPrompt[mode=" + prompt.mode() + ", text=" + prompt.text() + "]";
    }

    private static String operation(PatchOperation operation) {
        return "PatchOperation[op=" + operation.op() + ", path=" + operation.path() + ", from=" + operation.from()
                + ", value="
                + (operation.value() == null ? null : json(operation.value())) + "]";
    }

    private static String fields(Map<String, JsonNode> set) {
        return set.entrySet().stream()
                .map(field -> field.getKey() + "=" + json(field.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** By the generator alone: a mapper, which nothing else needs before the first request, would make a start a tenth longer. */
    private static String json(JsonNode value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(value, generator);
        }
        return text.toString();
    }

    private static void write(JsonNode value, JsonGenerator generator) {
        switch (value.getNodeType()) {
            case OBJECT -> {
                generator.writeStartObject();
                value.properties().forEach(field -> {
                    generator.writeName(field.getKey());
                    write(field.getValue(), generator);
                });
                generator.writeEndObject();
            }
            case ARRAY -> {
                generator.writeStartArray();
                value.forEach(element -> write(element, generator));
                generator.writeEndArray();
            }
            case STRING -> generator.writeString(value.stringValue());
            case NUMBER -> generator.writeNumber(value.asString());
            case BOOLEAN -> generator.writeBoolean(value.booleanValue());
            case NULL, MISSING -> generator.writeNull();
            case BINARY, POJO -> throw new IllegalArgumentException("a configuration has JSON only: " + value);
        }
    }
}
