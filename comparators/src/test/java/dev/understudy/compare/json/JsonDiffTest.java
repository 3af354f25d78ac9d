package dev.understudy.compare.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.compare.Answers;
import dev.understudy.compare.ComparatorOptions;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class JsonDiffTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'a':1,'b':2}       | {'b':2,'a':1}     | 0 | 2 | ~~",
                "{'a':1}             | {'a':1.0}         | 0 | 1 | ~~",
                "{'a':1}             | {'a':1e0}         | 0 | 1 | ~~",
                "{'a':1.10}          | {'a':1.1}         | 0 | 1 | ~~",
                "{'a':12.5}          | {'a':13}          | 1 | 1 | $.a: 12.5 → 13",
                "{'a':0.1}           | {'a':0.10000000000000001} | 1 | 1 | $.a: 0.1 → 0.10000000000000001",
                "{'a':9007199254740993} | {'a':9007199254740992} | 1 | 1 | $.a: 9007199254740993 → 9007199254740992",
                "{'a':'x'}           | {'a':'y'}         | 1 | 1 | $.a: \"x\" → \"y\"",
                "{'a':true}          | {'a':'true'}      | 1 | 1 | $.a: true → \"true\"",
                "{'a':null}          | {'a':0}           | 1 | 1 | $.a: null → 0",
                "{'a':1}             | {'a':'1'}         | 1 | 1 | $.a: 1 → \"1\"",
                "{'a':1}             | {}                | 1 | 1 | $.a removed: 1",
                "{}                  | {'a':null}        | 1 | 1 | $.a added: null",
                "{'a':{}}            | {'a':[]}          | 1 | 1 | $.a: {} → []",
                "{'a':{}}            | {'a':{}}          | 0 | 1 | ~~",
                "{'a':[1,2]}         | {'a':[1,2,3]}     | 1 | 3 | $.a[2] added: 3",
                "{'a':[1,2,3]}       | {'a':[1,3]}       | 2 | 3 | $.a[1]: 2 → 3; $.a[2] removed: 3",
                "{'a':{'b':1,'c':2}} | {'a':7}           | 2 | 2 | $.a: {2} → 7",
                "{'a b':{'1':1}}     | {'a b':{'1':2}}   | 1 | 1 | $['a b']['1']: 1 → 2",
                "[[1],[2]]           | [[1],[3]]         | 1 | 2 | $[1][0]: 2 → 3",
                "{'a':1,'b':1,'c':1,'d':1,'e':1} | {'a':2,'b':2,'c':2,'d':2,'e':2} | 5 | 5 | $.a: 1 → 2; $.b: 1 → 2; $.c: 1 → 2; 2 more",
            })
    void between_eachKind_countsAndNames(String live, String other, int differing, int leaves, String described) {
        JsonDifferences differences = JsonDiff.between(JsonRules.STRICT, json(live), json(other));
        assertThat(differences.differing()).isEqualTo(differing);
        assertThat(differences.leaves()).isEqualTo(leaves);
        assertThat(differences.describe()).isEqualTo(described == null ? "" : described);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'tolerance':0.01}              | {'a':1.00}  | {'a':1.01}   | 0",
                "{'tolerance':0.01}              | {'a':1.00}  | {'a':1.011}  | 1",
                "{'tolerance':0.01}              | {'a':1}     | {'a':1.01}   | 0",
                "{'tolerance':1}                 | {'a':1}     | {'a':2}      | 0",
                "{'tolerance':{'relative':0.1}}  | {'a':100}   | {'a':110}    | 0",
                "{'tolerance':{'relative':0.1}}  | {'a':100}   | {'a':112}    | 1",
                "{'tolerance':{'relative':0.1}}  | {'a':-100}  | {'a':-110}   | 0",
                "{'tolerance':{'relative':0.1, 'absolute':1}} | {'a':0} | {'a':1} | 0",
                "{'tolerance':1}                 | {'a':1}     | {'a':'1.5'}  | 1",
                "{'ignore':['$.id']}             | {'id':1,'a':1} | {'id':2,'a':1} | 0",
                "{'ignore':['$.id']}             | {'a':1}     | {'id':2,'a':1} | 0",
                "{'ignore':['$.id']}             | {'x':{'id':1}} | {'x':{'id':2}} | 1",
                "{'ignore':['$..id']}            | {'x':[{'id':1}]} | {'x':[{'id':2}]} | 0",
                "{'ignore':['$.items[*].price']} | {'items':[{'price':1,'n':1}]} | {'items':[{'price':2,'n':1}]} | 0",
                "{'ignore':['$.meta']}           | {'meta':{'a':1,'b':2},'c':1} | {'c':1} | 0",
                "{'unordered':['$.tags']}        | {'tags':['a','b','b']} | {'tags':['b','a','b']} | 0",
                "{'unordered':['$.tags']}        | {'tags':['a','b','b']} | {'tags':['b','a','a']} | 1",
                "{'unordered':['$']}             | [1,2,3]     | [3.0,1,2]    | 0",
                "{'unordered':['$']}             | [1,2]       | [2]          | 1",
                "{'unordered':['$']}             | [{'id':1,'v':5},{'id':2,'v':6}] | [{'id':2,'v':7},{'id':1,'v':5}] | 1",
                "{'unordered':['$', '$[*].t']}   | [{'t':[1,2]},{'t':[3]}] | [{'t':[3]},{'t':[2,1]}] | 0",
                "{'unordered':['$'],'tolerance':0.1} | [1,2,3] | [3.05,1.05,2.05] | 0",
                "{'unordered':['$'],'ignore':['$[*].id']} | [{'id':1,'v':1},{'id':2,'v':2}] | [{'id':3,'v':2},{'id':4,'v':1}] | 0",
                "{'unordered':['$.tags']}        | {'tags':['a'],'x':[1,2]} | {'tags':['a'],'x':[2,1]} | 2",
            })
    void between_rules_sayWhatCounts(String rules, String live, String other, int differing) {
        JsonRules parsed = rules(rules);
        assertThat(JsonDiff.between(parsed, json(live), json(other)).differing())
                .isEqualTo(differing);
        assertThat(JsonDiff.between(parsed, json(other), json(live)).differing())
                .isEqualTo(differing);
    }

    @Test
    void between_ignoredLeaves_countNowhere() {
        JsonRules rules = rules("{'ignore':['$.id']}");
        assertThat(JsonDiff.between(rules, json("{'id':1,'a':1,'b':2}"), json("{'a':1,'b':3}"))
                        .divergence())
                .isEqualTo(0.5);
        assertThat(JsonDiff.between(rules, json("{'id':1}"), json("{}")).divergence())
                .isZero();
        assertThat(JsonDiff.leaves(rules, json("{'id':[1,2],'a':[1,{}]}"))).isEqualTo(2);
    }

    @Test
    void between_numbersOfAnySize_areNotWrittenOut() {
        JsonRules rules = rules("{'tolerance':0.5}");
        assertThat(JsonDiff.between(rules, json("{'a':1}"), json("{'a':1e999999999}"))
                        .describe())
                .isEqualTo("$.a: 1 → 1E+999999999");
        assertThat(JsonDiff.between(rules, json("{'a':1e-999999999}"), json("{'a':2e-999999999}"))
                        .none())
                .isTrue();
        assertThat(JsonDiff.between(rules, json("{'a':0}"), json("{'a':1e-999999999}"))
                        .differing())
                .isEqualTo(1);
        assertThat(JsonDiff.between(rules, json("{'a':0}"), json("{'a':0e999999999}"))
                        .none())
                .isTrue();
    }

    @Test
    void between_moreLeavesThanTheBound_stopsAndSaysSo() {
        String many = "[" + "1,".repeat(150_000) + "2]";
        JsonDifferences differences = JsonDiff.between(JsonRules.STRICT, json(many), json("[]"));
        assertThat(differences.cut()).isTrue();
        assertThat(differences.divergence()).isEqualTo(1);
        assertThat(differences.describe()).endsWith("only the first 100000 leaves compared");
        assertThat(JsonDiff.between(JsonRules.STRICT, json("{'a':[1,2]}"), json("{'a':[1,2]}"))
                        .cut())
                .isFalse();
    }

    @Test
    void between_unorderedWithoutAnythingInCommon_staysInItsBounds() {
        String live = objects(0, 3_000);
        String other = objects(1_000_000, 3_000);
        String nested = "[".repeat(200) + live + "]".repeat(200);
        JsonRules rules = rules("{'unordered':['$..*', '$']}");
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(JsonDiff.between(rules, json(live), json(other)).divergence())
                    .isEqualTo(1);
            assertThat(JsonDiff.between(rules, json(nested), json(nested.replace("7", "8")))
                            .divergence())
                    .isPositive();
        });
    }

    @Test
    void between_deepest_doesNotOverflow() {
        String deep = "{'a':".repeat(255) + "1" + "}".repeat(255);
        assertThat(JsonDiff.between(JsonRules.STRICT, json(deep), json(deep.replace("1", "2")))
                        .differing())
                .isEqualTo(1);
    }

    @Property(tries = 300)
    void between_anyValues_isSymmetricAndZeroOnlyForEqual(
            @ForAll("values") JsonNode one, @ForAll("values") JsonNode another) {
        JsonDifferences differences = JsonDiff.between(JsonRules.STRICT, one, another);
        assertThat(differences.divergence())
                .isBetween(0.0, 1.0)
                .isEqualTo(JsonDiff.between(JsonRules.STRICT, another, one).divergence());
        assertThat(differences.none()).isEqualTo(one.equals(another));
        assertThat(JsonDiff.between(JsonRules.STRICT, one, one.deepCopy()).none())
                .isTrue();
    }

    @Property(tries = 300)
    void between_unordered_neverCountsMoreThanInOrderForPermutations(@ForAll("values") JsonNode one) {
        JsonRules rules = rules("{'unordered':['$', '$..*']}");
        assertThat(JsonDiff.between(rules, one, reversed(one)).none()).isTrue();
    }

    @Provide
    Arbitrary<JsonNode> values() {
        return values(3);
    }

    private static Arbitrary<JsonNode> values(int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        Arbitrary<JsonNode> scalars = Arbitraries.of(
                nodes.nullNode(),
                nodes.booleanNode(true),
                nodes.numberNode(1),
                nodes.numberNode(2),
                nodes.stringNode("x"));
        if (depth == 0) {
            return scalars;
        }
        Arbitrary<JsonNode> inner = values(depth - 1);
        Arbitrary<JsonNode> arrays = inner.list().ofMaxSize(4).map(elements -> {
            ArrayNode array = nodes.arrayNode();
            elements.forEach(array::add);
            return array;
        });
        Arbitrary<JsonNode> objects = Arbitraries.maps(Arbitraries.of("a", "b", "c d"), inner)
                .ofMaxSize(3)
                .map(members -> {
                    ObjectNode object = nodes.objectNode();
                    members.forEach(object::set);
                    return object;
                });
        return Arbitraries.oneOf(scalars, arrays, objects);
    }

    private static JsonNode reversed(JsonNode value) {
        if (value.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (int i = value.size() - 1; i >= 0; i--) {
                array.add(reversed(value.get(i)));
            }
            return array;
        }
        if (value.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(member -> object.set(member.getKey(), reversed(member.getValue())));
            return object;
        }
        return value;
    }

    private static String objects(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> "{'id':" + i + ",'v':" + (i + 0.5) + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    static JsonRules rules(String options) {
        return JsonRules.from(ComparatorOptions.of(Answers.config("json", options), JsonRules.optionsAnd()));
    }

    static JsonNode json(String text) {
        return StrictJson.parse(text.replace('\'', '"'));
    }
}
