package dev.understudy.connect;

import dev.understudy.config.RuntimeConfig;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kernel interface in use: one set of channel types that belong together. Immutable. */
public enum Transport {
    EPOLL(EpollSocketChannel.class, EpollServerSocketChannel.class, EpollDatagramChannel.class),
    IO_URING(IoUringSocketChannel.class, IoUringServerSocketChannel.class, IoUringDatagramChannel.class),
    NIO(NioSocketChannel.class, NioServerSocketChannel.class, NioDatagramChannel.class);

    private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

    private final Class<? extends SocketChannel> socket;
    private final Class<? extends ServerSocketChannel> serverSocket;
    private final Class<? extends DatagramChannel> datagram;

    Transport(
            Class<? extends SocketChannel> socket,
            Class<? extends ServerSocketChannel> serverSocket,
            Class<? extends DatagramChannel> datagram) {
        this.socket = socket;
        this.serverSocket = serverSocket;
        this.datagram = datagram;
    }

    /**
     * The transport a configuration asks for.
     *
     * @throws IllegalStateException when it asks for one that this machine does not have
     */
    public static Transport of(RuntimeConfig.Transport wanted) {
        return switch (wanted) {
            case AUTO -> auto(Epoll.unavailabilityCause());
            case NIO -> NIO;
            case EPOLL -> available(EPOLL, Epoll.unavailabilityCause());
            case IO_URING -> available(IO_URING, IoUring.unavailabilityCause());
        };
    }

    /** epoll unless something stands in its way, which is said: NIO costs more for each request. */
    static Transport auto(@Nullable Throwable epollObstacle) {
        if (epollObstacle == null) {
            return EPOLL;
        }
        LOG.warn("no epoll on this machine ({}): falling back to NIO", epollObstacle.toString());
        return NIO;
    }

    private static Transport available(Transport transport, @Nullable Throwable obstacle) {
        if (obstacle != null) {
            throw new IllegalStateException(
                    "runtime.transport: " + transport.label() + " (expected: one that this machine has; " + obstacle
                            + ")",
                    obstacle);
        }
        return transport;
    }

    /** As in the configuration: {@code io_uring}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    IoHandlerFactory ioHandlers() {
        return switch (this) {
            case EPOLL -> EpollIoHandler.newFactory();
            case IO_URING -> IoUringIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
        };
    }

    public Class<? extends SocketChannel> socketChannel() {
        return socket;
    }

    public Class<? extends ServerSocketChannel> serverSocketChannel() {
        return serverSocket;
    }

    public Class<? extends DatagramChannel> datagramChannel() {
        return datagram;
    }
}
