package dev.understudy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.CandidateConfig;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.EgressConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.config.VariantConfig;
import dev.understudy.connect.NameServer;
import dev.understudy.connect.Transport;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Outcome;
import dev.understudy.mirror.MirrorEvents;
import dev.understudy.testing.RawConnection;
import dev.understudy.testing.RawUpstream;
import dev.understudy.testing.TestProxy;
import dev.understudy.testing.WireMessage;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.RoundRobinDnsAddressResolverGroup;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * DNS rebinding against a whole proxy: the candidate's name leads to where candidates may be, until it has been asked once, and
 * from then on to a place inside. Services wait at that place, and nobody may come.
 */
class RebindingTest implements MirrorEvents {
    private static final String ALLOWED = "127.0.0.2";
    private static final int PATIENCE_SECONDS = 20;
    private static final String CHAT = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    private static final String ANSWER =
            "{\"id\":\"a\",\"model\":\"m\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
                    + "\"message\":{\"role\":\"assistant\",\"content\":\"good day\"}}]}";

    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private NameServer names;
    private RawUpstream live;
    private ServerSocket inside;
    private RawUpstream outside;

    @BeforeEach
    void start() throws Exception {
        names = new NameServer(ALLOWED);
        live = RawUpstream.ok(ANSWER);
        inside = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        inside.setSoTimeout(1);
        // The connection ends with each answer, so that the next call has to look the name up again.
        outside = RawUpstream.on(
                new ServerSocket(inside.getLocalPort(), 50, InetAddress.getByName(ALLOWED)), connection -> {
                    outside.record(connection.readRequest());
                    connection.send(
                            RawUpstream.response(200, ANSWER).replace("Content", "Connection: close\r\nContent"));
                });
    }

    @AfterEach
    void stop() throws Exception {
        outside.close();
        inside.close();
        live.close();
        names.close();
    }

    @Override
    public void ended(String shadow, Outcome outcome) {
        outcomes.add(outcome);
    }

    @Override
    public void answered(String shadow, Answer answer, BigDecimal costUsd) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "169.254.169.254",
                "0.0.0.0",
                "::1",
                "::",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::7f00:1",
                "fd00::1",
                "fe80::1"
            })
    void candidate_nameTurnsInside_isRefusedAndLiveGoesOn(String turned) throws Exception {
        try (Proxy proxy = proxy();
                RawConnection client = RawConnection.to(proxy.address())) {
            assertThat(ask(client)).isEqualTo(Outcome.COMPARED);
            assertThat(outside.recorded()).isEqualTo(1);
            names.changeMind(turned);
            int asked = names.asked();
            for (int i = 0; i < 3; i++) {
                assertThat(ask(client)).isEqualTo(Outcome.REFUSED_EGRESS);
            }
            assertThat(names.asked()).as("the name was looked up again").isGreaterThan(asked);
            assertThat(somebodyCameInside()).isFalse();
            assertThat(outside.recorded()).isEqualTo(1);
            names.changeMind(ALLOWED);
            assertThat(ask(client)).as("a rule is no failure of the candidate").isEqualTo(Outcome.COMPARED);
        }
        assertThat(live.recorded()).isEqualTo(5);
    }

    private boolean somebodyCameInside() throws Exception {
        try {
            inside.accept().close();
            return true;
        } catch (SocketTimeoutException nobody) {
            return false;
        }
    }

    /** Asks live as a client would, and waits for what becomes of the shadow's part. */
    private Outcome ask(RawConnection client) throws Exception {
        client.send("POST /v1/chat/completions HTTP/1.1\r\nHost: proxy\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + CHAT.length() + "\r\n\r\n" + CHAT);
        WireMessage answer = client.readResponse("POST");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bodyText()).isEqualTo(ANSWER);
        return outcomes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private Proxy proxy() {
        TestProxy.Builder builder =
                TestProxy.to(live.url()).shadow(shadow("http://rebinding.example:" + inside.getLocalPort()));
        ProxyHooks hooks =
                new ProxyHooks(exchange -> {}, this, ProxyHooks.NONE.liveEvents(), ProxyHooks.NONE.pseudonymisers());
        return Proxy.start(
                builder.config()
                        .but()
                        .egress(new EgressConfig(List.of(EgressConfig.allowed(ALLOWED)), List.of()))
                        .build(),
                hooks,
                this::resolvers);
    }

    private AddressResolverGroup<InetSocketAddress> resolvers(Transport transport) {
        return new RoundRobinDnsAddressResolverGroup(new DnsNameResolverBuilder()
                .datagramChannelType(transport.datagramChannel())
                .resolvedAddressTypes(ResolvedAddressTypes.IPV4_PREFERRED)
                .nameServerProvider(new SingletonDnsServerAddressStreamProvider(names.address())));
    }

    private static ShadowConfig shadow(String url) {
        CandidateConfig candidate =
                new CandidateConfig(UpstreamConfig.of(url), CredentialsConfig.NONE, "same", VariantConfig.NONE);
        return ShadowConfig.of("rebound", TestProxy.Builder.ROUTE, candidate).build();
    }
}
