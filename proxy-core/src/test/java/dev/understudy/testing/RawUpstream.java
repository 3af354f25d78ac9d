package dev.understudy.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * An upstream on a plain socket: a script decides what each connection does, and every request that was read whole is
 * kept. A script's I/O errors are part of the game; any other failure comes out of {@link #close()}.
 */
public final class RawUpstream implements AutoCloseable {
    /** What one connection does, on a thread of its own; the connection is closed after it. */
    @FunctionalInterface
    public interface Script {
        void serve(RawConnection connection) throws Exception;
    }

    private final ServerSocket server;
    private final Script script;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final BlockingQueue<WireMessage> requests = new LinkedBlockingQueue<>();

    private RawUpstream(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
        thread("upstream-accept", this::accept);
    }

    public static RawUpstream serving(Script script) throws IOException {
        return new RawUpstream(new ServerSocket(0, 512, InetAddress.getLoopbackAddress()), script);
    }

    /** With small receive buffers, so that an upstream that does not read is felt early. */
    public static RawUpstream withSmallWindow(Script script) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReceiveBufferSize(16 << 10);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new RawUpstream(server, script);
    }

    /** On a socket made elsewhere, a TLS one for example. */
    public static RawUpstream on(ServerSocket server, Script script) {
        return new RawUpstream(server, script);
    }

    /** Keeps connections and answers each request with these bytes. */
    public static RawUpstream answering(Function<WireMessage, String> answer) throws IOException {
        RawUpstream[] self = new RawUpstream[1];
        self[0] = serving(connection -> {
            while (true) {
                WireMessage request = connection.readRequest();
                self[0].record(request);
                connection.send(answer.apply(request));
            }
        });
        return self[0];
    }

    /** Keeps connections and answers everything with 200 and this body. */
    public static RawUpstream ok(String body) throws IOException {
        return answering(request -> response(200, body));
    }

    /** A plain response with a length. */
    public static String response(int status, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return "HTTP/1.1 " + status + " Whatever\r\nContent-Length: " + length + "\r\n\r\n" + body;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                thread("upstream-" + sockets.size(), () -> serve(socket));
            }
        } catch (IOException closed) {
            // The end of this upstream.
        }
    }

    private void serve(Socket socket) {
        try (RawConnection connection = new RawConnection(socket)) {
            script.serve(connection);
        } catch (IOException | InterruptedException ended) {
            // The proxy left, or the test is over.
        } catch (Throwable failure) {
            failures.add(failure);
        }
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    public void record(WireMessage request) {
        requests.add(request);
    }

    /** The next request that was recorded; waits for it. */
    public WireMessage takeRequest() throws InterruptedException {
        WireMessage request = requests.poll(RawConnection.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (request == null) {
            throw new AssertionError("no request arrived");
        }
        return request;
    }

    public int recorded() {
        return requests.size();
    }

    /** Connections accepted so far. */
    public int connections() {
        return sockets.size();
    }

    public int port() {
        return server.getLocalPort();
    }

    public String authority() {
        return "127.0.0.1:" + port();
    }

    public String url() {
        return "http://" + authority();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        if (!failures.isEmpty()) {
            throw new AssertionError("the upstream's script failed", failures.get(0));
        }
    }
}
