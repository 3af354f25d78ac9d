package dev.understudy.terminal;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the output goes to.
 *
 * @param interactive a terminal that a cursor can be moved on
 * @param colour whether it may be coloured (no-color.org)
 */
public record Terminal(boolean interactive, boolean colour) {
    /** Columns and rows. */
    public record Size(int columns, int rows) {
        public static final Size USUAL = new Size(100, 40);
    }

    public static Terminal detect(Map<String, String> environment) {
        boolean interactive =
                onTerminal() && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean colour = interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(interactive, colour);
    }

    /** Up to Java 21 there is a console only on a terminal; from 22 on there always is one, and it has to be asked. */
    private static boolean onTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }

    /**
     * Whether one of the standard streams is a terminal; Java's console says so of input and output together only, and Linux of each.
     * Elsewhere none is.
     *
     * @param descriptor 0 input, 1 output, 2 error
     */
    public static boolean onTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException another) {
            return false;
        }
    }

    /** As the terminal says now; people resize it. */
    public Size size() {
        if (!interactive) {
            return Size.USUAL;
        }
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Redirect.from(new File("/dev/tty")))
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (stty.waitFor(1, TimeUnit.SECONDS) && stty.exitValue() == 0 && answer.matches("\\d{1,5} \\d{1,5}")) {
                String[] parts = answer.split(" ");
                int rows = Integer.parseInt(parts[0]);
                int columns = Integer.parseInt(parts[1]);
                return rows > 0 && columns > 0 ? new Size(columns, rows) : Size.USUAL;
            }
        } catch (IOException noStty) {
            return Size.USUAL;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return Size.USUAL;
    }
}
