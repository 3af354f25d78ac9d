package dev.understudy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.publish.Metric;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class DashboardTest {
    private static final Pattern OUR_METRIC = Pattern.compile("\\bunderstudy[a-z_0-9:]*");
    private static final Set<String> CATALOGUE = Stream.of(Metric.values())
            .flatMap(metric -> metric.seriesNames().stream())
            .collect(Collectors.toUnmodifiableSet());

    static List<Path> dashboards() {
        List<Path> dashboards = Deployment.files(".json");
        assertThat(dashboards).isNotEmpty();
        return dashboards;
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void queries_nameOnlyMetricsOfTheCatalogue(Path file) {
        Dashboard dashboard = Dashboard.of(file);
        Set<String> used = new HashSet<>();
        for (Dashboard.Query query : dashboard.queries()) {
            Matcher names = OUR_METRIC.matcher(query.expression());
            while (names.find()) {
                used.add(names.group());
                assertThat(CATALOGUE).as(query.toString()).contains(names.group());
            }
        }
        assertThat(used).hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panels_eachSayWhatTheyShowAndInWhatUnit(Path file) {
        for (JsonNode panel : Dashboard.of(file).panels()) {
            String title = panel.get("title").asString();
            assertThat(panel.path("description").asString("")).as(title).hasSizeGreaterThan(20);
            boolean heatmap = panel.get("type").asString().equals("heatmap");
            String unit = heatmap ? "/options/yAxis/unit" : "/fieldConfig/defaults/unit";
            assertThat(panel.at(unit).asString("")).as(title).isNotEmpty();
            assertThat(panel.at("/datasource/uid").asString()).as(title).isEqualTo("${datasource}");
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void queries_useOnlyVariablesThatAreThere(Path file) {
        Dashboard dashboard = Dashboard.of(file);

        assertThat(dashboard.variables()).containsKeys("route", "shadow");
        for (Dashboard.Query query : dashboard.queries()) {
            assertThat(dashboard.substituted(query.expression()))
                    .as(query.where())
                    .doesNotContain("$");
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panels_doNotOverlap(Path file) {
        Set<String> cells = new HashSet<>();
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : Dashboard.of(file).json().get("panels")) {
            assertThat(ids.add(panel.get("id").asInt()))
                    .as("id of " + panel.get("title"))
                    .isTrue();
            JsonNode at = panel.get("gridPos");
            assertThat(at.get("x").asInt() + at.get("w").asInt()).isLessThanOrEqualTo(24);
            for (int x = 0; x < at.get("w").asInt(); x++) {
                for (int y = 0; y < at.get("h").asInt(); y++) {
                    String cell = (at.get("x").asInt() + x) + "," + (at.get("y").asInt() + y);
                    assertThat(cells.add(cell))
                            .as(panel.get("title") + " at " + cell)
                            .isTrue();
                }
            }
        }
    }
}
