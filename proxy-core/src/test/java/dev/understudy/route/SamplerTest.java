package dev.understudy.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.config.SampleConfig;
import dev.understudy.config.SampleConfig.By;
import dev.understudy.dialect.Dialect.RequestFacts;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.Headers;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class SamplerTest {
    private static final int MANY = 20_000;

    @Test
    void conversation_sameKey_isTheSameInEveryProcessAndVersion() {
        // From another implementation of SipHash-2-4 (Python). If these change, every running sample is dealt anew.
        Sampler sampler = sampler(10, By.CONVERSATION, null);
        assertThat(sampler.conversation(text("You are helpful.", "1"))).isEqualTo(-4405141633732501559L);
        assertThat(sampler.conversation(user("u-17", "1"))).isEqualTo(-2603738983370274665L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 10, 50, 99})
    void sampled_manyConversations_isTheShare(double percent) {
        Sampler sampler = sampler(percent, By.CONVERSATION, null);
        long in = IntStream.range(0, MANY)
                .filter(i -> sampler.sampled(user("user-" + i, "x")))
                .count();
        assertThat(100.0 * in / MANY).isCloseTo(percent, within(1.5));
    }

    @Test
    void sampled_percentRaised_keepsWhoIsIn() {
        Sampler ten = sampler(10, By.CONVERSATION, null);
        Sampler twenty = sampler(20, By.CONVERSATION, null);
        assertThat(IntStream.range(0, MANY)
                        .mapToObj(i -> user("user-" + i, "x"))
                        .filter(ten::sampled))
                .isNotEmpty()
                .allMatch(twenty::sampled);
    }

    @Test
    void sampled_bounds_areNoneAndAll() {
        Sampler none = sampler(0, By.CONVERSATION, null);
        Sampler all = sampler(100, By.CONVERSATION, null);
        for (int i = 0; i < 1_000; i++) {
            assertThat(none.sampled(user("u" + i, "x"))).isFalse();
            assertThat(all.sampled(user("u" + i, "x"))).isTrue();
        }
        assertThat(none.needsBody(request())).isFalse();
        assertThat(all.needsBody(request())).isFalse();
    }

    @Test
    void sampled_otherShadowOrOtherSecret_drawsIndependently() {
        Sampler one = new Sampler("key", "one", sample(50, By.CONVERSATION, null), 0);
        Sampler two = new Sampler("key", "two", sample(50, By.CONVERSATION, null), 0);
        Sampler secret = new Sampler("other", "one", sample(50, By.CONVERSATION, null), 0);
        assertThat(agreement(one, two)).isCloseTo(50, within(2.0));
        assertThat(agreement(one, secret)).isCloseTo(50, within(2.0));
    }

    @Test
    void controlled_amongTheSampled_isItsOwnShare() {
        Sampler sampler = new Sampler("key", "s", sample(30, By.CONVERSATION, null), 20);
        long sampled = IntStream.range(0, MANY)
                .filter(i -> sampler.sampled(user("u" + i, "x")))
                .count();
        long both = IntStream.range(0, MANY)
                .mapToObj(i -> user("u" + i, "x"))
                .filter(source -> sampler.sampled(source) && sampler.controlled(source))
                .count();
        assertThat(100.0 * both / sampled).isCloseTo(20, within(2.0));
    }

    @Test
    void conversation_turnsOfOne_shareTheKey() {
        Sampler sampler = sampler(10, By.CONVERSATION, null);
        assertThat(sampler.conversation(text("same start", "turn 1")))
                .isEqualTo(sampler.conversation(text("same start", "turn 2")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'metadata':{'session_id':'a'}}",
                "{'metadata':{'conversation_id':'a'}}",
                "{'metadata':{'thread_id':7}}",
                "{'prompt_cache_key':'a'}",
                "{'safety_identifier':'a'}",
            })
    void conversation_namedInTheBody_goesBeforeTheText(String body) {
        Sampler sampler = sampler(10, By.CONVERSATION, null);
        assertThat(sampler.conversation(source(body, null, "text one", "1")))
                .isEqualTo(sampler.conversation(source(body, null, "text two", "2")))
                .isNotEqualTo(sampler.conversation(source("{}", null, "text one", "1")));
    }

    @Test
    void conversation_nothingToGoBy_isTheExchange() {
        Sampler sampler = sampler(10, By.CONVERSATION, null);
        assertThat(sampler.conversation(text("", "1"))).isNotEqualTo(sampler.conversation(text("", "2")));
    }

    @Test
    void header_present_decidesWithoutTheBody() {
        Sampler sampler = sampler(50, By.HEADER, "x-session");
        assertThat(sampler.needsBody(request("X-Session", "s"))).isFalse();
        assertThat(sampler.needsBody(request())).isTrue();
        assertThat(sampler.needsBody(request("x-session", ""))).isTrue();
    }

    @Test
    void header_absent_goesByConversation() {
        Sampler sampler = sampler(50, By.HEADER, "x-session");
        assertThat(sampler.conversation(text("same", "1"))).isEqualTo(sampler.conversation(text("same", "2")));
    }

    @Test
    void body_dottedField_isTheKey() {
        Sampler sampler = sampler(50, By.BODY, "metadata.tenant.id");
        String body = "{'metadata':{'tenant':{'id':'t1'}}}";
        assertThat(sampler.conversation(source(body, "u1", "a", "1")))
                .isEqualTo(sampler.conversation(source(body, "u2", "b", "2")));
        assertThat(sampler.conversation(source("{'metadata':[]}", "u1", "a", "1")))
                .isEqualTo(sampler.conversation(source("{}", "u1", "b", "2")));
    }

    @Test
    void request_turnsOfOneConversation_drawApartButStayOneUnit() {
        Sampler sampler = sampler(50, By.REQUEST, null);
        assertThat(sampler.needsBody(request())).isFalse();
        assertThat(IntStream.range(0, 100).mapToObj(i -> sampler.sampled(text("same", "id" + i))))
                .contains(true, false);
        assertThat(IntStream.range(0, 100).mapToObj(i -> sampler.conversation(text("same", "id" + i))))
                .containsOnly(sampler.conversation(text("same", "x")));
    }

    private static double agreement(Sampler one, Sampler two) {
        long same = IntStream.range(0, MANY)
                .mapToObj(i -> user("u" + i, "x"))
                .filter(source -> one.sampled(source) == two.sampled(source))
                .count();
        return 100.0 * same / MANY;
    }

    private static Sampler sampler(double percent, By by, String field) {
        return new Sampler("understudy", "s", sample(percent, by, field), 0);
    }

    private static SampleConfig sample(double percent, By by, String field) {
        return new SampleConfig(percent, by, field);
    }

    private static Sampler.Source user(String user, String id) {
        return source("{}", user, "text", id);
    }

    private static Sampler.Source text(String text, String id) {
        return source("{}", null, text, id);
    }

    private static CapturedRequest request(String... headers) {
        return new CapturedRequest("POST", "/", Headers.of(headers), new byte[0]);
    }

    private record TestSource(String id, CapturedRequest request, ObjectNode body, RequestFacts facts)
            implements Sampler.Source {}

    private static Sampler.Source source(String json, String user, String text, String id) {
        ObjectNode body = Json.object(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return new TestSource(id, request(), body, new RequestFacts("m", false, () -> text, user));
    }
}
