package dev.understudy.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.Proxy;
import dev.understudy.ProxyHooks;
import dev.understudy.config.ListenConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RuntimeConfig;
import dev.understudy.testing.TestProxy;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.UnresolvedAddressException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BindFailureTest {
    @ParameterizedTest
    @EnumSource(
            value = RuntimeConfig.Transport.class,
            names = {"EPOLL", "IO_URING", "NIO"})
    void start_addressInUse_saysSoWithoutTheLibrarysWords(RuntimeConfig.Transport transport) throws Exception {
        assumeTrue(isAvailable(transport));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ProxyConfig config =
                    TestProxy.to("http://127.0.0.1:1").transport(transport).config();
            ListenConfig listen = ListenConfig.at("127.0.0.1", taken.getLocalPort());
            assertThatThrownBy(() -> Proxy.start(config.but().listen(listen).build(), ProxyHooks.NONE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("listen: 127.0.0.1:" + taken.getLocalPort()
                            + " (expected: an address that is free; Address already in use)");
        }
    }

    private static boolean isAvailable(RuntimeConfig.Transport transport) {
        return switch (transport) {
            case EPOLL -> Epoll.isAvailable();
            case IO_URING -> IoUring.isAvailable();
            case NIO, AUTO -> true;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "bind(..) failed with error(-13): Permission denied, Permission denied",
        "bind(..) failed: x(y): z, x(y): z",
        "Cannot assign requested address, Cannot assign requested address"
    })
    void of_causeOfTheSystem_hasItsWords(String message, String reason) {
        assertThat(BindFailure.of(ListenConfig.at("10.0.0.1", 80), new IOException(message)))
                .hasMessage("listen: 10.0.0.1:80 (expected: an address that is free; " + reason + ")");
    }

    @Test
    void of_causeWithoutWords_saysWhatItIs() {
        assertThat(BindFailure.of(ListenConfig.at("no.such.host", 80), new UnresolvedAddressException()))
                .hasMessage("listen: no.such.host:80 (expected: an address that is free; Unknown host)");
    }
}
