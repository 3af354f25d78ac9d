package dev.understudy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EgressConfigTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.5, 10.0.0.5",
        "10.1.2.3/8, 10.0.0.0/8",
        "10.0.0.5:443, 10.0.0.5:443",
        "10.0.0.0/8:443, 10.0.0.0/8:443",
        "fd00::/8, fd00::/8",
        "::1, ::1",
        "[::1]:8080, [::1]:8080",
        "localhost, localhost",
        "Provider.Internal.:443, provider.internal:443",
        "my_ollama, my_ollama",
        "0.0.0.0/0, 0.0.0.0/0"
    })
    void allowed_place_isRead(String text, String shown) {
        assertThat(EgressConfig.allowed(text)).hasToString(shown);
        assertThat(EgressConfig.allowed(shown)).isEqualTo(EgressConfig.allowed(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "10.0.0/8",
                "0x7f.1",
                "0x7f000001",
                "2130706433",
                "127.1",
                "http://localhost",
                "localhost:0",
                "localhost:65536",
                "localhost:",
                "*.example.com",
                "*",
                "a b",
                "[::1",
                "::1/129",
                "-x.y",
                "fe80::1%eth0",
                "user@host",
                "host/path",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "1.2.3.4.5"
            })
    void allowed_otherText_isRefused(String text) {
        assertThatThrownBy(() -> EgressConfig.allowed(text)).isInstanceOf(ConfigException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "*", "*.", "*.*.com", "a.*.com", "https://api.openai.com"})
    void host_range_isRefused(String text) {
        assertThatThrownBy(() -> EgressConfig.host(text)).isInstanceOf(ConfigException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api.openai.com", "*.openai.azure.com:443", "8.8.8.8", "[2606:4700::1]:443"})
    void host_name_isRead(String text) {
        assertThat(EgressConfig.host(text)).hasToString(text);
    }
}
