package dev.understudy.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * The shipped chart, rendered as Helm would. Helm itself cannot take part in the build, so the templates use a few forms only,
 * each of which means here what it means there, and any other is refused: a value in a line, {@code if}, {@code else} and
 * {@code end} in lines of their own, and values that are indented below theirs.
 */
final class HelmChart {
    static final Path FOLDER = Deployment.FOLDER.resolve("helm/understudy");

    private static final String PATH = "\\.([A-Z][\\w.]*)";
    private static final Pattern STEP = Pattern.compile(" *\\{\\{- (?:(if) " + PATH + "|(else)|(end)) }}");
    private static final Pattern INDENTED = Pattern.compile(" *\\{\\{- (toYaml )?" + PATH + " \\| nindent (\\d+) }}");
    private static final Pattern INLINE = Pattern.compile("\\{\\{ " + PATH + "( \\| quote)? }}");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .build();

    private final ObjectNode context = YAML.createObjectNode();

    /** @param values over those of the chart */
    HelmChart(String values) {
        ObjectNode chart = (ObjectNode) YAML.readTree(text("Chart.yaml"));
        context.putObject("Chart")
                .put("Name", chart.get("name").asString())
                .put("Version", chart.get("version").asString())
                .put("AppVersion", chart.get("appVersion").asString());
        context.putObject("Release").put("Name", "shop").put("Namespace", "llm").put("Service", "Helm");
        ObjectNode merged = (ObjectNode) YAML.readTree(text("values.yaml"));
        merge(merged, YAML.readTree(values));
        context.set("Values", merged);
    }

    static String text(String file) {
        return Deployment.text("helm/understudy/" + file);
    }

    private static void merge(ObjectNode into, JsonNode over) {
        over.properties().forEach(entry -> {
            if (into.get(entry.getKey()) instanceof ObjectNode inner
                    && entry.getValue().isObject()) {
                merge(inner, entry.getValue());
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        });
    }

    JsonNode values() {
        return context.get("Values");
    }

    /** The objects that are made, in the order of their files. */
    List<JsonNode> objects() throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER.resolve("templates"))) {
            for (Path file : files.sorted().toList()) {
                String made = rendered(Files.readString(file));
                if (file.toString().endsWith(".yaml") && !made.isBlank()) {
                    objects.add(YAML.readTree(made));
                }
            }
        }
        return objects;
    }

    private String rendered(String template) {
        StringBuilder made = new StringBuilder();
        Deque<Boolean> taken = new ArrayDeque<>();
        for (String line : template.lines().toList()) {
            Matcher step = STEP.matcher(line);
            boolean isStep = step.matches();
            if (isStep && step.group(1) != null) {
                taken.push(holds(value(step.group(2))));
            } else if (isStep && step.group(3) != null) {
                taken.push(!taken.pop());
            } else if (isStep) {
                taken.pop();
            } else if (!taken.contains(false)) {
                made.append(line(line)).append('\n');
            }
        }
        if (!taken.isEmpty()) {
            throw new IllegalStateException("an if without end");
        }
        return made.toString();
    }

    private String line(String line) {
        Matcher indented = INDENTED.matcher(line);
        if (indented.matches()) {
            JsonNode value = value(indented.group(2));
            String text = indented.group(1) == null ? value.stringValue() : YAML.writeValueAsString(value);
            return text.strip().indent(Integer.parseInt(indented.group(3))).stripTrailing();
        }
        String made = INLINE.matcher(line).replaceAll(found -> Matcher.quoteReplacement(inline(found)));
        if (made.contains("{{ ") || made.contains("{{-")) {
            throw new IllegalStateException(line + ": a form that this does not know");
        }
        return made;
    }

    private String inline(MatchResult found) {
        String value = value(found.group(1)).asString();
        return found.group(2) == null ? value : '"' + value + '"';
    }

    private JsonNode value(String path) {
        return context.requiredAt("/" + path.replace('.', '/'));
    }

    /** As Go's templates see it: nothing, zero and what is empty do not. */
    private static boolean holds(JsonNode value) {
        return value.isContainer()
                ? !value.isEmpty()
                : value.isBoolean() ? value.booleanValue() : !value.asString().isEmpty();
    }
}
