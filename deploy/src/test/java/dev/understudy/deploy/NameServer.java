package dev.understudy.deploy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A name server that knows some IPv4 addresses (RFC 1035): enough for who asks one question at a time. */
final class NameServer implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int NAME_ERROR = 3;

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final Map<String, String> addresses = new ConcurrentHashMap<>();

    NameServer(Map<String, String> known) throws SocketException {
        addresses.putAll(known);
        Thread thread = new Thread(this::serve, "names");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        byte[] question = new byte[512];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(question, question.length);
            try {
                socket.receive(packet);
                byte[] answer = answer(question, packet.getLength());
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException closed) {
                // The loop ends with the socket.
            }
        }
    }

    private byte[] answer(byte[] question, int length) throws IOException {
        StringBuilder name = new StringBuilder();
        int at = HEADER;
        while (question[at] != 0) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(question, at + 1, question[at], StandardCharsets.US_ASCII));
            at += question[at] + 1;
        }
        int end = at + 5;
        String address = addresses.get(name.toString());
        ByteBuffer answer = ByteBuffer.allocate(end + 16);
        answer.put(question, 0, 2)
                .putShort((short) (0x8180 | (address == null ? NAME_ERROR : 0)))
                .putShort((short) 1)
                .putShort((short) (address == null ? 0 : 1))
                .putInt(0)
                .put(question, HEADER, end - HEADER);
        if (address != null) {
            // A pointer to the name in the question, type A, class IN, a second to live, four bytes.
            answer.putShort((short) 0xc00c)
                    .putShort((short) 1)
                    .putShort((short) 1)
                    .putInt(1)
                    .putShort((short) 4);
            answer.put(InetAddress.getByName(address).getAddress());
        }
        byte[] bytes = new byte[answer.position()];
        answer.flip().get(bytes);
        return bytes;
    }

    @Override
    public void close() {
        socket.close();
    }
}
