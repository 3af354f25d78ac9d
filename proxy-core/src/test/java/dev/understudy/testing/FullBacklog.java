package dev.understudy.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A listening socket whose queue is full, so that the kernel answers no further connection attempt. */
public final class FullBacklog implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> queued = new ArrayList<>();

    public FullBacklog() throws IOException {
        while (fill()) {}
    }

    private boolean fill() throws IOException {
        Socket socket = new Socket();
        queued.add(socket);
        try {
            socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 300);
            return queued.size() < 64;
        } catch (SocketTimeoutException full) {
            return false;
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Accepts the next connection, whoever it is from. */
    public RawConnection accept() throws IOException {
        server.setSoTimeout(RawConnection.PATIENCE_MILLIS);
        return new RawConnection(server.accept());
    }

    /** Connections of our own in the queue, the failed one not counted. */
    public int queued() {
        return queued.size() - 1;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : queued) {
            socket.close();
        }
    }
}
