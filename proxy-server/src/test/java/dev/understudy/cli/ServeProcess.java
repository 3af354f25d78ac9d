package dev.understudy.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code understudy serve} in a process of its own, as operators run it. */
final class ServeProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final List<String> lines = new ArrayList<>();

    private ServeProcess(Process process) {
        this.process = process;
        this.out = process.inputReader();
    }

    static ServeProcess start(Path config, Path log, Map<String, String> environment) throws IOException {
        return start(config, log, environment, "text");
    }

    /** With the lines of log that something other than a terminal gets. */
    static ServeProcess withJsonLogs(Path config, Path log) throws IOException {
        return start(config, log, Map.of(), "json");
    }

    private static ServeProcess start(Path config, Path log, Map<String, String> environment, String logs)
            throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java,
                "-Xmx256m",
                "-cp",
                classPath(),
                Understudy.class.getName(),
                "serve",
                "--config",
                config.toString());
        builder.environment().put("UNDERSTUDY_LOG_FORMAT", logs);
        builder.environment().putAll(environment);
        builder.redirectError(log.toFile());
        return new ServeProcess(builder.start());
    }

    private static String classPath() {
        String surefire = System.getProperty("surefire.test.class.path");
        return surefire == null ? System.getProperty("java.class.path") : surefire.replace(":", File.pathSeparator);
    }

    /** Reads what it prints until a line starts so; null when it ends before. */
    String awaitLine(String start) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            if (line.startsWith(start)) {
                return line;
            }
        }
        return null;
    }

    List<String> lines() {
        return lines;
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    int exit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
