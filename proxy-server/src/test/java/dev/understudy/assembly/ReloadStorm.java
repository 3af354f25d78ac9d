package dev.understudy.assembly;

import com.sun.net.httpserver.HttpServer;
import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.configfile.ReloadResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Reloads a proxy's configuration over and over while clients ask through it. The upstream answers with a digest of the body that it got
 * and a tail that follows from it, so a byte that is lost, changed or mixed up in either direction shows in the answer. As a
 * program: {@code ReloadStorm REWRITE|SWAP [reloads] [seconds]}.
 */
final class ReloadStorm implements AutoCloseable {
    /** How the file changes. */
    enum Way {
        /** It is written anew. */
        REWRITE,
        /** The symbolic link to its folder is swapped, as Kubernetes does. */
        SWAP
    }

    /** What came of it. */
    record Result(long reloads, long applied, long requests, long failed, long altered, long mirrored) {}

    private static final int CLIENTS = 4;
    private static final int TAIL = 20_000;

    private final Path folder;
    private final Way way;
    private final HttpServer upstream;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong altered = new AtomicLong();
    private volatile boolean over;

    ReloadStorm(Path folder, Way way) throws IOException {
        this.folder = folder;
        this.way = way;
        this.upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.setExecutor(threads);
        upstream.createContext("/", exchange -> {
            byte[] answer = answer(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        upstream.start();
    }

    private static byte[] answer(byte[] body) {
        String digest = digest(body);
        return ("{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\""
                        + digest.repeat(TAIL / digest.length()) + "\"},\"finish_reason\":\"stop\"}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * @param reloads how many
     * @param pause between two, or zero
     * @param enough what has to be true before each: time, or a gate
     */
    Result run(int reloads, Duration pause, BooleanSupplier enough) throws Exception {
        Path file = place(0);
        ConfigFile config = new ConfigFile(file, new BuildCapabilities());
        try (Server server = Server.start(config, (Loaded) config.load())) {
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                clients.add(CompletableFuture.runAsync(() -> ask(server, client), threads));
            }
            long applied = 0;
            long next = System.nanoTime();
            for (int i = 1; i <= reloads; i++) {
                awaitTurn(enough, next);
                next += pause.toNanos();
                place(i);
                applied += server.reload().outcome() == ReloadResult.Outcome.REFUSED ? 0 : 1;
            }
            over = true;
            for (CompletableFuture<Void> client : clients) {
                client.get();
            }
            long mirrored = server.shadows().get(0).eligible();
            return new Result(reloads, applied, requests.get(), failed.get(), altered.get(), mirrored);
        }
    }

    private static void awaitTurn(BooleanSupplier enough, long turn) {
        while (!enough.getAsBoolean() || System.nanoTime() - turn < 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    long requests() {
        return requests.get();
    }

    private void ask(Server server, int client) {
        HttpClient http = HttpClient.newHttpClient();
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + "/v1/chat/completions");
        for (int turn = 0; !over; turn++) {
            byte[] body = ("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"client " + client + " turn "
                            + turn + " " + "x".repeat(turn * 37 % 5000) + "\"}]}")
                    .getBytes(StandardCharsets.UTF_8);
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            try {
                HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                failed.addAndGet(response.statusCode() == 200 ? 0 : 1);
                altered.addAndGet(MessageDigest.isEqual(answer(body), response.body()) ? 0 : 1);
            } catch (IOException broken) {
                failed.incrementAndGet();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
            requests.incrementAndGet();
        }
    }

    /** Puts the turn's configuration where the proxy looks for it. */
    private Path place(int turn) throws IOException {
        Path mounted = folder.resolve("understudy.yaml");
        if (way == Way.REWRITE) {
            return Files.writeString(mounted, yaml(turn));
        }
        Path version = Files.createDirectories(folder.resolve("v" + turn % 2));
        Files.writeString(version.resolve("understudy.yaml"), yaml(turn));
        Path link = folder.resolve("..data_tmp");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, version);
        Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (!Files.exists(mounted)) {
            Files.createSymbolicLink(mounted, Path.of("..data", "understudy.yaml"));
        }
        return mounted;
    }

    /** Each turn switches one shadow, changes the share of the other, and every fifth takes the second away. */
    private String yaml(int turn) {
        String url = "http://127.0.0.1:" + upstream.getAddress().getPort();
        String second = turn % 5 == 4 ? "" : """
                  - name: second
                    route: live
                    enabled: %s
                    candidate: { upstream: { url: "%s" }, credentials: inherit, model: second }
                """.formatted(turn % 2 == 0, url);
        return """
                listen: 127.0.0.1:0
                routes:
                  - name: live
                    upstream: { url: "%s", idle_timeout: %ds }
                shadows:
                  - name: first
                    route: live
                    sample: { percent: %d }
                    candidate: { upstream: { url: "%s" }, credentials: inherit, model: first }
                """.formatted(url, 60 + turn % 3, 50 + turn % 50, url) + second;
    }

    @Override
    public void close() {
        over = true;
        upstream.stop(0);
        threads.shutdownNow();
    }

    public static void main(String[] arguments) throws Exception {
        Way way = Way.valueOf(arguments[0]);
        int reloads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 60;
        Path folder = Files.createTempDirectory("reload-storm");
        try (ReloadStorm storm = new ReloadStorm(folder, way)) {
            long start = System.nanoTime();
            Result result = storm.run(reloads, Duration.ofSeconds(seconds).dividedBy(reloads), () -> true);
            System.out.printf("%s in %.1f s%n", result, (System.nanoTime() - start) / 1e9);
        }
    }
}
