package dev.understudy.configfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.configfile.ConfigLoad.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The documentation names every key of the reader and no other, with the reader's defaults; the examples are valid. */
final class DocumentationTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "CONFIGURATION.md");
    private static final Path EXAMPLES = Path.of("..", "deploy", "examples");

    /** Required, computed from the machine, or secret. */
    private static final Set<String> WITHOUT_DEFAULT = Set.of(
            "listen.address",
            "sampling.key",
            "routes[].name",
            "routes[].upstream.url",
            "runtime.live_loops",
            "runtime.shadow_loops",
            "runtime.workers",
            "shadows[].name",
            "shadows[].route",
            "shadows[].compare");

    @TempDir
    Path folder;

    private static Map<String, String[]> rows() throws IOException {
        Map<String, String[]> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            if (line.startsWith("| `")) {
                String[] cells = line.split("(?<!\\\\)\\|");
                rows.put(cells[1].strip().replace("`", ""), cells);
            }
        }
        return rows;
    }

    /** Where one section is documented for two places, and where keys are the user's own. */
    private static String documented(String key) {
        return key.replaceAll("^prices\\.[^.]+\\.", "prices.MODEL.")
                .replaceAll("^privacy\\.policies\\.[^.]+", "privacy.policies.NAME")
                .replaceAll("^routes\\[]\\.live\\.", "shadows[].candidate.")
                .replaceAll("^shadows\\[]\\.(candidate|judge)\\.upstream\\.", "routes[].upstream.")
                .replaceAll("\\.credentials\\..+$", ".credentials.NAME")
                .replaceAll("^otlp\\.headers\\..+$", "otlp.headers.NAME");
    }

    @Test
    void document_keys_areTheReadersKeys() throws IOException {
        Loaded full =
                (Loaded) ConfigFixture.file(ConfigFixture.resource("full.yaml")).load();
        Set<String> known = new TreeSet<>();
        full.keys().forEach(key -> known.add(documented(key)));
        known.remove("prices.gpt-5-mini");
        assertThat(new TreeSet<>(rows().keySet())).isEqualTo(known);
    }

    @Test
    void document_defaults_areTheReadersDefaults() throws IOException {
        Loaded minimal = (Loaded) new ConfigFixture(folder).load(ConfigFixture.shadow());
        Map<String, String> defaults = new LinkedHashMap<>();
        flatten("", MaskedConfig.of(minimal.config()), defaults);
        Map<String, String[]> rows = rows();
        defaults.forEach((key, value) -> {
            if (!WITHOUT_DEFAULT.contains(documented(key))) {
                assertThat(rows.get(documented(key))[3]).as(key).contains("`" + value + "`");
            }
        });
        assertThat(defaults).hasSizeGreaterThan(35);
    }

    private static void flatten(String path, JsonNode node, Map<String, String> leaves) {
        if (node.isObject()) {
            node.forEachEntry((key, value) -> flatten(path.isEmpty() ? key : path + "." + key, value, leaves));
        } else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
            flatten(path + "[]", node.get(0), leaves);
        } else {
            leaves.put(path, node.isString() ? node.stringValue() : node.toString());
        }
    }

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_isValidInThisBuild(Path example) {
        ConfigLoad load = new ConfigFile(example, new BuildCapabilities(), name -> "a-value-for-" + name).load();
        assertThat(load.problems()).noneMatch(Problem::isError);
        assertThat(load.problems()).allMatch(problem -> problem.problem().contains(" is not part of this build"));
    }
}
