package dev.understudy.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.EgressConfig;
import dev.understudy.config.RuntimeConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.egress.EgressRule;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.RoundRobinDnsAddressResolverGroup;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rule over a real resolver and a name server that changes its mind. All of 127.0.0.0/8 is this machine. */
class EgressTest {
    private static final UpstreamConfig LIVE = UpstreamConfig.of("https://live.example");

    private NameServer names;
    private EventLoops loops;
    private ServerSocket inside;

    @BeforeEach
    void start() throws Exception {
        names = new NameServer("127.0.0.2");
        inside = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.3"));
        Transport transport = Transport.of(RuntimeConfig.Transport.AUTO);
        loops = new EventLoops(
                "test",
                transport,
                1,
                new RoundRobinDnsAddressResolverGroup(new DnsNameResolverBuilder()
                        .datagramChannelType(transport.datagramChannel())
                        .nameServerProvider(new SingletonDnsServerAddressStreamProvider(names.address()))));
    }

    @AfterEach
    void stop() throws Exception {
        loops.close();
        inside.close();
        names.close();
    }

    private static EgressRule rule(UpstreamConfig upstream, String... allowed) {
        return EgressRule.of(
                new EgressConfig(
                        Arrays.stream(allowed).map(EgressConfig::allowed).toList(), List.of()),
                LIVE,
                upstream);
    }

    @Test
    void connect_nameTurnsToAnAddressInside_isRefusedFromThenOn() throws Exception {
        try (ServerSocket outside = new ServerSocket(inside.getLocalPort(), 50, InetAddress.getByName("127.0.0.2"))) {
            UpstreamConfig candidate = UpstreamConfig.of("http://rebinding.example:" + outside.getLocalPort());
            EgressRule rule = rule(candidate, "127.0.0.2");
            assertThat(address(connect(candidate, rule))).isEqualTo("127.0.0.2");
            int before = names.asked();
            names.changeMind("127.0.0.3");
            assertThat(connect(candidate, rule)).isEqualTo(UpstreamFailure.EGRESS_REFUSED);
            assertThat(names.asked()).isGreaterThan(before);
            names.changeMind("127.0.0.2");
            assertThat(address(connect(candidate, rule))).isEqualTo("127.0.0.2");
        }
    }

    @Test
    void connect_nameHasAddressesOfBothKinds_onlyTheGoodOneIsTried() throws Exception {
        names.changeMind("127.0.0.3", "127.0.0.4");
        UpstreamConfig candidate = UpstreamConfig.of("http://both.example:" + inside.getLocalPort());
        Object told = connect(candidate, rule(candidate, "127.0.0.4"));
        assertThat(told)
                .as("nothing listens there, and the other one was not tried")
                .isIn(UpstreamFailure.CONNECT_FAILED, UpstreamFailure.EGRESS_REFUSED);
        inside.setSoTimeout(1);
        assertThat(accepted()).isFalse();
    }

    @Test
    void connect_literalInside_isRefused() throws Exception {
        for (String host : List.of("127.0.0.3", "[::ffff:127.0.0.3]", "[::1]", "0.0.0.0", "169.254.169.254")) {
            UpstreamConfig candidate = UpstreamConfig.of("http://" + host + ":" + inside.getLocalPort());
            assertThat(connect(candidate, rule(candidate))).as(host).isEqualTo(UpstreamFailure.EGRESS_REFUSED);
        }
        assertThat(names.asked()).isZero();
    }

    @Test
    void connect_sameUpstreamForLive_isNotSubjectToIt() throws Exception {
        UpstreamConfig upstream = UpstreamConfig.of("http://127.0.0.3:" + inside.getLocalPort());
        assertThat(address(connect(upstream, EgressRule.TRUSTED))).isEqualTo("127.0.0.3");
        assertThat(connect(upstream, rule(upstream))).isEqualTo(UpstreamFailure.EGRESS_REFUSED);
    }

    private boolean accepted() throws Exception {
        try {
            inside.accept().close();
            return true;
        } catch (java.net.SocketTimeoutException nobody) {
            return false;
        }
    }

    private static String address(Object told) {
        assertThat(told).isInstanceOf(UpstreamConnection.class);
        return ((InetSocketAddress) ((UpstreamConnection) told).channel().remoteAddress())
                .getAddress()
                .getHostAddress();
    }

    private Object connect(UpstreamConfig upstream, EgressRule rule) throws Exception {
        return Acquisition.fresh(loops.next(), upstream, rule);
    }
}
