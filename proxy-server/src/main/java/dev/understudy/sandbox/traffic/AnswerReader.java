package dev.understudy.sandbox.traffic;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads an answer as it comes, up to a limit of what is kept; a customer who does not stay leaves after some of it. */
final class AnswerReader implements BodySubscriber<AnswerReader.Answer> {
    private static final int KEPT = 1 << 20;

    private final int leavesAfter;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;
    private int seen;

    /** @param left whether the customer left before the end */
    record Answer(String text, boolean left) {}

    /** @param leavesAfter bytes; {@link Integer#MAX_VALUE} for one who stays */
    AnswerReader(int leavesAfter) {
        this.leavesAfter = leavesAfter;
    }

    @Override
    public CompletionStage<Answer> getBody() {
        return answer;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            seen += buffer.remaining();
            byte[] bytes = new byte[Math.min(buffer.remaining(), KEPT - kept.size())];
            buffer.get(bytes);
            kept.write(bytes, 0, bytes.length);
        }
        if (seen >= leavesAfter && subscription != null) {
            // In HTTP/1.1 there is only one way to say "enough": the connection goes.
            subscription.cancel();
            answer.complete(new Answer("", true));
        }
    }

    @Override
    public void onError(Throwable failure) {
        answer.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        answer.complete(new Answer(kept.toString(StandardCharsets.UTF_8), false));
    }
}
