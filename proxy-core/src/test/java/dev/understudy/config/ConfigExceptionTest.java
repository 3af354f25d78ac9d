package dev.understudy.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigExceptionTest {
    private static final String EXPECTED =
            " (expected: http://host[:port][/prefix] or https://…, without query or credentials)";

    @ParameterizedTest
    @CsvSource({
        "https://user:s3cret@host/v1, https://***@host/v1",
        "https://sk-s3cret@host, https://***@host",
        "https://host/v1?key=s3cret, https://host/v1?***",
        "https://a:s3cret@host?key=s3cret#x, https://***@host?***",
        "ftp://host/a@b, ftp://host/a@b"
    })
    void check_urlThatCannotBe_isShownWithoutWhatMayBeASecret(String url, String shown) {
        assertThatThrownBy(() -> UpstreamConfig.of(url))
                .isInstanceOf(ConfigException.class)
                .hasMessage("url: " + shown + EXPECTED)
                .extracting(refused -> ((ConfigException) refused).value())
                .isEqualTo(shown);
    }

    @Test
    void check_numberThatCannotBe_isShownAsItIsWritten() {
        assertThatThrownBy(() -> new DriftConfig(100, 110)).hasMessageStartingWith("tolerance: 110 (");
        assertThatThrownBy(() -> new DriftConfig(100, -0.5)).hasMessageStartingWith("tolerance: -0.5 (");
    }

    @Test
    void check_collectorThatCannotBe_isShownWithoutItsPassword() {
        URI url = URI.create("http://user:s3cret@collector:4318");
        assertThatThrownBy(() -> new OtlpConfig(
                        url,
                        Map.of(),
                        OtlpConfig.TIMEOUT,
                        true,
                        null,
                        OtlpConfig.SERVICE,
                        Map.of(),
                        true,
                        OtlpConfig.METRICS_INTERVAL,
                        true,
                        OtlpConfig.TRACES_PERCENT))
                .hasMessageStartingWith("endpoint: http://***@collector:4318 (");
    }
}
