package dev.understudy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc-123",
                "a",
                "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
                "-a",
                "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                "Root:1-67891233-abcdef012345678912345678"
            })
    void of_usable_isTheClients(String sent) {
        assertThat(RequestId.of(sent)).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4111111111111111",
                "0151-2345678",
                "jane@corp.example",
                "a b",
                "a~b",
                "a/b",
                "..a",
                "a%0a",
                "a\"b",
                "<a>",
                "é",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void of_notUsable_isNone(String sent) {
        assertThat(RequestId.of(sent)).isNull();
    }

    @Test
    void of_noField_isNone() {
        assertThat(RequestId.of(null)).isNull();
    }

    @Test
    void exchange_beginsWithTheRequest() {
        assertThat(RequestId.exchange(null, "k3-1")).isEqualTo("k3-1");
        assertThat(RequestId.exchange("abc", "k3-1")).isEqualTo("abc~k3-1");
        assertThat(RequestId.ofExchange("abc~k3-1")).isEqualTo("abc");
        assertThat(RequestId.ofExchange("k3-1")).isEqualTo("k3-1");
    }
}
