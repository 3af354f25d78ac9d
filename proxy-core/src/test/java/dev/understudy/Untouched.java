package dev.understudy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.testing.RawConnection;
import dev.understudy.testing.RawUpstream;
import java.net.InetAddress;
import java.net.Socket;

/** Proves that the proxy has not even connected to an upstream that answers everything. */
final class Untouched {
    private Untouched() {}

    /** Connections are accepted in order: once ours is answered, an earlier one would have been counted. */
    static void assertNoConnectionsTo(RawUpstream upstream) throws Exception {
        try (RawConnection direct = new RawConnection(new Socket(InetAddress.getLoopbackAddress(), upstream.port()))) {
            direct.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n").readResponse();
        }
        assertThat(upstream.connections()).isEqualTo(1);
    }
}
