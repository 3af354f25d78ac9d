package dev.understudy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.exchange.Outcome;
import dev.understudy.publish.Metric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class DashboardTest {
    /** Grafana 11 writes dashboards of this version. */
    private static final int SCHEMA = 39;

    /** Ids of Grafana's units that are used, from its packages/grafana-data/src/valueFormats/categories.ts. */
    private static final Set<String> UNITS =
            Set.of("none", "short", "percentunit", "s", "bytes", "Bps", "ops", "reqps", "currencyUSD");

    private static final Set<String> PANELS =
            Set.of("stat", "timeseries", "bargauge", "heatmap", "table", "state-timeline");

    private static final Pattern OUR_METRIC = Pattern.compile("\\bunderstudy[a-z_0-9:]*");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z]\\w*)");
    private static final Pattern OUTCOMES = Pattern.compile("outcome(=~|!~|=)\"([^\"]+)\"");

    static List<Dashboard> dashboards() {
        return Dashboard.all();
    }

    private static Set<String> known() {
        Set<String> known = Stream.of(Metric.values())
                .flatMap(metric -> metric.seriesNames().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Rules.all().forEach(rule -> known.add(rule.record()));
        return known;
    }

    @Test
    void dashboards_areTheThree_andLeadToEachOtherAndToThePage() {
        Set<String> uids = dashboards().stream().map(Dashboard::uid).collect(Collectors.toSet());

        assertThat(uids).containsExactlyInAnyOrder("understudy-overview", "understudy-shadow", "understudy-proxy");
        for (Dashboard dashboard : dashboards()) {
            List<String> urls = new ArrayList<>();
            dashboard
                    .json()
                    .get("links")
                    .forEach(link -> urls.add(link.get("url").asString()));
            Set<String> others = new HashSet<>(uids);
            others.remove(dashboard.uid());
            assertThat(urls).containsAll(others.stream().map(uid -> "/d/" + uid).toList());
            assertThat(urls).anyMatch(url -> url.startsWith("${page}/#/"));
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void links_ofPanelsAndCells_leadToADashboardOrThePage(Dashboard dashboard) {
        for (JsonNode links : dashboard.json().findValues("links")) {
            for (JsonNode link : links) {
                String url = link.get("url").asString();
                assertThat(link.get("title").asString()).as(url).isNotBlank();
                assertThat(url)
                        .matches("\\$\\{page}/#/(|tail|shadow/\\$\\{[\\w.]+})"
                                + "|/d/understudy-(overview|shadow|proxy)(\\?.*)?");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void queries_nameOnlyMetricsOfTheCatalogueAndRules(Dashboard dashboard) {
        Set<String> known = known();
        Set<String> used = new HashSet<>();
        for (Dashboard.Query query : dashboard.queries()) {
            Matcher names = OUR_METRIC.matcher(query.expression());
            while (names.find()) {
                used.add(names.group());
                assertThat(known).as(query.toString()).contains(names.group());
            }
        }
        assertThat(used).hasSizeGreaterThan(12);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panels_eachSayWhatTheyShowInWhatUnitAndWhatIsTooMuch(Dashboard dashboard) {
        assertThat(dashboard.json().get("schemaVersion").asInt()).isEqualTo(SCHEMA);
        for (JsonNode panel : dashboard.panels()) {
            String title = panel.get("title").asString();
            assertThat(PANELS).as(title).contains(panel.get("type").asString());
            assertThat(panel.path("description").asString("")).as(title).hasSizeGreaterThan(20);
            assertThat(panel.at("/datasource/uid").asString()).as(title).isEqualTo("${datasource}");
            assertThat(panel.at("/fieldConfig/defaults/thresholds/steps"))
                    .as(title)
                    .isNotEmpty();
            assertThat(panel.at("/fieldConfig/defaults/thresholds/steps/0/value")
                            .isNull())
                    .as(title)
                    .isTrue();
            assertThat(panel.get("targets")).as(title).isNotEmpty();
            Set<String> references = new HashSet<>();
            for (JsonNode target : panel.get("targets")) {
                assertThat(references.add(target.get("refId").asString()))
                        .as(title)
                        .isTrue();
                assertThat(target.at("/datasource/uid").asString()).as(title).isEqualTo("${datasource}");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void units_areGrafanas(Dashboard dashboard) {
        List<String> units = new ArrayList<>();
        dashboard.json().findValues("unit").forEach(unit -> units.add(unit.asString()));
        for (JsonNode properties : dashboard.json().findValues("properties")) {
            for (JsonNode property : properties) {
                if (property.get("id").asString().equals("unit")) {
                    units.add(property.get("value").asString());
                }
            }
        }
        assertThat(units).hasSizeGreaterThanOrEqualTo(dashboard.panels().size());
        assertThat(UNITS).containsAll(units);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void variables_areEachDefinedOnceAndUsed(Dashboard dashboard) {
        List<String> defined = new ArrayList<>();
        for (JsonNode variable : dashboard.json().at("/templating/list")) {
            defined.add(variable.get("name").asString());
            assertThat(variable.path("description").asString(""))
                    .as(variable.get("name").asString())
                    .isNotBlank();
        }
        Set<String> used = new HashSet<>();
        Matcher names = VARIABLE.matcher(dashboard.json().toString());
        while (names.find()) {
            used.add(names.group(1));
        }

        assertThat(defined).doesNotHaveDuplicates().contains("datasource", "job", "page");
        assertThat(used).containsExactlyInAnyOrderElementsOf(defined);
        for (Dashboard.Query query : dashboard.queries()) {
            assertThat(dashboard.substituted(query.expression()))
                    .as(query.where())
                    .doesNotContain("$");
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panels_doNotOverlapAndHaveIdsOfTheirOwn(Dashboard dashboard) {
        Set<String> cells = new HashSet<>();
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : dashboard.json().get("panels")) {
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

    @Test
    void exemplars_areAskedForWhereBucketsHaveSome_andTheirLinkOpensThePage() {
        List<String> with = new ArrayList<>();
        for (Dashboard dashboard : dashboards()) {
            for (JsonNode panel : dashboard.panels()) {
                for (JsonNode target : panel.get("targets")) {
                    if (target.path("exemplar").asBoolean(false)) {
                        with.add(target.get("expr").asString());
                    }
                }
            }
        }
        JsonNode destination = Deployment.yaml("grafana/provisioning/datasources/prometheus.yaml")
                .at("/datasources/0/jsonData/exemplarTraceIdDestinations/0");

        assertThat(with)
                .hasSize(3)
                .allMatch(expression -> expression.contains("understudy_divergence_bucket")
                        || expression.contains("understudy_arm_duration_seconds_bucket")
                        || expression.contains("understudy_arm_time_to_first_token_seconds_bucket"));
        assertThat(destination.get("name").asString()).isEqualTo("exchange");
        assertThat(destination.get("url").asString()).isEqualTo("$UNDERSTUDY_PAGE/#/example/$${__value.raw}");
    }

    /** As in the API's funnel: what is sampled is all but what the rules, the draw and unreadable requests left out. */
    @Test
    void outcomes_inQueries_areOnesThatThereAre() {
        Set<String> outcomes = Stream.of(Outcome.values()).map(Outcome::label).collect(Collectors.toSet());
        Set<String> seen = new TreeSet<>();
        for (Dashboard dashboard : dashboards()) {
            for (Dashboard.Query query : dashboard.queries()) {
                Matcher chosen = OUTCOMES.matcher(query.expression());
                while (chosen.find()) {
                    for (String part : chosen.group(2).split("\\|")) {
                        seen.add(part);
                        assertThat(outcomes).as(query.where()).anyMatch(outcome -> outcome.matches(part));
                    }
                }
            }
        }
        assertThat(seen).contains("not_sampled", "skipped_.+", "malformed_request", "live_truncated", "compared");
    }
}
