package dev.understudy.send;

import dev.understudy.connect.Deadlines.Deadline;
import dev.understudy.connect.Loop;
import dev.understudy.connect.ResponseListener;
import dev.understudy.connect.UpstreamConnection;
import dev.understudy.connect.UpstreamFailure;
import dev.understudy.connect.UpstreamPool;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Timeline;
import dev.understudy.http.BodyFraming;
import dev.understudy.http.ResponseHead;
import dev.understudy.tee.CaptureBudget;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.AbstractEventExecutor;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One candidate or control call. Everything but {@link #cancel} happens on one shadow event loop. The answer is read to
 * its end, because usage comes last, but never beyond its byte and time limits.
 */
final class ArmCall implements ArmCaller.Call, ResponseListener, UpstreamPool.Waiting {
    /** A body goes out in pieces of this size, as the upstream takes them: a 12 MB body must not become a 12 MB buffer. */
    private static final int PIECE = 64 << 10;

    private final ArmRequest request;
    private final int length;
    private final Loop loop;
    private final ReadPace pace;
    private final Consumer<CapturedResponse> done;
    private final ArmAnswerBuffer answer;

    /** Until it is sent: an answer may take minutes, and large bodies would wait for it with the call. */
    private byte @Nullable [] body;

    private @Nullable Deadline limit;
    private @Nullable UpstreamConnection upstream;
    private @Nullable ResponseHead head;
    private int sent;
    private long read;
    private boolean over;
    private long startedNanos;
    private long firstByteNanos;

    ArmCall(ArmRequest request, Loop loop, ReadPace pace, CaptureBudget budget, Consumer<CapturedResponse> done) {
        this.request = request.withoutBody();
        this.body = request.body();
        this.length = request.body().length;
        this.loop = loop;
        this.pace = pace;
        this.done = done;
        this.answer = new ArmAnswerBuffer(budget, request.responseLimit().bytes());
    }

    /** Without waking the loop: whoever calls sees to that. */
    void start() {
        if (loop.eventLoop() instanceof AbstractEventExecutor executor) {
            executor.lazyExecute(this::begin);
        } else {
            loop.eventLoop().execute(this::begin);
        }
    }

    private void begin() {
        if (over) {
            return;
        }
        startedNanos = System.nanoTime();
        limit = loop.deadlines().add(() -> end(Ending.TIMED_OUT, "limit of " + request.limit() + " reached"));
        limit.set(startedNanos, request.limit().toNanos());
        loop.pool(request.upstream(), request.egress()).acquire(this);
    }

    @Override
    public void cancel() {
        loop.eventLoop().execute(() -> end(Ending.CANCELLED, "cancelled"));
    }

    @Override
    public void connected(UpstreamConnection connection) {
        if (over) {
            connection.cancel();
            return;
        }
        upstream = connection;
        connection.begin(this, request.method());
        int first = Math.min(PIECE, length);
        ByteBuf out = connection.channel().alloc().buffer(512 + first);
        writeHead(out);
        next(out, first);
        connection.write(out);
        pump(connection);
    }

    private void next(ByteBuf out, int bytes) {
        byte[] rest = body;
        if (rest != null) {
            out.writeBytes(rest, sent, bytes);
            sent += bytes;
            body = sent == length ? null : rest;
        }
    }

    private void writeHead(ByteBuf out) {
        StringBuilder text = new StringBuilder(512)
                .append(request.method())
                .append(' ')
                .append(request.upstream().pathPrefix())
                .append(request.target())
                .append(" HTTP/1.1\r\nhost: ")
                .append(request.upstream().authority())
                .append("\r\n");
        for (Headers.Field field : request.headers()) {
            text.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        text.append("content-length: ").append(length).append("\r\n\r\n");
        out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
    }

    /** Sends as much as the upstream takes; {@link #writabilityChanged} goes on. */
    private void pump(UpstreamConnection connection) {
        while (sent < length && connection.channel().isWritable()) {
            int bytes = Math.min(PIECE, length - sent);
            ByteBuf piece = connection.channel().alloc().buffer(bytes);
            next(piece, bytes);
            connection.write(piece);
        }
        connection.flush();
        if (sent == length) {
            connection.requestComplete(System.nanoTime());
        }
    }

    @Override
    public void writabilityChanged(boolean writable) {
        UpstreamConnection connection = upstream;
        if (writable && connection != null && sent < length) {
            connection.touch(System.nanoTime());
            pump(connection);
        }
    }

    @Override
    public void informational(ResponseHead informational) {}

    @Override
    public void head(ResponseHead arrived, BodyFraming framing) {
        firstByteNanos = System.nanoTime();
        head = arrived;
        answer.framing(framing);
        if (arrived.status() == 101) {
            end(Ending.MALFORMED, "switched protocols");
        } else if (arrived.contentLength() > request.responseLimit().bytes()) {
            tooLarge(); // and not a byte of it is worth reading
        }
    }

    @Override
    public void body(ByteBuf wire) {
        int bytes = wire.readableBytes();
        long now = System.nanoTime();
        boolean fits;
        try {
            fits = answer.add(wire, now);
        } finally {
            wire.release();
        }
        if (fits) {
            pace(bytes, now);
        } else {
            tooLarge();
        }
    }

    private void tooLarge() {
        end(Ending.CAPPED, "answer larger than " + request.responseLimit());
    }

    /** Back-pressure on answers that are larger than usual. */
    private void pace(int bytes, long now) {
        read += bytes;
        UpstreamConnection connection = upstream;
        if (connection != null && read > ReadPace.FREE_BYTES && !pace.take(bytes, now)) {
            connection.reading(false);
            if (!pace.hold(this::resume)) {
                end(Ending.CAPPED, "too many answers larger than usual at once");
            }
        }
    }

    private boolean resume() {
        UpstreamConnection connection = upstream;
        if (connection != null) {
            connection.reading(true);
        }
        return connection != null;
    }

    @Override
    public void readComplete() {}

    @Override
    public void ended() {
        upstream = null;
        end(Ending.COMPLETE, "");
    }

    @Override
    public void failed(UpstreamFailure failure) {
        upstream = null;
        end(failure.ending(), failure.label());
    }

    private void end(Ending ending, String detail) {
        if (over) {
            return;
        }
        over = true;
        body = null;
        UpstreamConnection connection = upstream;
        upstream = null;
        if (connection != null) {
            connection.cancel();
        }
        if (limit != null) {
            limit.remove();
        }
        done.accept(captured(ending, detail));
    }

    private CapturedResponse captured(Ending ending, String detail) {
        long now = System.nanoTime();
        ResponseHead arrived = head;
        byte[] body = answer.take();
        if (arrived == null) {
            return CapturedResponse.none(ending, detail, startedNanos, now);
        }
        Timeline timeline = new Timeline(startedNanos, firstByteNanos, now, answer.times(), answer.ends());
        return new CapturedResponse(arrived.status(), arrived.headers(), body, timeline, ending, detail);
    }
}
