package dev.understudy.connect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A name server on UDP (RFC 1035) that gives every name the same addresses, good for no second, until told otherwise. What has a
 * colon goes out as sixteen bytes (RFC 3596), IPv4-mapped addresses too.
 */
public final class NameServer implements AutoCloseable {
    private static final int TYPE_A = 1;
    private static final int TYPE_AAAA = 28;
    private static final int HEADER = 12;

    private final DatagramSocket socket;
    private final Thread thread;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile List<String> addresses;

    public NameServer(String... addresses) throws SocketException {
        this.addresses = List.of(addresses);
        this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.thread = new Thread(this::serve, "name-server");
        thread.setDaemon(true);
        thread.start();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    public void changeMind(String... others) {
        addresses = List.of(others);
    }

    public int asked() {
        return asked.get();
    }

    private void serve() {
        byte[] space = new byte[1500];
        while (!socket.isClosed()) {
            try {
                DatagramPacket query = new DatagramPacket(space, space.length);
                socket.receive(query);
                byte[] answer = answer(Arrays.copyOf(space, query.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
            } catch (SocketException closed) {
                return;
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private byte[] answer(byte[] query) throws IOException {
        asked.incrementAndGet();
        int end = HEADER;
        while (query[end] != 0) {
            end += query[end] + 1;
        }
        int type = ByteBuffer.wrap(query).getShort(end + 1);
        List<byte[]> answers = addresses.stream()
                .filter(address -> type == (address.indexOf(':') < 0 ? TYPE_A : TYPE_AAAA))
                .map(NameServer::bytes)
                .toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(query, 0, 2);
        // A response, authoritative, recursion as asked, no error; one question.
        out.write(new byte[] {(byte) (0x84 | query[2] & 1), (byte) 0x80, 0, 1, 0, (byte) answers.size(), 0, 0, 0, 0});
        out.write(query, HEADER, end + 5 - HEADER);
        for (byte[] address : answers) {
            // The name of the question, its type, IN, good for 0 seconds, and so many bytes.
            out.write(new byte[] {(byte) 0xc0, HEADER, 0, (byte) type, 0, 1, 0, 0, 0, 0, 0, (byte) address.length});
            out.write(address);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String address) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            boolean mapped = address.indexOf(':') >= 0 && bytes.length == 4; // Java makes four bytes of ::ffff:a.b.c.d
            return mapped
                    ? ByteBuffer.allocate(16)
                            .putShort(10, (short) -1)
                            .put(12, bytes)
                            .array()
                    : bytes;
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(address + ": not an address", impossible);
        }
    }

    @Override
    public void close() throws InterruptedException {
        socket.close();
        thread.join();
    }
}
