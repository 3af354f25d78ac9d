package dev.understudy.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.RouteConfig;
import dev.understudy.exchange.LogPace;
import dev.understudy.http.RequestHead;
import dev.understudy.testing.LogLines;
import dev.understudy.testing.TestProxy;
import dev.understudy.testing.Variants;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VariantRewriterTest {
    private final AtomicLong now = new AtomicLong();
    private final VariantRewriter rewriter = new VariantRewriter(new LogPace(now::get));
    private final RouteConfig route = TestProxy.to("http://127.0.0.1:1")
            .live(Variants.ofModel("other"))
            .config()
            .routes()
            .get(0);

    @RegisterExtension
    final LogLines log = LogLines.of(VariantRewriter.class);

    @AfterEach
    void close() {
        rewriter.close();
    }

    @Test
    void rewrite_manyBodiesThatCannotBe_areSaidOnceASecond() throws Exception {
        for (int i = 0; i < 5; i++) {
            rewriteSomethingElse();
        }
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        rewriteSomethingElse();

        assertThat(log.messages())
                .containsExactly(
                        "route live: live variant not applied (0 requests before this one were not logged):"
                                + " the body is not a JSON object",
                        "route live: live variant not applied (4 requests before this one were not logged):"
                                + " the body is not a JSON object");
    }

    private void rewriteSomethingElse() throws Exception {
        byte[] head = "POST /v1/chat/completions HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] body = "no JSON".getBytes(StandardCharsets.US_ASCII);
        LiveRewriter.Rewritten rewritten = rewriter.rewrite(route, RequestHead.parse(head), body, 1_000)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        assertThat(rewritten.body()).isSameAs(body);
    }
}
