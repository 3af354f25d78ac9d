package dev.understudy.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where clients connect.
 *
 * @param host an address or name to bind
 * @param port 0 to 65535; 0 lets the system choose
 * @param tls null for plain text (HTTP/1.1 and HTTP/2 with prior knowledge)
 * @param headLimit largest request head; beyond it 431
 * @param headTimeout from the first byte of a request to the end of its head
 * @param keepAlive how long an idle client connection stays open
 */
public record ListenConfig(
        String host, int port, @Nullable ServerTls tls, ByteSize headLimit, Duration headTimeout, Duration keepAlive) {

    /** Certificate chain and private key, PEM. */
    public record ServerTls(Path certificate, Path key) {}

    public ListenConfig {
        ConfigException.check(port >= 0 && port <= 65535, "port", port, "0 to 65535");
        ConfigException.check(
                headLimit.bytes() >= 1024 && headLimit.bytes() <= 1 << 20, "head_limit", headLimit, "1KiB to 1MiB");
        ConfigException.check(headTimeout.toMillis() > 0, "head_timeout", headTimeout, "more than 0");
        ConfigException.check(keepAlive.toMillis() > 0, "keep_alive", keepAlive, "more than 0");
    }

    public static ListenConfig at(String host, int port) {
        return new ListenConfig(
                host, port, null, new ByteSize(64 << 10), Duration.ofSeconds(30), Duration.ofSeconds(75));
    }
}
