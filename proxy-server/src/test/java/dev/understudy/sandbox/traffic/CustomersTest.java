package dev.understudy.sandbox.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.sandbox.traffic.Ask.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CustomersTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void next_sameSeed_sameCustomers() {
        assertThat(asks(7, 200)).isEqualTo(asks(7, 200)).isNotEqualTo(asks(8, 200));
    }

    @Test
    void next_mostAreSensible() {
        Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
        asks(1, 10_000).forEach(ask -> kinds.merge(ask.kind(), 1, Integer::sum));

        assertThat(kinds).containsOnlyKeys(Kind.values());
        int wellFormed = kinds.entrySet().stream()
                .filter(entry -> entry.getKey().wellFormed())
                .mapToInt(Map.Entry::getValue)
                .sum();
        assertThat(wellFormed).isBetween(8_300, 8_700);
    }

    @Test
    void next_fewRepeatThemselves() {
        long different = asks(1, 1_000).stream()
                .filter(ask -> ask.kind().wellFormed())
                .map(ask -> ask.messages().get(0))
                .distinct()
                .count();

        assertThat(different).isGreaterThan(800);
    }

    @Test
    void bodies_ofAllButTheBroken_areJson() {
        ChatBodies bodies = new ChatBodies("sim-large", "Process refund if customer requests it.");
        for (Ask ask : asks(3, 2_000)) {
            String body = bodies.body(ask, bodies.opening(ask));
            if (ask.kind() == Kind.BROKEN_JSON) {
                assertThat(body).doesNotEndWith("}");
            } else {
                JsonNode json = JSON.readTree(body);
                assertThat(json.path("stream").asBoolean(false)).isEqualTo(ask.streamed());
                assertThat(json.path("messages").isEmpty()).isEqualTo(ask.kind() == Kind.NO_MESSAGES);
            }
        }
    }

    @Test
    void message_streamedToolCalls_areAssembled() {
        String stream = """
                data: {"choices":[{"delta":{"role":"assistant","content":null}}]}

                data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"call_1","function":{"name":"escalate","arguments":""}}]}}]}

                data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"reason\\":"}}]}}]}

                data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":" 1}"}}]}}]}

                data: [DONE]
                """;

        JsonNode message = AnswerText.message(stream, true);

        assertThat(message.at("/tool_calls/0/id").asString()).isEqualTo("call_1");
        assertThat(message.at("/tool_calls/0/function/arguments").asString()).isEqualTo("{\"reason\": 1}");
    }

    private static List<Ask> asks(long seed, int count) {
        Customers customers = new Customers(seed);
        return Stream.generate(customers::next).limit(count).toList();
    }
}
