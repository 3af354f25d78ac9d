package dev.understudy.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.understudy.config.ByteSize;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.connect.EventLoops;
import dev.understudy.connect.Transport;
import dev.understudy.egress.EgressRule;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Headers;
import dev.understudy.tee.CaptureBudget;
import dev.understudy.testing.RawUpstream;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NettyArmCallerTest {
    private static final int LIMIT = 4 << 20;

    private final EventLoops loops = new EventLoops("shadow", Transport.NIO, 1);
    private final CaptureBudget budget = new CaptureBudget(64 << 20);
    private final NettyArmCaller caller = new NettyArmCaller(loops, budget);
    private final BlockingQueue<CapturedResponse> answers = new LinkedBlockingQueue<>();

    @AfterEach
    void nothingIsLeftInTheBudget() {
        loops.close();
        assertThat(budget.used()).isZero();
    }

    @Test
    void call_largeAnswerWithinTheLimit_isReadWhole() throws Exception {
        byte[] body = new byte[3 << 20];
        new Random(3).nextBytes(body);
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n");
            connection.send(body);
            connection.readRequest();
        })) {
            call(upstream);
            CapturedResponse answer = answer();
            assertThat(answer.ending()).isEqualTo(Ending.COMPLETE);
            assertThat(answer.body()).isEqualTo(body);
        }
    }

    @Test
    void call_answerWithoutEnd_isCutAtTheLimitAndItsConnectionClosed() throws Exception {
        LinkedBlockingQueue<String> noticed = new LinkedBlockingQueue<>();
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 200 OK\r\n\r\n");
            try {
                while (true) {
                    connection.send(new byte[32 << 10]);
                }
            } finally {
                noticed.add("closed");
            }
        })) {
            call(upstream);
            assertThat(answer().ending()).isEqualTo(Ending.CAPPED);
            assertThat(noticed.poll(20, TimeUnit.SECONDS)).isEqualTo("closed");
        }
    }

    @Test
    void call_answerThatAnnouncesTooMuch_isCutAtItsHead() throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + (LIMIT + 1) + "\r\n\r\n");
            connection.readRequest();
        })) {
            call(upstream);
            CapturedResponse answer = answer();
            assertThat(answer.ending()).isEqualTo(Ending.CAPPED);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void call_cancelledBeforeTheFlush_endsAndLaterOnesComplete() throws Exception {
        // The loop may be awake and send the first call before it is cancelled: nobody answers it.
        try (RawUpstream silent = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.readRequest();
                });
                RawUpstream upstream = RawUpstream.ok("{}")) {
            ArmCaller.Call call = caller.call(request(silent), answers::add);
            call.cancel();
            assertThat(answer().ending()).isEqualTo(Ending.CANCELLED);
            call(upstream);
            call(upstream);
            assertThat(answer().ending()).isEqualTo(Ending.COMPLETE);
            assertThat(answer().ending()).isEqualTo(Ending.COMPLETE);
        }
    }

    @Test
    void flush_loopsAreClosed_throwsNothing() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("{}")) {
            caller.call(request(upstream), answers::add);
            loops.close();
            assertThatCode(caller::flush).doesNotThrowAnyException();
        }
    }

    private void call(RawUpstream upstream) {
        caller.call(request(upstream), answers::add);
        caller.flush();
    }

    private CapturedResponse answer() throws InterruptedException {
        CapturedResponse answer = answers.poll(30, TimeUnit.SECONDS);
        assertThat(answer).as("an answer").isNotNull();
        return answer;
    }

    private static ArmRequest request(RawUpstream upstream) {
        return new ArmRequest(
                Arm.CANDIDATE,
                UpstreamConfig.of("http://127.0.0.1:" + upstream.port()),
                "POST",
                "/v1/chat/completions",
                Headers.of("content-type", "application/json"),
                new byte[] {'{', '}'},
                new ByteSize(LIMIT),
                Duration.ofSeconds(60),
                EgressRule.TRUSTED);
    }
}
