package dev.understudy.sandbox.traffic;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Sends conversations through a base URL until closed, as an application's customers would. Arrivals do not wait for
 * answers (an open loop), so a slow proxy shows. Thread-safe.
 */
public final class Traffic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    /** A customer who leaves has seen the beginning of the answer. */
    private static final int GLANCE = 400;

    private static final ThreadFactory DAEMON = new DefaultThreadFactory("traffic", true);

    private final TrafficConfig config;
    private final URI chat;
    private final Customers customers;
    private final ChatBodies bodies;
    private final SplittableRandom arrivals;
    private final Tally tally = new Tally();
    private final ExecutorService readers = Executors.newFixedThreadPool(2, DAEMON);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(DAEMON);
    private final HttpClient client;
    private long started;
    private long nextArrival;
    private volatile boolean stopped;

    private Traffic(TrafficConfig config) {
        this.config = config;
        this.chat = URI.create(config.baseUrl() + "/chat/completions");
        this.customers = new Customers(config.seed());
        this.bodies = new ChatBodies(config.model(), config.systemPrompt());
        this.arrivals = new SplittableRandom(config.seed() + 1);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(readers)
                .build();
    }

    public static Traffic start(TrafficConfig config) {
        Traffic traffic = new Traffic(config);
        traffic.started = System.nanoTime();
        traffic.nextArrival = traffic.started;
        traffic.clock.execute(traffic::arrive);
        return traffic;
    }

    public TrafficCounts counts() {
        return tally.counts();
    }

    /** Sends nothing more; what is open goes on. */
    public void stop() {
        stopped = true;
    }

    /** Waits until nothing is open any more; false when that took longer than the limit. Call {@link #stop} before. */
    public boolean awaitIdle(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (tally.inFlight() > 0) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return true;
    }

    /** Stops at once; open requests are abandoned. */
    @Override
    public void close() {
        stopped = true;
        clock.shutdownNow();
        readers.shutdownNow();
    }

    /** On the clock's thread. The gaps of a Poisson process are exponential; they are added up, so that no delay is lost. */
    private void arrive() {
        if (stopped) {
            return;
        }
        try {
            Ask ask = customers.next();
            send(ask, bodies.opening(ask), 0);
        } catch (RuntimeException fault) {
            // An exception would end the clock for good, without a word.
            LOG.error("a customer could not be sent", fault);
        }
        nextArrival += (long) (-Math.log(1 - arrivals.nextDouble()) / rate() * 1e9);
        clock.schedule(this::arrive, nextArrival - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private double rate() {
        double ramp = config.rampUp().toNanos();
        double share = ramp == 0 ? 1 : Math.min(1, 0.1 + 0.9 * (nextArrival - started) / ramp);
        return config.perSecond() * share;
    }

    private void send(Ask ask, ArrayNode messages, int turn) {
        if (!tally.enter(config.inFlight())) {
            return;
        }
        HttpRequest request = HttpRequest.newBuilder(chat)
                .timeout(TIMEOUT)
                .header("content-type", "application/json")
                .header("authorization", "Bearer sk-demo-customer")
                .POST(HttpRequest.BodyPublishers.ofString(bodies.body(ask, messages)))
                .build();
        int leavesAfter = ask.stays() ? Integer.MAX_VALUE : GLANCE;
        CompletableFuture<HttpResponse<AnswerReader.Answer>> sent =
                client.sendAsync(request, head -> new AnswerReader(leavesAfter));
        var unused = sent.whenComplete((response, failure) -> ended(ask, messages, turn, response, failure));
    }

    private void ended(
            Ask ask,
            ArrayNode messages,
            int turn,
            @Nullable HttpResponse<AnswerReader.Answer> response,
            @Nullable Throwable failure) {
        if (response == null || failure != null) {
            tally.failed();
        } else if (response.body().left()) {
            tally.left();
        } else {
            tally.answered(response.statusCode());
            if (response.statusCode() == 200 && turn + 1 < ask.messages().size() && !stopped) {
                send(ask, continued(ask, messages, turn + 1, response.body().text()), turn + 1);
            }
        }
    }

    /** The conversation so far, the answer, the results of the functions it called, and what the customer says next. */
    private static ArrayNode continued(Ask ask, ArrayNode messages, int turn, String answer) {
        ArrayNode longer = messages.deepCopy();
        JsonNode assistant = AnswerText.message(answer, ask.streamed());
        longer.add(assistant);
        for (JsonNode call : assistant.path("tool_calls")) {
            longer.add(ChatBodies.message("tool", "{\"ok\": true}")
                    .put("tool_call_id", call.path("id").asString("")));
        }
        longer.add(ChatBodies.message("user", ask.messages().get(turn)));
        return longer;
    }
}
