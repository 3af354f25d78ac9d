package dev.understudy.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.ListenConfig;
import dev.understudy.config.MatchConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
    private final Router router = Router.of(
            ProxyConfig.of(
                            ListenConfig.at("127.0.0.1", 0),
                            List.of(
                                    route("tagged", new MatchConfig("/v1/**", null, Map.of("X-Team", "red"))),
                                    route("exact-host", new MatchConfig("/**", "API.example.com", Map.of())),
                                    route("any-sub", new MatchConfig("/**", "*.example.org", Map.of())),
                                    route("six", new MatchConfig("/**", "[::1]", Map.of())),
                                    route("v1", new MatchConfig("/v1/**", null, Map.of()))))
                    .build(),
            Map.of());

    @ParameterizedTest
    @CsvSource({
        "/v1/x, h, red, tagged",
        "/v1/x?y=/v2, h, red, tagged",
        "/v1/x, h, RED, v1",
        "/v1/x, h, none, v1",
        "/v2/x, api.example.com, red, exact-host",
        "/v2/x, Api.Example.COM:8080, red, exact-host",
        "/v2/x, other.example.com, red, ",
        "/v2/x, a.example.org, red, any-sub",
        "/v2/x, a.b.EXAMPLE.org:1, red, any-sub",
        "/v2/x, example.org, red, ",
        "/v2/x, [::1]:80, red, six",
        "/v2/x, [::1], red, six",
        "http://api.example.com/v2, h, none, exact-host",
        "/v2, h, none, "
    })
    void route_request_goesToTheFirstThatMatches(String target, String host, String team, String expected)
            throws Exception {
        String text = "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nx-team: " + team + "\r\n\r\n";
        RouteTarget found = router.route(RequestHead.parse(text.getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(found == null ? null : found.config().name()).isEqualTo(expected);
    }

    private static RouteConfig route(String name, MatchConfig match) {
        return new RouteConfig(name, match, UpstreamConfig.of("http://127.0.0.1:1"));
    }
}
