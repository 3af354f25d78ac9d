package dev.understudy.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/**
 * A socket that speaks HTTP/1 byte by byte, for either side. Blocking; one thread reads and one writes. A read waits at
 * most {@value #PATIENCE_MILLIS} ms, so a test that would hang fails instead.
 */
public final class RawConnection implements AutoCloseable {
    /** The smallest request there is. */
    public static final String GET = "GET / HTTP/1.1\r\nHost: c\r\n\r\n";

    static final int PATIENCE_MILLIS = 30_000;

    /** How a peer ended its side. */
    public enum End {
        CLEAN,
        RESET
    }

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    public RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream(), 64 << 10);
        this.out = socket.getOutputStream();
    }

    public static RawConnection to(InetSocketAddress address) throws IOException {
        return new RawConnection(new Socket(address.getAddress(), address.getPort()));
    }

    /** With a small receive buffer, so that back-pressure is felt early. */
    public static RawConnection withSmallWindow(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16 << 10);
        socket.connect(address);
        return new RawConnection(socket);
    }

    public Socket socket() {
        return socket;
    }

    public RawConnection send(String latin1) throws IOException {
        return send(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawConnection send(byte[] bytes) throws IOException {
        out.write(bytes);
        return this;
    }

    public RawConnection send(byte[] bytes, int from, int to) throws IOException {
        out.write(bytes, from, to - from);
        return this;
    }

    public WireMessage readRequest() throws IOException {
        WireMessage head = new WireMessage(readHead(), new byte[0]);
        if (head.chunked()) {
            return new WireMessage(head.head(), readChunked());
        }
        String length = head.field("content-length");
        return new WireMessage(head.head(), length == null ? new byte[0] : read(Integer.parseInt(length)));
    }

    /** The next response, which may be an informational one. */
    public WireMessage readResponse(String method) throws IOException {
        WireMessage head = new WireMessage(readHead(), new byte[0]);
        int status = head.status();
        if (method.equals("HEAD") || status < 200 || status == 204 || status == 304) {
            return head;
        }
        if (head.chunked()) {
            return new WireMessage(head.head(), readChunked());
        }
        String length = head.field("content-length");
        return new WireMessage(head.head(), length == null ? readToEnd() : read(Integer.parseInt(length)));
    }

    public WireMessage readResponse() throws IOException {
        return readResponse("GET");
    }

    /** Up to and with the empty line. */
    public byte[] readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(512);
        int state = 0;
        while (state < 4) {
            int b = readByte();
            head.write(b);
            boolean expected = b == (state % 2 == 0 ? '\r' : '\n');
            state = expected ? state + 1 : b == '\r' ? 1 : 0;
        }
        return head.toByteArray();
    }

    /** A chunked body with its framing, to the end of its trailers. */
    public byte[] readChunked() throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        while (true) {
            String line = readLine(wire);
            int size = Integer.parseInt(line.split(";")[0].strip(), 16);
            if (size == 0) {
                break;
            }
            wire.write(read(size + 2));
        }
        while (!readLine(wire).isEmpty()) {}
        return wire.toByteArray();
    }

    private String readLine(ByteArrayOutputStream wire) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int b = readByte();
            wire.write(b);
            if (b == '\n') {
                return line.substring(0, line.length() - 1);
            }
            line.append((char) b);
        }
    }

    public byte[] read(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    public String readText(int length) throws IOException {
        return new String(read(length), StandardCharsets.ISO_8859_1);
    }

    /** Whatever comes next, put at {@code from}, at most up to {@code to}; returns how much, -1 at the end. */
    public int readSome(byte[] into, int from, int to) throws IOException {
        return in.read(into, from, to - from);
    }

    public int readByte() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("ended");
        }
        return b;
    }

    public byte[] readToEnd() throws IOException {
        return in.readAllBytes();
    }

    /** Reads and drops to the end of the peer's side and says what kind it was. */
    public End awaitEnd() throws IOException {
        byte[] dropped = new byte[16 << 10];
        try {
            while (in.read(dropped) >= 0) {}
            return End.CLEAN;
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (SocketException e) {
            return End.RESET;
        }
    }

    /** No more comes from this side. */
    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends with a reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
