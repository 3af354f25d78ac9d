package dev.understudy.sandbox.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.understudy.sandbox.model.Prompt.Role;
import dev.understudy.sandbox.model.Prompt.Shape;
import dev.understudy.sandbox.model.Prompt.ToolUse;
import dev.understudy.sandbox.model.Prompt.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchemaFillerTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"object\",\"properties\":{\"decision\":{\"type\":\"string\",\"enum\":[\"deny\",\"approve\"]}},\"required\":[\"decision\"]}",
                "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\",\"minimum\":7,\"maximum\":9}},\"required\":[\"n\"]}",
                "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"number\",\"exclusiveMinimum\":0,\"multipleOf\":0.5}},\"required\":[\"n\"]}",
                "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\",\"maximum\":-3,\"multipleOf\":4}},\"required\":[\"n\"]}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"array\",\"minItems\":3,\"items\":{\"type\":\"string\",\"maxLength\":5}}},\"required\":[\"a\"]}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":[\"null\",\"string\"]},\"c\":{\"const\":3}},\"required\":[\"a\",\"c\"]}",
                "{\"type\":\"object\",\"properties\":{\"s\":{\"type\":\"string\",\"minLength\":900}},\"required\":[\"s\"]}",
                "{\"type\":\"object\",\"properties\":{\"at\":{\"type\":\"string\",\"format\":\"date-time\"},\"id\":{\"type\":\"string\",\"format\":\"uuid\"}},\"required\":[\"at\",\"id\"]}",
                "{\"$defs\":{\"node\":{\"type\":\"object\",\"properties\":{\"next\":{\"anyOf\":[{\"$ref\":\"#/$defs/node\"},{\"type\":\"null\"}]}},\"required\":[\"next\"]}},\"$ref\":\"#/$defs/node\"}",
                "{\"type\":\"object\",\"properties\":{\"children\":{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}}},\"required\":[\"children\"]}"
            })
    void fill_isValid(String schema) {
        JsonNode parsed = JSON.readTree(schema);

        assertThat(SchemaCheck.problem(parsed)).isEmpty();
        assertThat(errors(parsed)).isEmpty();
    }

    @Test
    void fill_storySchema_saysWhatTheAnswerSays() {
        JsonNode schema = JSON.readTree("""
                {"type": "object", "properties": {
                  "status": {"enum": ["denied", "approved"]}, "order_id": {"type": "string"},
                  "days": {"type": "integer"}, "refund_amount": {"type": "number"}}}""");

        JsonNode answer = JSON.readTree(answer(schema));

        assertThat(answer.path("status").asString()).isEqualTo("approved");
        assertThat(answer.path("order_id").asString()).isEqualTo("A1234");
        assertThat(answer.path("days").asInt()).isEqualTo(5);
        assertThat(answer.path("refund_amount").asInt()).isEqualTo(40);
    }

    @Test
    void problem_unsupportedKeyword_isNamed() {
        JsonNode schema = JSON.readTree("{\"type\":\"object\",\"properties\":{\"a\":{\"pattern\":\"x+\"}}}");

        assertThat(SchemaCheck.problem(schema)).hasValue("'pattern' is not permitted");
        assertThat(SchemaCheck.problem(JSON.readTree("{\"$ref\":\"#/$defs/gone\"}")))
                .isPresent();
    }

    @Test
    @EnabledIfSystemProperty(named = "understudy.data", matches = ".+", disabledReason = "no recorded schemas here")
    void fill_realSchemas_areValidWhereTheyAreSupported() throws IOException {
        Path file = Path.of(System.getProperty("understudy.data"), "json_schema", "schemas_with_tests.jsonl");
        int tried = 0;
        int valid = 0;
        for (String line : Files.readAllLines(file)) {
            JsonNode schema = JSON.readTree(line).path("schema");
            if (schema.path("type").asString("").equals("object")
                    && SchemaCheck.problem(schema).isEmpty()) {
                tried++;
                valid += errors(schema).isEmpty() ? 1 : 0;
            }
        }
        assertThat(tried).isGreaterThan(50);
        assertThat(valid).as("valid of %d", tried).isGreaterThanOrEqualTo(tried * 95 / 100);
    }

    private static List<?> errors(JsonNode schema) {
        return REGISTRY.getSchema(schema.toString(), InputFormat.JSON).validate(answer(schema), InputFormat.JSON);
    }

    private static String answer(JsonNode schema) {
        Prompt prompt = new Prompt(
                "m",
                "Process refund if customer requests it.",
                List.of(new Turn(Role.USER, "I want a refund for order A1234, $40, bought 5 days ago")),
                List.of(),
                new ToolUse.Auto(),
                true,
                new Shape.JsonSchema(schema),
                0,
                null);
        return String.valueOf(
                Actor.perform(prompt, Cast.DEFAULT.find("sim-large").orElseThrow(), 1, 0)
                        .text());
    }
}
