package dev.understudy.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.RuntimeConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.testing.FullBacklog;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A name with several addresses. All of 127.0.0.0/8 is this machine, and one of it can listen while another does not. */
class ConnectAttemptTest {
    @Test
    void connect_firstAddressesRefuse_nextOneIsUsed() throws Exception {
        try (ServerSocket server = server("127.0.0.1", 0)) {
            Object told = connect(server.getLocalPort(), 5, "127.0.0.2", "127.0.0.3", "127.0.0.1");
            assertThat(address(told)).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void connect_firstAddressIsSilent_nextOneIsUsedWithinTheTimeout() throws Exception {
        try (FullBacklog silent = new FullBacklog();
                ServerSocket server = server("127.0.0.2", silent.port())) {
            Object told = connect(server.getLocalPort(), 3, "127.0.0.1", "127.0.0.2");
            assertThat(address(told)).isEqualTo("127.0.0.2");
        }
    }

    @Test
    void connect_everyAddressIsSilent_timesOut() throws Exception {
        try (FullBacklog silent = new FullBacklog()) {
            assertThat(connect(silent.port(), 1, "127.0.0.1", "127.0.0.1")).isEqualTo(UpstreamFailure.CONNECT_TIMEOUT);
        }
    }

    @Test
    void connect_everyAddressRefuses_failsWithoutWaiting() throws Exception {
        int port;
        try (ServerSocket server = server("127.0.0.1", 0)) {
            port = server.getLocalPort();
        }
        assertThat(connect(port, 600, "127.0.0.2", "127.0.0.3")).isEqualTo(UpstreamFailure.CONNECT_FAILED);
    }

    @Test
    void connect_nameWithoutAddress_isNotResolved() throws Exception {
        assertThat(connect(1, 5)).isEqualTo(UpstreamFailure.NAME_NOT_RESOLVED);
    }

    @Test
    void connect_resolverIsSilent_timesOut() throws Exception {
        assertThat(connect(1, 1, "silence")).isEqualTo(UpstreamFailure.CONNECT_TIMEOUT);
    }

    private static ServerSocket server(String address, int port) throws IOException {
        return new ServerSocket(port, 50, InetAddress.getByName(address));
    }

    private static String address(Object told) {
        assertThat(told).isInstanceOf(UpstreamConnection.class);
        return ((InetSocketAddress) ((UpstreamConnection) told).channel().remoteAddress())
                .getAddress()
                .getHostAddress();
    }

    /** The connection, or the failure. */
    private static Object connect(int port, int timeoutSeconds, String... addresses) throws Exception {
        UpstreamConfig upstream = new UpstreamConfig(
                URI.create("http://several.test:" + port),
                Duration.ofSeconds(timeoutSeconds),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                10,
                null);
        try (EventLoops loops =
                new EventLoops("test", Transport.of(RuntimeConfig.Transport.AUTO), 1, new Fixed(List.of(addresses)))) {
            return Acquisition.from(loops.next(), upstream);
        }
    }

    /** Gives every name the same addresses, in that order. */
    private static final class Fixed extends AddressResolverGroup<InetSocketAddress> {
        private final List<String> addresses;

        Fixed(List<String> addresses) {
            this.addresses = addresses;
        }

        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new InetSocketAddressResolver(executor, new InetNameResolver(executor) {
                @Override
                protected void doResolve(String name, Promise<InetAddress> promise) {
                    promise.setFailure(new UnsupportedOperationException("all of them are wanted"));
                }

                @Override
                protected void doResolveAll(String name, Promise<List<InetAddress>> promise) throws Exception {
                    if (addresses.isEmpty()) {
                        promise.setFailure(new UnknownHostException(name));
                    } else if (!addresses.contains("silence")) {
                        List<InetAddress> parsed = new ArrayList<>();
                        for (String address : addresses) {
                            parsed.add(InetAddress.getByName(address));
                        }
                        promise.setSuccess(parsed);
                    }
                }
            });
        }
    }
}
