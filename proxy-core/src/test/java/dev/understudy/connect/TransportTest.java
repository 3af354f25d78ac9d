package dev.understudy.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransportTest {
    @Test
    void auto_withEpoll_isEpoll() {
        assertThat(Transport.auto(null)).isEqualTo(Transport.EPOLL);
    }

    @Test
    void auto_withoutEpoll_fallsBackToNio() {
        assertThat(Transport.auto(new UnsatisfiedLinkError("no library"))).isEqualTo(Transport.NIO);
    }
}
