package dev.understudy.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A provider that answers as many requests as the test lets it; the others wait. */
final class GatedProvider implements AutoCloseable {
    private static final Pattern QUESTION = Pattern.compile("question number (\\d+)");
    private static final byte[] ANSWER =
            "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"yes\"},\"finish_reason\":\"stop\"}]}"
                    .getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<Integer, Integer> asked = new TreeMap<>();
    private int tickets;
    private int allowed;

    GatedProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often each question was asked. */
    synchronized Map<Integer, Integer> asked() {
        return new TreeMap<>(asked);
    }

    /** So many are answered in all. */
    synchronized void allow(int answers) {
        allowed = answers;
        notifyAll();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher matcher = QUESTION.matcher(body);
        try {
            await(matcher.find() ? Integer.parseInt(matcher.group(1)) : -1);
        } catch (InterruptedException closed) {
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(200, ANSWER.length);
        exchange.getResponseBody().write(ANSWER);
        exchange.close();
    }

    private synchronized void await(int question) throws InterruptedException {
        asked.merge(question, 1, Integer::sum);
        int ticket = ++tickets;
        while (ticket > allowed) {
            wait();
        }
    }

    @Override
    public void close() {
        allow(Integer.MAX_VALUE);
        server.stop(0);
        threads.shutdownNow();
    }
}
