package dev.understudy.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.config.ConfigException;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.Headers;
import dev.understudy.route.WhenPredicate.Result;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhenPredicateTest {
    private static final String BODY = """
            {"model":"gpt-4o-mini","temperature":0.5,"max_tokens":100,"stream":true,"user":null,"n":1,
             "big":123456789012345678901234567890,"messages":[{"role":"user","content":"refund"}]}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request.body.model.startsWith('gpt-4o')",
                "request.headers['x-feature'] == 'refunds'",
                "request.headers['X-Feature'] == 'refunds'",
                "request.headers['x-many'] == 'a, b'",
                "'x-feature' in request.headers && !('x-other' in request.headers)",
                "request.headers.exists(name, name == 'x-feature')",
                "request.method == 'POST' && request.path == '/v1/chat/completions' && request.query == 'a=b'",
                "route == 'openai'",
                "request.body.temperature > 0 && request.body.temperature < 1",
                "request.body.n == 1 && request.body.n == 1.0 && request.body.max_tokens >= 99.5",
                "request.body.big > 1e29",
                "request.body.stream",
                "request.body.user == null",
                "has(request.body.user) && !has(request.body.nope)",
                "request.body.messages.size() == 1 && request.body.messages[0].role == 'user'",
                "request.body.messages.exists(m, m.content.matches('^ref'))",
                "request.body['model'] in ['gpt-4o-mini']",
                "request.body.nope == 1 || true",
                "size(request.body) == 8",
                "request.body.map(key, key).size() == 8",
            })
    void decide_holds_matches(String expression) {
        assertThat(decide(expression).result()).as(expression).isEqualTo(Result.MATCHED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request.body.model == 'gpt-5'",
                "request.body.nope == 1",
                "request.body.nope.deeper.still == 1",
                "request.body.user.name == 'x'",
                "request.body.model.name == 'x'",
                "request.headers['x-none'] == 'x'",
                "request.body.messages[7].role == 'user'",
            })
    void decide_falseOrAsksForWhatIsNotThere_doesNotMatch(String expression) {
        assertThat(decide(expression).result()).as(expression).isEqualTo(Result.NOT_MATCHED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request.body.temperature.startsWith('x')",
                "request.body.n / 0 == 1",
                "request.body.model",
                "request.body.model > 1",
                "request.body.model.matches(request.body.messages[0].content + '(')",
            })
    void decide_cannotBeAnswered_fails(String expression) {
        assertThat(decide(expression).result()).as(expression).isEqualTo(Result.FAILED);
        assertThat(decide(expression).detail()).isNotEmpty();
    }

    @Test
    void prepareAndWarm_again_doNothingMore() {
        WhenPredicate.prepare();
        WhenPredicate.prepare();
        WhenPredicate.warm();
        WhenPredicate.warm();
    }

    @Test
    void decide_moreWorkThanAllowed_failsInsteadOfHanging() {
        String many = "[" + "0,".repeat(199) + "0]";
        WhenPredicate when =
                WhenPredicate.compile("request.body.a.all(x, request.body.a.all(y, request.body.a.all(z, true)))");
        assertThat(decide(when, "{\"a\":" + many + "}").result()).isEqualTo(Result.FAILED);
    }

    @Test
    void decide_bodyIsNotAsked_isNotRead() {
        AtomicInteger reads = new AtomicInteger();
        WhenPredicate when = WhenPredicate.compile("route == 'other' && request.body.model == 'x'");
        when.decide(
                request("{}"),
                () -> {
                    reads.incrementAndGet();
                    return null;
                },
                "openai");
        assertThat(reads).hasValue(0);
    }

    @Test
    void decide_bodyIsUnreadable_saysSo() {
        WhenPredicate when = WhenPredicate.compile("request.body.model == 'x'");
        assertThat(when.decide(request("no"), () -> null, "openai").result()).isEqualTo(Result.UNREADABLE_BODY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "request.bdy.model == 'x'   | line 1, column 1: undeclared reference",
                "request.path == 1          | line 1, column 14: found no matching overload",
                "request.body.model ==      | line 1, column 22: mismatched input",
                "route                      | expected type 'bool' but found 'string'",
                "route.matches('(')         | line 1, column 15: Regex validation failed",
            })
    void compile_wrong_saysWhereAndWhy(String expression, String complaint) {
        assertThatThrownBy(() -> WhenPredicate.compile(expression))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("when: " + expression)
                .hasMessageContaining(complaint)
                .hasMessageContaining("request.headers");
    }

    @Test
    void compile_absurdlyLongOrDeep_isRefused() {
        assertThatThrownBy(() -> WhenPredicate.compile("true && ".repeat(5_000) + "true"))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> WhenPredicate.compile("(".repeat(500) + "true" + ")".repeat(500)))
                .isInstanceOf(ConfigException.class);
    }

    private static WhenPredicate.Decision decide(String expression) {
        return decide(WhenPredicate.compile(expression), BODY);
    }

    private static WhenPredicate.Decision decide(WhenPredicate when, String body) {
        CapturedRequest request = request(body);
        return when.decide(request, () -> Json.object(request.body()), "openai");
    }

    private static CapturedRequest request(String body) {
        Headers headers = Headers.of("X-Feature", "refunds", "X-Many", "a", "x-many", "b");
        return new CapturedRequest("POST", "/v1/chat/completions?a=b", headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
