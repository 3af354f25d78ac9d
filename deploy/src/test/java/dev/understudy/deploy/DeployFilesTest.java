package dev.understudy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.publish.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DeployFilesTest {
    /** Templates are none before they are rendered: {@link HelmChartTest}. */
    static List<Path> structured() {
        return Deployment.files(".json", ".yml", ".yaml").stream()
                .filter(file -> !file.startsWith(HelmChart.FOLDER.resolve("templates")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("structured")
    void file_structured_parses(Path file) {
        assertThat(Deployment.parse(file).isObject()).as(file.toString()).isTrue();
    }

    @Test
    void rules_nameOnlyMetricsOfTheCatalogueOrTheirOwn() {
        Set<String> known = new TreeSet<>();
        Stream.of(Metric.values()).forEach(metric -> known.addAll(metric.seriesNames()));
        JsonNode groups = Deployment.yaml("prometheus/rules.yml").get("groups");
        groups.forEach(group ->
                group.get("rules").forEach(rule -> known.add(rule.path("record").asString(""))));
        Pattern names = Pattern.compile("\\bunderstudy[:_][a-z0-9_:]+");
        groups.forEach(group -> group.get("rules").forEach(rule -> {
            Matcher used = names.matcher(rule.get("expr").asString());
            while (used.find()) {
                assertThat(known).as(rule.toString()).contains(used.group());
            }
        }));
    }

    @Test
    void rules_everyAlertSaysHowBadItIsAndWhatToDo() {
        List<String> guide = Deployment.text("../docs/OPERATIONS.md").lines().toList();
        Deployment.yaml("prometheus/rules.yml")
                .get("groups")
                .forEach(group -> group.get("rules").forEach(rule -> {
                    if (rule.has("alert")) {
                        assertThat(rule.at("/labels/severity").asString()).isIn("critical", "warning");
                        assertThat(rule.at("/annotations/summary").asString()).isNotEmpty();
                        assertThat(rule.at("/annotations/description").asString())
                                .isNotEmpty();
                        String alert = rule.get("alert").asString();
                        assertThat(rule.at("/annotations/runbook").asString())
                                .isEqualTo("docs/OPERATIONS.md#" + alert.toLowerCase(Locale.ROOT));
                        assertThat(guide).contains("#### " + alert);
                    }
                }));
    }

    @Test
    void grafana_provisioning_pointsWhereComposeMounts() {
        JsonNode provider = Deployment.yaml("grafana/provisioning/dashboards/understudy.yaml");
        String path = provider.at("/providers/0/options/path").asString();

        assertThat(Deployment.text("compose/compose.yaml")).contains("../grafana/dashboards:" + path + ":ro");
        assertThat(Deployment.yaml("grafana/provisioning/datasources/prometheus.yaml")
                        .at("/datasources/0/url")
                        .asString())
                .isEqualTo("http://prometheus:9090");
    }

    @Test
    void systemd_unit_isLockedInAndOutlastsTheDrain() {
        Map<String, String> unit = Deployment.text("systemd/understudy.service")
                .lines()
                .filter(line -> line.matches("[A-Z]\\w*=.*"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> a + " " + b));

        assertThat(unit)
                .containsEntry("DynamicUser", "yes")
                .containsEntry("NoNewPrivileges", "yes")
                .containsEntry("ProtectSystem", "strict")
                .containsEntry("CapabilityBoundingSet", "")
                .containsEntry("KillSignal", "SIGTERM")
                .containsEntry("TimeoutStopSec", "45s");
        assertThat(unit)
                .containsEntry("ExecStartPre", "-/usr/lib/understudy/understudy archive")
                .containsEntry(
                        "ExecStart", "/usr/lib/understudy/understudy serve --config /etc/understudy/understudy.yaml")
                .containsEntry("CacheDirectory", "understudy")
                .containsEntry("StateDirectory", "understudy");
    }

    @Test
    void documentation_ofMetrics_isTheCatalogue() {
        Set<String> documented = Deployment.text("../docs/OPERATIONS.md")
                .lines()
                .filter(line -> line.startsWith("| `understudy_"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> catalogue = Stream.of(Metric.values())
                .map(metric -> "| `" + metric.metricName() + "` | "
                        + metric.labels().stream()
                                .map(label -> "`" + label + "`")
                                .collect(Collectors.joining(", "))
                        + (metric.labels().isEmpty() ? "|" : " |"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isEqualTo(catalogue);
    }

    @ParameterizedTest
    @ValueSource(strings = {"install-test-tools.sh", "bin/understudy", "compose/sandbox"})
    void script_isExecutableAndParses(String script) throws IOException, InterruptedException {
        Path file = Deployment.FOLDER.resolve(script);

        assertThat(file).isExecutable();
        assertThat(new ProcessBuilder("bash", "-n", file.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
