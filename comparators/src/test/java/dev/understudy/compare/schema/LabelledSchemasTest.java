package dev.understudy.compare.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.compare.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Schemas that people wrote, with instances that are labelled valid or not. */
class LabelledSchemasTest {
    private static final Path FILE =
            Path.of(System.getProperty("understudy.data", ""), "json_schema", "schemas_with_tests.jsonl");

    @Test
    void check_labelledInstances_agreesWithTheLabels() throws IOException {
        Assumptions.assumeTrue(Files.isRegularFile(FILE), "no schemas at " + FILE);
        int instances = 0;
        List<String> disagreements = new ArrayList<>();
        for (String line : Files.readAllLines(FILE)) {
            JsonNode row = StrictJson.parse(line);
            for (JsonNode test : row.get("tests")) {
                instances++;
                Conformance conformance = Schemas.shared().check(row.get("schema"), test.get("data"));
                boolean valid = test.get("valid").booleanValue();
                if (valid != (conformance instanceof Conformance.Conforms)
                        || conformance instanceof Conformance.Unknown) {
                    disagreements.add(row.get("id").stringValue() + " labelled " + valid + " but " + conformance);
                }
            }
        }
        double agreement = 1 - (double) disagreements.size() / instances;
        System.out.printf(
                "schema: %d instances, agreement %.4f%n%s%n", instances, agreement, String.join("\n", disagreements));
        assertThat(instances).isGreaterThan(800);
        assertThat(agreement).isGreaterThanOrEqualTo(0.998);
    }
}
