package dev.understudy.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.api.Test;

class UpstreamTlsTest {
    @Test
    void prepare_thenContext_isAClients() {
        UpstreamTls.prepare();

        SslContext context = UpstreamTls.context(null);

        assertThat(context.isClient()).isTrue();
        assertThat(context.applicationProtocolNegotiator().protocols()).containsExactly("http/1.1");
        ReferenceCountUtil.release(context);
    }
}
