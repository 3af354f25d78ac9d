package dev.understudy.assembly;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.understudy.dialect.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** A provider in four dialects that answers with everything it was asked, in its text and in the arguments of a tool; streamed if asked so. */
final class EchoProvider implements AutoCloseable {
    /** A request as it came. */
    record Got(String target, String headers, byte[] body) {
        String text() {
            return target + "\n" + headers + "\n" + new String(body, StandardCharsets.UTF_8);
        }
    }

    private static final int PIECE = 7;
    private static final Pattern STREAMED = Pattern.compile("^\\{\"stream\": ?true,");

    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpServer server;
    private final boolean fails;

    EchoProvider() throws IOException {
        this(false);
    }

    /** @param fails refuses every legacy completion, and says what it refuses */
    EchoProvider(boolean fails) throws IOException {
        this.fails = fails;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Got> got() {
        return got;
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String target = exchange.getRequestURI().toString();
        got.add(new Got(target, exchange.getRequestHeaders().entrySet().toString(), body));
        String asked = new String(body, StandardCharsets.UTF_8);
        if (STREAMED.matcher(asked).find()) {
            stream(exchange, asked);
            return;
        }
        boolean refused = fails && target.contains("/v1/completions");
        byte[] answer = Json.bytes(refused ? refusal(asked) : answer(target, asked));
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.getResponseHeaders().set("x-quoted", "jane.roe@corp-mail.test");
        exchange.sendResponseHeaders(refused ? 400 : 200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** Quotes the request, as providers do. */
    private static ObjectNode refusal(String asked) {
        ObjectNode answer = Json.newObject();
        answer.putObject("error").put("type", "invalid_request_error").put("message", "Invalid: " + asked);
        return answer;
    }

    /** Pieces of seven characters, so that nothing stands in one of them. */
    private static void stream(HttpExchange exchange, String asked) throws IOException {
        exchange.getResponseHeaders().set("content-type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            int to;
            for (int from = 0; from < asked.length(); from = to) {
                to = Math.min(asked.length(), from + PIECE);
                to += to < asked.length() && Character.isLowSurrogate(asked.charAt(to)) ? 1 : 0;
                ObjectNode event = Json.newObject().put("id", "answer-1").put("model", "echo");
                ObjectNode choice = event.putArray("choices").addObject().put("index", 0);
                choice.putObject("delta").put("content", asked.substring(from, to));
                out.write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
            }
            out.write(("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                            + "data: [DONE]\n\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static ObjectNode answer(String target, String asked) {
        ObjectNode arguments = Json.newObject().put("asked", asked);
        ObjectNode answer = Json.newObject().put("id", "answer-1").put("model", "echo");
        if (target.contains("/chat/completions")) {
            ObjectNode choice =
                    answer.putArray("choices").addObject().put("index", 0).put("finish_reason", "tool_calls");
            ObjectNode message =
                    choice.putObject("message").put("role", "assistant").put("content", asked);
            ObjectNode call = message.putArray("tool_calls")
                    .addObject()
                    .put("id", "call_1")
                    .put("type", "function");
            call.putObject("function").put("name", "find").put("arguments", arguments.toString());
        } else if (target.contains("/v1/completions")) {
            answer.putArray("choices")
                    .addObject()
                    .put("index", 0)
                    .put("finish_reason", "stop")
                    .put("text", asked);
        } else if (target.contains("/responses")) {
            answer.put("object", "response").put("status", "completed");
            var output = answer.putArray("output");
            ObjectNode message = output.addObject().put("type", "message").put("role", "assistant");
            message.putArray("content").addObject().put("type", "output_text").put("text", asked);
            output.addObject()
                    .put("type", "function_call")
                    .put("call_id", "call_1")
                    .put("name", "find")
                    .put("arguments", arguments.toString());
        } else if (target.contains("/messages")) {
            answer.put("type", "message").put("role", "assistant").put("stop_reason", "tool_use");
            var content = answer.putArray("content");
            content.addObject().put("type", "text").put("text", asked);
            content.addObject()
                    .put("type", "tool_use")
                    .put("id", "toolu_1")
                    .put("name", "find")
                    .set("input", arguments);
        } else {
            ObjectNode candidate = answer.putArray("candidates").addObject().put("finishReason", "STOP");
            var parts = candidate.putObject("content").put("role", "model").putArray("parts");
            parts.addObject().put("text", asked);
            parts.addObject().putObject("functionCall").put("name", "find").set("args", arguments);
        }
        return answer;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
