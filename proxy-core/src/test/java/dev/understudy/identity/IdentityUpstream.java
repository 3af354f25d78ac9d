package dev.understudy.identity;

import dev.understudy.exchange.LoopHeader;
import dev.understudy.testing.RawConnection;
import dev.understudy.testing.RawUpstream;
import dev.understudy.testing.WireMessage;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The live upstream: finds out which exchange a request belongs to, compares it, and answers as planned. Thread-safe. */
final class IdentityUpstream implements AutoCloseable {
    private final RawUpstream upstream;
    private final Map<Integer, PlannedExchange> planned = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    IdentityUpstream() throws IOException {
        upstream = RawUpstream.serving(this::serve);
    }

    String url() {
        return upstream.url();
    }

    String authority() {
        return upstream.authority();
    }

    void plan(PlannedExchange exchange) {
        planned.put(exchange.id(), exchange);
    }

    Queue<String> failures() {
        return failures;
    }

    private void serve(RawConnection connection) throws Exception {
        boolean more = true;
        while (more) {
            byte[] head = connection.readHead();
            WireMessage request = new WireMessage(head, new byte[0]);
            if (request.field(LoopHeader.NAME) != null) {
                control(connection, request);
                continue;
            }
            String id = request.field(PlannedExchange.ID_FIELD);
            PlannedExchange exchange = id == null ? null : planned.remove(Integer.parseInt(id));
            if (exchange == null) {
                failures.add("a request that was not planned: " + request);
                return;
            }
            more = answer(connection, exchange, head);
        }
    }

    /** A shadow asks live a second time. */
    private static void control(RawConnection connection, WireMessage request) throws IOException {
        connection.read(Integer.parseInt(request.field("content-length")));
        connection.send(RawUpstream.response(200, "{}"));
    }

    private boolean answer(RawConnection connection, PlannedExchange exchange, byte[] head) throws Exception {
        try {
            Message request = exchange.request();
            byte[] expectedHead = Arrays.copyOf(request.expected(), request.expectedHead());
            if (!Arrays.equals(head, expectedHead)) {
                int at = Arrays.mismatch(head, expectedHead);
                throw new AssertionError("head " + Wire.difference(expectedHead, head, at, head.length));
            }
            Wire.expect(connection, request, head.length, exchange.requestProgress());
            Wire.send(connection, exchange.response(), exchange.responseProgress());
            return !exchange.upstreamCloses();
        } catch (AssertionError | EOFException failure) {
            failures.add(
                    "request " + exchange.id() + " (" + exchange.what() + ") at the upstream: " + failure.getMessage());
            exchange.requestProgress().giveUp();
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        upstream.close();
    }
}
