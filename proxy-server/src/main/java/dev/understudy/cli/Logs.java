package dev.understudy.cli;

import dev.understudy.terminal.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How log lines look: for people on a terminal, as JSON elsewhere, unless {@code UNDERSTUDY_LOG_FORMAT} says {@code text} or
 * {@code json}; and from which level on there are any ({@code UNDERSTUDY_LOG}). Has to be chosen before the first logger is
 * made, because that is when logback asks {@link LogConfigurator}.
 *
 * @param json an object a line
 * @param level one of {@link #LEVELS}
 */
record Logs(boolean json, String level) {
    private static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error", "off");

    /** Logback's own property; who sets it has a configuration of his own. */
    private static final String FILE = "logback.configurationFile";

    private static volatile @Nullable Logs chosen;

    /** What the environment says; refused if that is nothing that can be. */
    static Logs of(Map<String, String> environment) {
        String level = environment.getOrDefault("UNDERSTUDY_LOG", "info").toLowerCase(Locale.ROOT);
        if (!LEVELS.contains(level)) {
            // Logback would take an unknown word for debug.
            throw new Failures.Refused("UNDERSTUDY_LOG: " + environment.get("UNDERSTUDY_LOG") + " (expected: one of "
                    + String.join(", ", LEVELS) + ")");
        }
        boolean onTerminal = Terminal.detect(environment).interactive();
        return new Logs(format(environment, onTerminal).equals("json"), level);
    }

    /** For the rest of the process. */
    static void choose(Logs logs) {
        if (System.getProperty(FILE) == null) {
            chosen = logs;
        }
    }

    /** Null where this process is not ours to say, and where somebody has a configuration of his own. */
    static @Nullable Logs chosen() {
        return chosen;
    }

    /** {@code text} or {@code json}. */
    static String format(Map<String, String> environment, boolean onTerminal) {
        String wanted = environment.getOrDefault("UNDERSTUDY_LOG_FORMAT", "");
        if (!wanted.isEmpty() && !wanted.equals("text") && !wanted.equals("json")) {
            throw new Failures.Refused("UNDERSTUDY_LOG_FORMAT: " + wanted + " (expected: text or json)");
        }
        return wanted.isEmpty() ? onTerminal ? "text" : "json" : wanted;
    }
}
