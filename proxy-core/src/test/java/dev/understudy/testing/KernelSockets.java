package dev.understudy.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * What the kernel knows of connections (proc(5), {@code /proc/net/tcp}). A peer's close arrives through it, mostly at once: a busy machine
 * may take a moment, and until then nobody on the other side can know.
 */
public final class KernelSockets {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final String ESTABLISHED = "01";
    private static final int REMOTE = 2;
    private static final int STATE = 3;

    private KernelSockets() {}

    /** Waits until every connection to that port has heard of its peer's end; where there is no such table, returns at once. */
    public static void awaitNoneOpenTo(int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        Awaitility.await()
                .atMost(Duration.ofMillis(RawConnection.PATIENCE_MILLIS))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> rows().noneMatch(row ->
                        row.length > STATE && row[REMOTE].endsWith(suffix) && row[STATE].equals(ESTABLISHED)));
    }

    private static Stream<String[]> rows() throws IOException {
        Stream<String[]> rows = Stream.empty();
        for (Path table : TABLES) {
            if (Files.isReadable(table)) {
                rows = Stream.concat(
                        rows,
                        Files.readAllLines(table).stream()
                                .map(line -> line.strip().split("\\s+")));
            }
        }
        return rows;
    }
}
