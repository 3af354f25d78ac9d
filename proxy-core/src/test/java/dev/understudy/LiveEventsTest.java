package dev.understudy;

import static dev.understudy.testing.RawConnection.GET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.CandidateConfig;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.config.VariantConfig;
import dev.understudy.forward.LiveEnd;
import dev.understudy.forward.LiveEvents;
import dev.understudy.testing.RawConnection;
import dev.understudy.testing.RawUpstream;
import dev.understudy.testing.TestProxy;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who listens to live requests cannot harm them. */
class LiveEventsTest {
    private static final String POST =
            "POST /v1/chat/completions HTTP/1.1\r\nHost: c\r\nContent-Length: 14\r\n\r\n{\"model\":\"m\"}\n";

    @ParameterizedTest
    @ValueSource(strings = {"completed", "follows", "ended"})
    void events_listenerThrows_liveAndItsShadowsGoOn(String where) throws Exception {
        LiveEvents throwing = new LiveEvents() {
            @Override
            public void completed(String route, int status, long duration, long firstByte, long overhead) {
                at("completed");
            }

            @Override
            public boolean follows() {
                at("follows");
                return true;
            }

            @Override
            public void ended(LiveEnd end) {
                at("ended");
            }

            private void at(String here) {
                if (here.equals(where)) {
                    throw new IllegalStateException("the test wants it");
                }
            }
        };
        try (RawUpstream upstream = RawUpstream.ok("{}");
                TestProxy proxy = TestProxy.to(upstream.url())
                        .shadow(shadow(upstream.url()))
                        .events(throwing)
                        .start();
                RawConnection client = proxy.connect()) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.send(POST).readResponse().bodyText()).isEqualTo("{}");
                assertThat(client.send(GET).readResponse().bodyText()).isEqualTo("{}");
            }
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(proxy.proxy().shadows().get(0).open()).isZero();
                assertThat(proxy.proxy().shadows().get(0).eligible()).isEqualTo(6);
            });
        }
    }

    private static ShadowConfig shadow(String url) {
        CandidateConfig candidate =
                new CandidateConfig(UpstreamConfig.of(url), CredentialsConfig.NONE, "same", VariantConfig.NONE);
        return ShadowConfig.of("s", TestProxy.Builder.ROUTE, candidate).build();
    }
}
