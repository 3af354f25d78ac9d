package dev.understudy.cli;

import dev.understudy.terminal.Terminal;
import java.util.Map;

/**
 * How log lines look: for people on a terminal, as JSON elsewhere, unless {@code UNDERSTUDY_LOG_FORMAT} says {@code text} or
 * {@code json}. Has to be chosen before the first logger is made, because that is when logback reads its configuration.
 */
final class Logs {
    /** Logback's own property; who sets it has a configuration of his own. */
    private static final String FILE = "logback.configurationFile";

    private Logs() {}

    static void choose(Map<String, String> environment) {
        String format = format(environment, Terminal.detect(environment).interactive());
        if (format.equals("json") && System.getProperty(FILE) == null) {
            System.setProperty(FILE, "logback-json.xml");
        }
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
