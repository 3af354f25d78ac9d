package dev.understudy.forward;

import dev.understudy.config.RouteConfig;
import dev.understudy.config.VariantConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.wire.ContentDecoding;
import dev.understudy.exchange.LogPace;
import dev.understudy.exchange.RequestId;
import dev.understudy.http.RequestHead;
import dev.understudy.variant.LiveVariant;
import dev.understudy.variant.Signatures;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rewrites live bodies on a few threads that do nothing else, behind a bounded queue. Thread-safe. */
public final class VariantRewriter implements LiveRewriter, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VariantRewriter.class);
    private static final int THREADS = 2;
    private static final int QUEUE = 1_024;
    private static final int[] NO_PIECES = {};

    /** A rewritten body goes out uncompressed, and what was summed up of the old one does not fit it (RFC 9530). */
    private static final List<String> UNTRUE =
            List.of("content-encoding", "content-digest", "repr-digest", "digest", "content-md5");

    /** Clients decide how often a variant cannot be applied. */
    private final LogPace pace;

    private final ThreadPoolExecutor threads;

    public VariantRewriter() {
        this(new LogPace());
    }

    VariantRewriter(LogPace pace) {
        this.pace = pace;
        threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                new DefaultThreadFactory("live-rewrite", true));
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public boolean applies(RouteConfig route, RequestHead head) {
        return route.live() != null
                && !route.live().changesNothing()
                && dialect(route, head) != null
                && !isSigned(route, head);
    }

    /** The client's signature would not fit another body: such a request goes on as it came. */
    private static boolean isSigned(RouteConfig route, RequestHead head) {
        return Signatures.isSigned(head.target(), head.field("authorization"))
                && !Signatures.replaces(route.liveCredentials());
    }

    /** A forced dialect says how to read an endpoint's bodies, not that every path is an endpoint. */
    private static @Nullable Dialect dialect(RouteConfig route, RequestHead head) {
        Dialect found = Dialects.forRequest(head.method(), head.path());
        return found == null || route.dialect() == null ? found : Dialects.named(route.dialect());
    }

    @Override
    public CompletionStage<@Nullable Rewritten> rewrite(RouteConfig route, RequestHead head, byte[] body, long limit) {
        VariantConfig variant = route.live();
        Dialect dialect = dialect(route, head);
        if (variant == null || dialect == null) {
            return CompletableFuture.completedStage(null);
        }
        try {
            return CompletableFuture.supplyAsync(() -> apply(route, variant, dialect, head, body, limit), threads);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedStage(full);
        }
    }

    private Rewritten apply(
            RouteConfig route, VariantConfig variant, Dialect dialect, RequestHead head, byte[] body, long limit) {
        byte[] plain = decoded(head, body, (int) Math.min(limit, Integer.MAX_VALUE - 8));
        LiveVariant.Rewritten rewritten = LiveVariant.apply(head.target(), plain, variant, dialect);
        if (rewritten.problem() != null) {
            warn(route, head, rewritten.problem());
            return new Rewritten(head.target(), body, List.of());
        }
        return new Rewritten(rewritten.target(), rewritten.body(), UNTRUE);
    }

    private void warn(RouteConfig route, RequestHead head, String problem) {
        String id = RequestId.of(head.field(RequestId.HEADER));
        pace.log(unsaid -> LOG.atWarn()
                .addKeyValue("request_id", id == null ? "none" : id)
                .log(
                        "route {}: live variant not applied ({} requests before this one were not logged): {}",
                        route.name(),
                        unsaid,
                        problem));
    }

    /** Without its content codings; as it is where they cannot be taken off. */
    private static byte[] decoded(RequestHead head, byte[] body, int limit) {
        String encoding = head.field("content-encoding");
        if (encoding == null) {
            return body;
        }
        ContentDecoding.Result result = ContentDecoding.decode(encoding, body, NO_PIECES, limit);
        return result instanceof ContentDecoding.Decoded plain && plain.whole() ? plain.body() : body;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
