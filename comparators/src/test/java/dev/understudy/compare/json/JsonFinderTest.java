package dev.understudy.compare.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFinderTest {
    static String[][] found() {
        return new String[][] {
            {"{\"a\":1}", "{\"a\":1}"},
            {" \n[1,2]\n", "[1,2]"},
            {"{}", "{}"},
            {"[]", "[]"},
            {"{\"a\":1} That is all.", "{\"a\":1}"},
            {"Here it is: {\"a\":{\"b\":[1]}}. Anything else?", "{\"a\":{\"b\":[1]}}"},
            {"Sure!\n```json\n{\"a\":1}\n```\nDone.", "{\"a\":1}"},
            {"Sure!\n```json\n[1,2]\n```\nDone.", "[1,2]"},
            {"```JSON {\"a\":1}```", "{\"a\":1}"},
            {"```\n{\"a\":1}\n```", "{\"a\":1}"},
            {"For example {\"not\":\"this\"}:\n```json\n{\"a\":1}\n```", "{\"a\":1}"},
            {"```json\nno\n```\n```json\n{\"a\":1}\n```", "{\"a\":1}"},
            {"```python\nx = {\"no\": 1}\n```\nso {\"a\":1}", "{\"a\":1}"},
            {"```python\nx = {\"no\": 1}", "{\"no\":1}"},
            {"if (x) { y } and {\"a\":1}", "{\"a\":1}"},
            {"arr[0] and [1], then [{\"a\":1}]", "[{\"a\":1}]"},
            {"{oops {\"a\":1}", "{\"a\":1}"},
            {"{\"see\": [1,2], {\"a\":1}", "{\"a\":1}"},
            {"{\"a\":\"}{\\\"\"}", "{\"a\":\"}{\\\"\"}"},
            {"\u00a0{\"a\":\"字😀\"}", "{\"a\":\"字😀\"}"},
        };
    }

    @ParameterizedTest
    @MethodSource("found")
    void in_textWithJson_findsIt(String text, String json) {
        FoundJson found = JsonFinder.in(text);
        assertThat(found.value()).isEqualTo(StrictJson.parse(json));
        assertThat(found.problem()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "No JSON.",
                "42",
                "\"text\"",
                "As shown in [1] and [2, 3].",
                "[1] says so",
                "[link](http://x)",
                "int[] a = {1, 2};",
                "f() { return \"x\"; }",
                "{\"x\"}",
                "use {} or []",
                "```js\nlet x = {\"a\": 1}\n```",
            })
    void in_textWithoutJson_findsNone(String text) {
        assertThat(JsonFinder.in(text).value()).isNull();
    }

    static String[][] broken() {
        return new String[][] {
            {"{\"a\": [1, 2", "breaks off"},
            {"{\"a\": 1, \"a\": 2}", "is malformed at character"},
            {"{'a': 1}", "is malformed at character 2"},
            {"{\"a\": NaN}", "is malformed at character"},
            {"{\"a\": 01}", "is malformed at character"},
            {"{\"a\": 1e99999999999}", "is malformed at character"},
            {"Sure: {\"a\": \"x", "breaks off"},
            {"[".repeat(300) + "]".repeat(300), "is malformed at character"},
        };
    }

    @ParameterizedTest
    @MethodSource("broken")
    void in_brokenJson_saysWhere(String text, String problem) {
        FoundJson found = JsonFinder.in(text);
        assertThat(found.value()).isNull();
        assertThat(found.problem()).startsWith(problem);
    }

    @Test
    void in_hostileTexts_isLinear() {
        String[] texts = {
            "{\"a\":".repeat(1_000_000),
            "[{\"a\":1},".repeat(700_000),
            "{\"".repeat(3_000_000),
            "{ ".repeat(3_000_000),
            "[".repeat(6_000_000),
            "```".repeat(2_000_000),
            "```json {\"a\":".repeat(500_000),
            "{\"a\" ".repeat(1_000_000),
            "x {\"a\": x} ".repeat(600_000),
            "{\"" + "\\\"".repeat(3_000_000),
            "{" + " ".repeat(6_000_000),
        };
        for (String text : texts) {
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> JsonFinder.in(text));
        }
    }

    @Property
    void in_anything_neverThrows(@ForAll String text) {
        assertThat(JsonFinder.in("{\"a\":" + text)).isNotNull();
        assertThat(JsonFinder.in(text + "{\"a\":1}")).isNotNull();
    }
}
