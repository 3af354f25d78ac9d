package dev.understudy.judging;

import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Timeline;
import dev.understudy.send.ArmCaller;
import dev.understudy.send.ArmRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls to a judge that end when the test says so. */
final class JudgeCalls implements ArmCaller {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BlockingQueue<JudgeCall> calls = new LinkedBlockingQueue<>();

    @Override
    public Call call(ArmRequest request, Consumer<CapturedResponse> done) {
        JudgeCall call = new JudgeCall(request, done);
        calls.add(call);
        return call;
    }

    JudgeCall next() throws InterruptedException {
        JudgeCall call = calls.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("the judge was not asked");
        }
        return call;
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    static final class JudgeCall implements Call {
        final ArmRequest request;
        private final Consumer<CapturedResponse> done;
        private final AtomicBoolean over = new AtomicBoolean();
        volatile boolean cancelled;

        JudgeCall(ArmRequest request, Consumer<CapturedResponse> done) {
            this.request = request;
            this.done = done;
        }

        /** What the judge was shown. */
        JsonNode document() {
            JsonNode body = JsonMapper.shared().readTree(request.body());
            return JsonMapper.shared().readTree(body.at("/messages/1/content").stringValue());
        }

        /** The place, a or b, in which that text stands. */
        String placeOf(String text) {
            return document().at("/answer_a/text").stringValue().equals(text) ? "a" : "b";
        }

        void prefers(String word) {
            says("{\"reason\": \"because\", \"preferred\": \"" + word + "\"}");
        }

        void says(String text) {
            String content = JsonMapper.shared().writeValueAsString(text);
            answers(200, """
                    {"id": "1", "object": "chat.completion", "model": "judge-1", "choices": [{"index": 0, "finish_reason": \
                    "stop", "message": {"role": "assistant", "content": %s}}], \
                    "usage": {"prompt_tokens": 1000, "completion_tokens": 100}}""".formatted(content));
        }

        void answers(int status, String body) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            ends(new CapturedResponse(
                    status,
                    Headers.of("content-type", "application/json"),
                    bytes,
                    Timeline.withoutBody(0, 1, 2),
                    Ending.COMPLETE,
                    ""));
        }

        void ends(Ending ending) {
            ends(CapturedResponse.none(ending, "as the test says", 0, 1));
        }

        private void ends(CapturedResponse response) {
            if (over.compareAndSet(false, true)) {
                done.accept(response);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            ends(Ending.CANCELLED);
        }
    }
}
