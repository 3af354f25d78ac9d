package dev.understudy.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.RouteConfig;
import dev.understudy.connect.EventLoops;
import dev.understudy.connect.Loop;
import dev.understudy.connect.Transport;
import dev.understudy.http.BodyFraming;
import dev.understudy.http.RequestHead;
import dev.understudy.http.ResponseHead;
import dev.understudy.route.RouteTarget;
import dev.understudy.route.Router;
import dev.understudy.testing.TestProxy;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RewrittenCallTest {
    private final EventLoops loops = new EventLoops("test", Transport.NIO, 1);
    private final Loop loop = loops.next();
    private final CompletableFuture<LiveError> refused = new CompletableFuture<>();

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void rewrite_noRoomToWait_saysThatManyWait() throws Exception {
        LiveError error = refusal(CompletableFuture.failedStage(new RejectedExecutionException("full")));

        assertThat(error)
                .isEqualTo(new LiveError(503, "rewrite_failed", "too many requests wait for the live variant", "abc"));
    }

    @Test
    void rewrite_fault_isNotTakenForALackOfTimeAndNotQuoted() throws Exception {
        LiveError error = refusal(CompletableFuture.supplyAsync(() -> {
            throw new IllegalStateException("of the body");
        }));

        assertThat(error).isEqualTo(new LiveError(503, "rewrite_failed", "the live variant failed", "abc"));
    }

    @Test
    void requestBody_noRoomForAnotherOne_isRefusedAndHoldsNothing() throws Exception {
        RewriteBudget full = new RewriteBudget(() -> 1_000, 3);

        LiveError error = refusal(new CompletableFuture<>(), full);

        assertThat(error.status()).isEqualTo(503);
        assertThat(error.message()).isEqualTo("bodies that wait for the live variant fill half of the heap");
        assertThat(full.held()).isZero();
    }

    @Test
    void requestBody_whileItIsRewritten_isHeldUntilItHasGoneOut() throws Exception {
        RewriteBudget bodies = new RewriteBudget(() -> 1_000, 4);
        CompletableFuture<LiveRewriter.Rewritten> outcome = new CompletableFuture<>();
        RewrittenCall call = call(outcome, bodies);
        onLoop(() -> {
            send(call);
            assertThat(bodies.held()).isEqualTo(4);
        });

        outcome.complete(new LiveRewriter.Rewritten("/", new byte[] {'{', '}'}, List.of()));

        assertThat(refused.get(30, TimeUnit.SECONDS).reason()).isEqualTo("connect_failed");
        onLoop(() -> assertThat(bodies.held()).isZero());
    }

    @Test
    void clientGone_whileItIsRewritten_isHeldUntilTheRewriterIsDone() throws Exception {
        RewriteBudget bodies = new RewriteBudget(() -> 1_000, 4);
        CompletableFuture<LiveRewriter.Rewritten> outcome = new CompletableFuture<>();
        RewrittenCall call = call(outcome, bodies);
        onLoop(() -> {
            send(call);
            call.clientGone();
            assertThat(bodies.held()).isEqualTo(4);
        });

        outcome.cancel(false);

        onLoop(() -> assertThat(bodies.held()).isZero());
    }

    @Test
    void clientGone_insideItsRequest_holdsNothing() throws Exception {
        RewriteBudget bodies = new RewriteBudget(() -> 1_000, 4);
        RewrittenCall call = call(new CompletableFuture<>(), bodies);
        onLoop(() -> {
            call.requestBody(Unpooled.copiedBuffer("{", StandardCharsets.US_ASCII));
            assertThat(bodies.held()).isEqualTo(2);
            call.clientGone();
            assertThat(bodies.held()).isZero();
        });
    }

    private void onLoop(Runnable task) throws Exception {
        loop.eventLoop().submit(task).get(30, TimeUnit.SECONDS);
    }

    private static void send(RewrittenCall call) {
        call.requestBody(Unpooled.copiedBuffer("{}", StandardCharsets.US_ASCII));
        call.start();
        call.requestComplete();
    }

    private LiveError refusal(CompletionStage<LiveRewriter.Rewritten> outcome) throws Exception {
        return refusal(outcome, new RewriteBudget(() -> 1_000));
    }

    private LiveError refusal(CompletionStage<LiveRewriter.Rewritten> outcome, RewriteBudget bodies) throws Exception {
        RewrittenCall call = call(outcome, bodies);
        onLoop(() -> send(call));
        return refused.get(30, TimeUnit.SECONDS);
    }

    private RewrittenCall call(CompletionStage<LiveRewriter.Rewritten> outcome, RewriteBudget bodies) throws Exception {
        String text = "POST /v1/chat/completions HTTP/1.1\r\nHost: h\r\nX-Request-Id: abc\r\nContent-Length: 2\r\n\r\n";
        RequestHead head = RequestHead.parse(text.getBytes(StandardCharsets.US_ASCII));
        RouteTarget route =
                Router.of(TestProxy.to("http://127.0.0.1:1").config(), Map.of()).route(head);
        Client client = new Client();
        LiveCall live = new LiveCall(client, route, head, loop, LiveEvents.NONE, null, System.nanoTime());
        return new RewrittenCall(live, client, new Failing(outcome), route.config(), head, loop.eventLoop(), bodies);
    }

    private record Failing(CompletionStage<Rewritten> outcome) implements LiveRewriter {
        @Override
        public boolean applies(RouteConfig route, RequestHead head) {
            return true;
        }

        @Override
        public CompletionStage<Rewritten> rewrite(RouteConfig route, RequestHead head, byte[] body, long limit) {
            return outcome;
        }
    }

    private final class Client implements ClientStream {
        @Override
        public void refuse(LiveError error) {
            refused.complete(error);
        }

        @Override
        public void informational(ResponseHead head) {}

        @Override
        public void proceed() {}

        @Override
        public void head(ResponseHead head, BodyFraming framing, boolean last) {}

        @Override
        public void body(ByteBuf wire) {
            wire.release();
        }

        @Override
        public void flush() {}

        @Override
        public void end() {}

        @Override
        public void breakOff() {}

        @Override
        public boolean writable() {
            return true;
        }

        @Override
        public void reading(boolean wanted) {}

        @Override
        public void tunnel() {}
    }
}
