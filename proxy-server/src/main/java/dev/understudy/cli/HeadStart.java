package dev.understudy.cli;

import dev.understudy.connect.UpstreamTls;
import dev.understudy.route.WhenPredicate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads on threads of its own what a server will need and what takes long to load, while its command line and its
 * configuration are being read: expressions (a thousand classes of CEL) and TLS. Whoever needs one of them first waits
 * for it, so nothing is left to the first request. What goes wrong here is said where it goes wrong again.
 */
final class HeadStart {
    private static final String OPTION = "--config";
    private static final int MOST_BYTES = 1 << 20;

    private HeadStart() {}

    /**
     * Expressions, if {@code serve} is called with a configuration that may have some. Nothing of theirs logs, so that they
     * may be loaded before logging is. The arguments may be wrong: that is said by who reads them.
     */
    static void expressions(String... args) {
        if (args.length == 0 || !args[0].equals("serve")) {
            return;
        }
        for (int i = 1; i < args.length; i++) {
            boolean next = args[i - 1].equals(OPTION);
            if (next || args[i].startsWith(OPTION + "=")) {
                Path file = Path.of(next ? args[i] : args[i].substring(OPTION.length() + 1));
                begin("expressions", WhenPredicate::prepare, mentions(file, "when"));
                return;
            }
        }
    }

    /** TLS, if a configuration may have upstreams with it. Netty logs, so logging has to be there. */
    static void tls(Path file) {
        begin("tls", UpstreamTls::prepare, mentions(file, "https"));
    }

    /** Pipes are left alone: they can be read once only. */
    private static boolean mentions(Path file, String word) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            return new String(bytes.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1).contains(word);
        } catch (IOException unreadable) {
            return false; // as above: said when it is read
        }
    }

    private static void begin(String what, Runnable load, boolean wanted) {
        if (wanted) {
            Thread thread = new Thread(() -> quietly(what, load), "head-start-" + what);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void quietly(String what, Runnable load) {
        try {
            load.run();
        } catch (RuntimeException | LinkageError failed) {
            Logger log = LoggerFactory.getLogger(HeadStart.class);
            log.debug("loading {} ahead failed; it is tried again where it is needed", what, failed);
        }
    }
}
