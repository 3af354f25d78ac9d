package dev.understudy.sandbox.simulator;

import dev.understudy.sandbox.provider.Received;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Counts what happens and keeps the last requests. Thread-safe and bounded, whatever clients send. */
final class Ledger {
    private static final int MOST_NAMES = 256;
    private static final String OTHER = "(other)";

    private final int keepRequests;
    private final int keepBytes;
    private final ArrayDeque<SeenRequest> last = new ArrayDeque<>();
    private final ConcurrentMap<String, LongAdder> paths = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LongAdder> models = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LongAdder> statuses = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LongAdder> faults = new ConcurrentHashMap<>();
    private final LongAdder requests = new LongAdder();
    private final LongAdder completed = new LongAdder();
    private final LongAdder abortedByClient = new LongAdder();
    private final LongAdder bodyBytes = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private final LongAdder closed = new LongAdder();
    private final LongAdder active = new LongAdder();

    Ledger(int keepRequests, int keepBytes) {
        this.keepRequests = keepRequests;
        this.keepBytes = keepBytes;
    }

    void connected() {
        connections.increment();
    }

    void disconnected() {
        closed.increment();
    }

    /** A request's head arrived; exactly one of {@link #ended} or {@link #aborted} follows. */
    void began(String path) {
        requests.increment();
        active.increment();
        count(paths, path);
    }

    void received(Received request) {
        bodyBytes.add(request.body().length);
        if (keepRequests == 0) {
            return;
        }
        byte[] body = request.body();
        byte[] kept = body.length > keepBytes ? Arrays.copyOf(body, keepBytes) : body;
        synchronized (last) {
            if (last.size() == keepRequests) {
                last.removeFirst();
            }
            last.addLast(new SeenRequest(request.method(), request.target(), request.headers(), kept, body.length));
        }
    }

    void answering(String model, int status) {
        if (!model.isEmpty()) {
            count(models, model);
        }
        count(statuses, Integer.toString(status));
    }

    void fault(Fault fault) {
        count(faults, fault.kind().label());
    }

    void ended() {
        // First what became of it: who waits until nothing is active reads that next.
        completed.increment();
        active.decrement();
    }

    void aborted() {
        abortedByClient.increment();
        active.decrement();
    }

    List<SeenRequest> requests() {
        synchronized (last) {
            return List.copyOf(last);
        }
    }

    Stats stats() {
        return new Stats(
                requests.sum(),
                active.sum(),
                completed.sum(),
                abortedByClient.sum(),
                bodyBytes.sum(),
                connections.sum(),
                connections.sum() - closed.sum(),
                sums(paths),
                sums(models),
                sums(statuses),
                sums(faults));
    }

    String requestsAsJson() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (SeenRequest request : requests()) {
            ObjectNode node = all.addObject().put("method", request.method()).put("target", request.target());
            ArrayNode headers = node.putArray("headers");
            request.headers()
                    .forEach(field -> headers.addArray().add(field.name()).add(field.value()));
            node.put("body", request.text()).put("body_length", request.bodyLength());
        }
        return all.toString();
    }

    private static void count(ConcurrentMap<String, LongAdder> counters, String name) {
        String key = counters.size() < MOST_NAMES || counters.containsKey(name) ? name : OTHER;
        counters.computeIfAbsent(key, any -> new LongAdder()).increment();
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counters) {
        Map<String, Long> sums = new TreeMap<>();
        counters.forEach((name, count) -> sums.put(name, count.sum()));
        return sums;
    }
}
