package dev.understudy.identity;

import dev.understudy.testing.RawConnection;
import dev.understudy.testing.RawConnection.End;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;

/** A client that sends planned exchanges over one connection, one by one or all ahead, and compares the answers. */
final class IdentityClient {
    private final RawConnection connection;
    private final ExecutorService senders;

    IdentityClient(RawConnection connection, ExecutorService senders) {
        this.connection = connection;
        this.senders = senders;
    }

    /** The next request goes out when the answer to the one before is there. */
    void oneByOne(List<PlannedExchange> exchanges) throws Exception {
        for (PlannedExchange exchange : exchanges) {
            play(List.of(exchange));
        }
    }

    /** All requests go out while the answers come in. */
    void pipelined(List<PlannedExchange> exchanges) throws Exception {
        play(exchanges);
    }

    private void play(List<PlannedExchange> exchanges) throws Exception {
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(exchanges), senders);
        for (PlannedExchange exchange : exchanges) {
            try {
                Wire.expect(connection, exchange.response(), 0, exchange.responseProgress());
                if (exchange.last() && connection.awaitEnd() != End.CLEAN) {
                    throw new AssertionError("the connection was reset at its end");
                }
            } catch (Exception | AssertionError failure) {
                exchange.responseProgress().giveUp();
                throw new AssertionError("response " + exchange.id() + " (" + exchange.what() + ")", failure);
            }
        }
        sending.join();
    }

    private void send(List<PlannedExchange> exchanges) {
        try {
            for (PlannedExchange exchange : exchanges) {
                Wire.send(connection, exchange.request(), exchange.requestProgress());
            }
        } catch (Exception failure) {
            throw new CompletionException(failure);
        }
    }
}
