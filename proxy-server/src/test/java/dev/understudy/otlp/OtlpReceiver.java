package dev.understudy.otlp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;

/** An OTLP collector that keeps what it gets, and answers what the test wants. */
public final class OtlpReceiver implements AutoCloseable {
    /** A message as it came, decompressed. */
    public record Got(String path, Map<String, String> headers, byte[] body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile boolean hanging;
    private volatile long refused;
    private volatile String retryAfter = "";

    public OtlpReceiver() throws IOException {
        this(HttpServer.create());
    }

    /** One that speaks TLS. */
    public OtlpReceiver(SSLContext tls) throws IOException {
        this(secure(tls));
    }

    private static HttpServer secure(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create();
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    private OtlpReceiver(HttpServer server) throws IOException {
        this.server = server;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
        if ("gzip".equals(headers.get("content-encoding"))) {
            try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
                body = plain.readAllBytes();
            }
        }
        got.add(new Got(exchange.getRequestURI().toString(), headers, body));
        if (hanging) {
            await();
        }
        ExportTraceServiceResponse.Builder answer = ExportTraceServiceResponse.newBuilder();
        if (refused > 0) {
            answer.getPartialSuccessBuilder().setRejectedSpans(refused);
        }
        byte[] bytes = answer.build().toByteArray();
        if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().set("retry-after", retryAfter);
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private void await() {
        try {
            closed.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    public String url() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return scheme + "://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on every message gets this status. */
    public OtlpReceiver answering(int with) {
        status = with;
        return this;
    }

    public OtlpReceiver retryAfter(String seconds) {
        retryAfter = seconds;
        return this;
    }

    /** From now on no message gets an answer. */
    public OtlpReceiver hanging() {
        hanging = true;
        return this;
    }

    /** From now on so many spans of each message are not taken. */
    public OtlpReceiver refusing(long spans) {
        refused = spans;
        return this;
    }

    public List<Got> got() {
        return got;
    }

    public List<ExportTraceServiceRequest> traces() {
        return got.stream()
                .filter(one -> one.path().endsWith("/v1/traces"))
                .map(one -> parsed(() -> ExportTraceServiceRequest.parseFrom(one.body())))
                .toList();
    }

    public List<Span> spans() {
        return traces().stream()
                .flatMap(message -> message.getResourceSpansList().stream())
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    public List<ExportMetricsServiceRequest> metricMessages() {
        return got.stream()
                .filter(one -> one.path().endsWith("/v1/metrics"))
                .map(one -> parsed(() -> ExportMetricsServiceRequest.parseFrom(one.body())))
                .toList();
    }

    /** The metrics of the last message by name; none before the first. */
    public Map<String, Metric> metrics() {
        List<ExportMetricsServiceRequest> messages = metricMessages();
        Map<String, Metric> metrics = new HashMap<>();
        if (!messages.isEmpty()) {
            messages.get(messages.size() - 1)
                    .getResourceMetrics(0)
                    .getScopeMetrics(0)
                    .getMetricsList()
                    .forEach(metric -> metrics.put(metric.getName(), metric));
        }
        return metrics;
    }

    /** Attributes as plain values. */
    public static Map<String, Object> attributes(List<KeyValue> list) {
        Map<String, Object> values = new HashMap<>();
        list.forEach(one -> values.put(one.getKey(), plain(one.getValue())));
        return values;
    }

    public static Map<String, Object> attributes(Span span) {
        return attributes(span.getAttributesList());
    }

    private static Object plain(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> value.getDoubleValue();
            case BOOL_VALUE -> value.getBoolValue();
            case ARRAY_VALUE ->
                value.getArrayValue().getValuesList().stream()
                        .map(OtlpReceiver::plain)
                        .toList();
            default -> value.toString();
        };
    }

    public static String hex(com.google.protobuf.ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }

    private interface Parsing<T> {
        T parse() throws IOException;
    }

    private static <T> T parsed(Parsing<T> parsing) {
        try {
            return parsing.parse();
        } catch (IOException broken) {
            throw new AssertionError("what was sent is no OTLP", broken);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
