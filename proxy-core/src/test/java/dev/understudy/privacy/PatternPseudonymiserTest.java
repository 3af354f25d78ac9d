package dev.understudy.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.ProviderError;
import dev.understudy.canonical.ToolCall;
import dev.understudy.config.ConfigException;
import dev.understudy.dialect.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

final class PatternPseudonymiserTest {
    private static final String MAIL = Scans.pseudonymised("jane@corp.com");

    private final Pseudonymiser privacy = Pseudonymisers.of("default", Scans.KEY);

    private ObjectNode disguised(String json) {
        ObjectNode body = Json.object(json.getBytes(StandardCharsets.UTF_8));
        privacy.request(body);
        return body;
    }

    @Test
    void request_everyPlaceForText_isPseudonymised() {
        String body = disguised("""
                {"model": "gpt-4o", "user": "jane@corp.com", "safety_identifier": "u1", "stop": ["jane@corp.com"],
                 "metadata": {"user_id": "42", "note": "jane@corp.com", "topic": "refund"},
                 "system": "I am jane@corp.com", "instructions": "jane@corp.com",
                 "messages": [
                   {"role": "system", "content": "Answer jane@corp.com", "name": "jane@corp.com"},
                   {"role": "user", "content": [{"type": "text", "text": "jane@corp.com"},
                     {"type": "image_url", "image_url": {"url": "https://a:jane@host/x.png"}}]},
                   {"role": "assistant", "tool_calls": [{"id": "c1", "type": "function",
                     "function": {"name": "find", "arguments": "{\\"mail\\":\\"jane@corp.com\\"}"}}]},
                   {"role": "tool", "tool_call_id": "c1", "content": "found jane@corp.com"},
                   {"role": "assistant", "content": [{"type": "tool_use", "id": "t", "name": "find",
                     "input": {"name": "jane@corp.com", "type": "jane@corp.com", "model": "jane@corp.com"}}]}],
                 "input": [{"role": "user", "content": "jane@corp.com"}]}
                """).toString();
        assertThat(body)
                .doesNotContain("jane", "\"u1\"", "\"42\"")
                .contains("\"topic\":\"refund\"", "{\\\"mail\\\":\\\"" + MAIL);
        assertThat(body).contains("\"name\":\"find\"", "\"model\":\"gpt-4o\"", "\"id\":\"c1\"");
    }

    @Test
    void request_wordsOfTheProtocolAndSchemas_stay() {
        String json = "{\"model\":\"ft:gpt-4o:org::8.8.8.8\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":"
                + "\"f\",\"parameters\":{\"properties\":{\"mail\":{\"type\":\"string\",\"pattern\":\"a@corp.com\"},"
                + "\"required\":[\"b@corp.com\"]}}}}],\"tool_choice\":{\"function\":{\"name\":\"f\"}},\"messages\":[{\"role\":"
                + "\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,+4915112345678/"
                + "AAAA=\"}},{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AA/+4915112345678/\",\"format\":"
                + "\"wav\"}}]}]}";
        assertThat(disguised(json).toString()).isEqualTo(json);
    }

    @Test
    void request_descriptionOfATool_isPseudonymised() {
        assertThat(disguised("{\"tools\":[{\"function\":{\"name\":\"f\",\"description\":\"ask jane@corp.com\"}}]}")
                        .toString())
                .contains("ask " + MAIL);
    }

    @Test
    void request_textThatBeginsLikeADataUrl_isPseudonymised() {
        assertThat(disguised("{\"a\":\"data:text/plain;base64,mail jane@corp.com\"}")
                        .toString())
                .contains(MAIL);
    }

    @Test
    void request_userIds_areConsistentAndIdempotent() {
        ObjectNode body = disguised("{\"user\":\"u-1\",\"metadata\":{\"userId\":\"u-1\",\"customer_id\":7}}");
        String user = body.get("user").stringValue();
        assertThat(user).matches("pseudo-[a-z2-7]{20}");
        assertThat(body.get("metadata").get("userId").stringValue()).isEqualTo(user);
        assertThat(body.get("metadata").get("customer_id").stringValue()).startsWith("pseudo-");
        ObjectNode again = body.deepCopy();
        privacy.request(again);
        assertThat(again).isEqualTo(body);
    }

    @Test
    void request_veryDeep_isPseudonymisedToTheBottom() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode bottom = body;
        for (int depth = 0; depth < 200_000; depth++) {
            bottom = depth % 2 == 0
                    ? bottom.putObject("a")
                    : bottom.putArray("b").addObject();
        }
        bottom.put("text", "jane@corp.com");
        privacy.request(body);
        assertThat(bottom.get("text").stringValue()).isEqualTo(MAIL);
    }

    @Test
    void answer_everyText_isPseudonymised() {
        Completion answer = new Completion(
                "text jane@corp.com",
                "reasoning jane@corp.com",
                "refusal jane@corp.com",
                List.of(new ToolCall("1", "find", "{}"), new ToolCall("2", "find", "{\"a\":\"jane@corp.com\"}")),
                null,
                "gpt-4o",
                null,
                new ProviderError(ErrorKind.OTHER, "error jane@corp.com"),
                3,
                0);
        Completion disguised = privacy.answer(answer);
        assertThat(disguised.text()).isEqualTo("text " + MAIL);
        assertThat(disguised.reasoning()).isEqualTo("reasoning " + MAIL);
        assertThat(disguised.refusal()).isEqualTo("refusal " + MAIL);
        assertThat(disguised.toolCalls())
                .extracting(ToolCall::arguments)
                .containsExactly("{}", "{\"a\":\"" + MAIL + "\"}");
        assertThat(disguised.error().message()).isEqualTo("error " + MAIL);
        assertThat(disguised.model()).isEqualTo("gpt-4o");
        assertThat(disguised.events()).isEqualTo(3);
        assertThat(privacy.answer(disguised)).isSameAs(disguised);
    }

    @Test
    void answer_quotesThePseudonym_isTheSameAsLivesAnswer() {
        ObjectNode asked = disguised("{\"content\":\"My mail is jane@corp.com\"}");
        String quoted = asked.get("content").stringValue().substring("My mail is ".length());
        assertThat(Scans.pseudonymised("I wrote to " + quoted))
                .isEqualTo(Scans.pseudonymised("I wrote to jane@corp.com"));
    }

    @Test
    void request_manyThreads_agree() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<String> one = () ->
                    disguised("{\"a\":\"jane@corp.com 4111111111111111\"}").toString();
            String expected = one.call();
            for (var result : threads.invokeAll(java.util.Collections.nCopies(200, one))) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void of_policies_areKnownByName() {
        assertThat(Pseudonymisers.of("off", Scans.KEY)).isSameAs(Pseudonymiser.OFF);
        assertThatThrownBy(() -> Pseudonymisers.of("none", Scans.KEY))
                .isInstanceOf(ConfigException.class)
                .hasMessage("anonymize: none (expected: one of default, strict, off)");
        assertThatThrownBy(() -> Pseudonymisers.of("default", "")).isInstanceOf(ConfigException.class);
    }
}
