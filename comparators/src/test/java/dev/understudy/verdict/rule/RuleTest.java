package dev.understudy.verdict.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.compare.ComparatorMetric;
import dev.understudy.compare.Comparators;
import dev.understudy.verdict.rule.Bound.Side;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTest {
    private static final MetricTable METRICS =
            MetricTable.standard(List.of("status", "exact", "text", "json", "tools", "latency", "usage", "semantic"));

    private static Rule rule(String text) {
        return Rule.parse(text, METRICS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schema.valid >= live - 0.01     | schema  | schema.valid - live             | AT_LEAST | -0.01 | NON_INFERIORITY",
                "error.rate <= live + 0.005      | status  | error.rate - live               | AT_MOST  | 0.005 | NON_INFERIORITY",
                "semantic.distance<=noise+0.05   | semantic| semantic.distance - noise       | AT_MOST  | 0.05  | NON_INFERIORITY",
                "latency.ttft.p95 <= live * 1.2  | latency | latency.ttft.p95 - 1.2 * live   | AT_MOST  | 0     | NON_INFERIORITY",
                "cost.mean <= live               | cost    | cost.mean - live                | AT_MOST  | 0     | NON_INFERIORITY",
                "cost.mean < live                | cost    | cost.mean - live                | AT_MOST  | 0     | SUPERIORITY",
                "cost.mean <= live * 0.8         | cost    | cost.mean - 0.8 * live          | AT_MOST  | 0     | SUPERIORITY",
                "json.valid > live + .02         | json    | json.valid - live               | AT_LEAST | 0.02  | SUPERIORITY",
                "judge.win_rate >= 0.45          | judge   | judge.win_rate                  | AT_LEAST | 0.45  | ABSOLUTE",
                "latency.total.p50 <= 2e0        | latency | latency.total.p50               | AT_MOST  | 2     | ABSOLUTE",
                "text.distance <= noise * 2 + 1e-2 | text  | text.distance - 2.0 * noise     | AT_MOST  | 0.01  | NON_INFERIORITY",
                "tools.mismatch.rate <= noise    | tools   | tools.mismatch.rate - noise     | AT_MOST  | 0     | NON_INFERIORITY",
                "safety.leaks == 0               | safety  | safety.leaks                    | AT_MOST  | 0.01  | NEVER",
                "safety.leaks == 0 within 0.001  | safety  | safety.leaks                    | AT_MOST  | 0.001 | NEVER",
                "usage.reasoning_tokens.mean <= 500 | usage| usage.reasoning_tokens.mean     | AT_MOST  | 500   | ABSOLUTE",
            })
    void parse_oneBound_isUnderstood(
            String text, String comparator, String key, Side side, double threshold, Form form) {
        Rule rule = rule(text);
        assertThat(rule.metric().comparator()).isEqualTo(comparator);
        assertThat(rule.form()).isEqualTo(form);
        assertThat(rule.bounds()).hasSize(1);
        Bound bound = rule.bounds().get(0);
        assertThat(bound.estimand().key()).isEqualTo(key);
        assertThat(bound.side()).isEqualTo(side);
        assertThat(bound.threshold()).isEqualTo(threshold);
    }

    @Test
    void parse_equivalence_hasTwoBoundsOfOneEstimand() {
        Rule rule = rule("json.valid == live within 0.02");
        assertThat(rule.form()).isEqualTo(Form.EQUIVALENCE);
        assertThat(rule.bounds()).extracting(Bound::threshold).containsExactly(-0.02, 0.02);
        assertThat(rule.bounds()).extracting(Bound::side).containsExactly(Side.AT_LEAST, Side.AT_MOST);
        assertThat(rule.bounds().get(0).estimand())
                .isEqualTo(rule.bounds().get(1).estimand());
    }

    @Test
    void parse_relativeEquivalence_hasAFactorForEachSide() {
        Rule rule = rule("tokens.output.mean == live within 10%");
        assertThat(rule.bounds()).extracting(bound -> bound.estimand().factor()).containsExactly(0.9, 1.1);
        assertThat(rule.bounds()).extracting(Bound::threshold).containsExactly(0.0, 0.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                              | 1  | the end of the rule | a metric",
                "0.5 <= live                     | 1  | 0.5    | a metric",
                "eror.rate <= live               | 1  | eror.rate | did you mean error.rate?",
                "semantics.distance <= noise     | 1  | semantics.distance | did you mean semantic.distance?",
                "latency.ttft <= live            | 1  | latency.ttft | a statistic after it: latency.ttft.mean",
                "latency.ttft.p42 <= live        | 14 | p42 of latency.ttft.p42 | p50, p75, p90, p95 or p99",
                "text.distance.p95 <= noise      | 1  | text.distance.p95 | judged by their mean",
                "error.rate                      | 11 | the end of the rule | one of >=, <=",
                "error.rate =< live              | 12 | =<     | did you mean <=?",
                "error.rate != live              | 12 | !=     | one of >=, <=",
                "error.rate <= lvie              | 15 | lvie   | live, noise or a number",
                "error.rate <= control           | 15 | control| did you mean noise?",
                "error.rate <= noise             | 15 | noise  | live or a number",
                "text.distance <= live           | 18 | live   | noise or a number",
                "error.rate <= live + 5%         | 23 | %      | live * 1.05",
                "error.rate <= live +            | 21 | the end of the rule | a number",
                "error.rate <= live + 0.1 * 2    | 26 | *      | the factor before the margin",
                "error.rate <= live * 0          | 22 | 0      | more than 0, up to 100",
                "error.rate <= live * 1e999      | 22 | 1e999  | a number such as 0.05",
                "error.rate <= 0x1p3             | 15 | 0x1p3  | a number such as 0.05",
                "error.rate <= 1f                | 15 | 1f     | a number such as 0.05",
                "error.rate <= live + 3          | 15 | live   | a margin from -1 to 1",
                "error.rate == live              | 12 | ==     | no data can show that two are equal",
                "error.rate <= live within 0.1   | 12 | <=     | == before a margin",
                "error.rate == 0.1 within 5%     | 26 | 5      | a margin without %",
                "error.rate == live within 0     | 27 | 0      | more than 0",
                "safety.leaks <= 3               | 14 | <=     | == 0",
                "error.rate <= live live         | 20 | live   | the end of the rule",
                "error.rate <= live; drop        | 19 | SEMICOLON | names, numbers",
                "error..rate <= live             | 1  | error..rate | a metric",
            })
    void parse_mistake_namesPlaceAndExpectation(String text, int position, String found, String expected) {
        RuleException refused = catchThrowableOfType(RuleException.class, () -> rule(text));
        assertThat(refused).as(text).isNotNull();
        assertThat(refused.position()).isEqualTo(position);
        assertThat(refused.found()).isEqualTo(found);
        assertThat(refused.expected()).contains(expected);
    }

    @Test
    void parse_longOrOddText_isRefusedAtOnce() {
        for (String text : List.of("a".repeat(10_000_000), "9".repeat(199), "\u0000", "\uD800", "(".repeat(150))) {
            assertThat(catchThrowableOfType(RuleException.class, () -> rule(text)))
                    .as("%.20s", text)
                    .isNotNull();
        }
    }

    @Test
    void resolve_comparatorThatIsNotInTheTable_hasItsQualitiesAndDivergence() {
        MetricTable more = MetricTable.standard(List.of("greeting"));
        assertThat(more.resolve("greeting.greets.rate").measure()).isEqualTo(new Measure.Quality("greets"));
        assertThat(more.resolve("greeting.distance").measure()).isEqualTo(new Measure.Divergence());
        assertThat(more.resolve("greeting.mismatch.rate").measure()).isEqualTo(new Measure.Mismatch());
    }

    @Test
    void ofBuild_everyStandardName_isOneOfItsComparatorsQualities() {
        Map<String, List<ComparatorMetric>> measured = Comparators.metrics();
        for (MetricTable.Entry entry : MetricTable.STANDARD) {
            if (measured.containsKey(entry.comparator()) && entry.measure() instanceof Measure.Quality quality) {
                assertThat(measured.get(entry.comparator()))
                        .as(entry.base())
                        .extracting(ComparatorMetric::name)
                        .contains(quality.name());
            }
        }
    }

    @Test
    void parse_qualityOfThePair_isHeldAgainstTheNoise() {
        MetricTable build = MetricTable.ofBuild();
        Rule rule = Rule.parse("facts.added <= noise + 0.05", build);
        assertThat(rule.metric().measure()).isEqualTo(new Measure.Quality("added", true));
        assertThat(rule.bounds().get(0).estimand().reference()).isEqualTo(Reference.NOISE);
        assertThatThrownBy(() -> Rule.parse("facts.added <= live", build)).isInstanceOf(RuleException.class);
        assertThatThrownBy(() -> Rule.parse("text.words.mean <= noise", build)).isInstanceOf(RuleException.class);
    }

    @Test
    void declared_everyComparator_namesWhatCanBeResolved() {
        MetricTable build = MetricTable.ofBuild();
        assertThat(build.declared("schema")).extracting(Metric::name).containsExactly("schema.violations.mean");
        assertThat(build.declared("status")).isEmpty();
        assertThat(build.declared("text")).extracting(Metric::name).contains("text.added", "text.words.mean");
    }

    @Test
    void ofBuild_declaredQuality_isKnownWithItsScale() {
        MetricTable build = MetricTable.ofBuild();
        assertThat(build.resolve("latency.gap.p95").measure()).isEqualTo(new Measure.Quality("gap_max_seconds"));
        assertThat(build.resolve("refusal.hedged").statistic()).isEqualTo(new Statistic.Rate());
        assertThat(build.resolve("text.words.mean").unit()).isEqualTo("words");
        assertThat(catchThrowableOfType(RuleException.class, () -> build.resolve("text.wrods.mean"))
                        .expected())
                .contains("of text: distance, mismatch,")
                .contains("words");
        assertThat(catchThrowableOfType(RuleException.class, () -> build.resolve("status.http_status.mean"))
                        .expected())
                .contains("this is a code");
    }

    @Test
    void with_ownName_takesItsPlace() {
        MetricTable.Entry polite = new MetricTable.Entry(
                "polite", "greeting", new Measure.Quality("greets"), new Statistic.Rate(), "", false);
        assertThat(METRICS.with(List.of(polite)).resolve("polite").comparator()).isEqualTo("greeting");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latency.total.p95 == live * 100 within 5%    | live",
                "latency.total.p95 == live * 1e-323 within 90% | live",
                "error.rate == live within 1                  | 1",
                "json.valid == 0.9 within 5                   | 5",
                "latency.total.rate <= 0.5                    | latency.total.rate",
                "cost.rate <= live                            | cost.rate",
            })
    void parse_whatCouldNotBeJudged_isRefusedAtItsPlace(String text, String found) {
        RuleException refused = catchThrowableOfType(RuleException.class, () -> rule(text));
        assertThat(refused).isNotNull();
        assertThat(refused.found()).isEqualTo(found);
        assertThat(text.substring(refused.position() - 1)).startsWith(found);
    }

    @Test
    void resolve_rateOfADeclaredCount_isRefused() {
        assertThatThrownBy(() -> MetricTable.ofBuild().resolve("semantic.segments.rate"))
                .hasMessageContaining("semantic.segments.mean");
    }

    @Test
    void parse_linesOfAYamlBlock_areOneRule() {
        assertThat(rule("error.rate <= live\n  + 0.005\n").text()).isEqualTo("error.rate <= live + 0.005");
    }

    @Test
    void parse_characterWithoutAName_isRefusedAsSuch() {
        assertThatThrownBy(() -> rule("error.rate <= \u0378")).hasMessageContaining("an unassigned character");
    }
}
