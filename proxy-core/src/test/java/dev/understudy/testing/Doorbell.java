package dev.understudy.testing;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A signal between threads that goes through the loopback, and so comes after whatever the ringing thread sent or closed there before: a
 * busy kernel may deliver that a moment after the call has returned, and until then nobody on the other side can know. Thread-safe.
 */
public final class Doorbell implements AutoCloseable {
    private final DatagramSocket inside;

    public Doorbell() throws IOException {
        inside = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        inside.setSoTimeout(RawConnection.PATIENCE_MILLIS);
    }

    public void ring() throws IOException {
        try (DatagramSocket outside = new DatagramSocket()) {
            outside.send(new DatagramPacket(new byte[1], 1, inside.getLocalSocketAddress()));
        }
    }

    /** Waits for one ring. */
    public void await() throws IOException {
        inside.receive(new DatagramPacket(new byte[1], 1));
    }

    @Override
    public void close() {
        inside.close();
    }
}
