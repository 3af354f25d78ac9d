package dev.understudy.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.UpstreamConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.api.Test;

class UpstreamTlsTest {
    @Test
    void prepare_thenContext_isAClients() {
        UpstreamTls.prepare();

        SslContext context = UpstreamTls.context(UpstreamConfig.of("https://api.example.com"));

        assertThat(context.isClient()).isTrue();
        assertThat(context.applicationProtocolNegotiator().protocols()).containsExactly("http/1.1");
        ReferenceCountUtil.release(context);
    }
}
