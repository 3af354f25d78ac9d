package dev.understudy.cli;

import dev.understudy.terminal.Ink;
import dev.understudy.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Comparisons of a running proxy, as they come. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = {
            "Follows the comparisons of a running proxy.",
            "A line each, until it is interrupted. What differs is said in words to tokens with the role content or operate,"
                    + " of shadows that keep content; else in numbers."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:as many as were asked for", "1:the server ended the stream", "2:it cannot be asked"})
final class TailCommand implements Callable<Integer> {
    private static final int LONGEST_LINE = 1 << 20;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    @Mixin
    private final AdminOption admin = new AdminOption();

    @Option(names = "--shadow", paramLabel = "NAME", description = "Only this shadow's.")
    private @Nullable String shadow;

    @Option(names = "--comparator", paramLabel = "NAME", description = "Only this comparator's.")
    private @Nullable String comparator;

    @Option(names = "--pair", paramLabel = "PAIR", description = "Only of this pair: candidate or control.")
    private @Nullable String pair;

    @Option(names = "--result", paramLabel = "RESULT", description = "Only these: match, mismatch or not_comparable.")
    private @Nullable String result;

    @Option(names = "--count", paramLabel = "N", description = "Ends after so many (default: goes on).")
    private long count = Long.MAX_VALUE;

    @Option(names = "--json", description = "Prints each comparison as JSON, a line each.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (count < 1) {
            throw new Failures.Refused("--count: " + count + " (expected: 1 or more)");
        }
        AdminClient client = admin.client();
        if (shadow != null) {
            // A name that is misspelt would be waited for without end.
            client.get("/api/v1/shadows/" + AdminClient.segment(shadow));
        }
        Map<String, @Nullable String> filter = new HashMap<>();
        filter.put("shadow", shadow);
        filter.put("comparator", comparator);
        filter.put("pair", pair);
        filter.put("result", result);
        Shown shown = new Shown(Terminal.detect(System.getenv()).colour());
        PrintWriter out = spec.commandLine().getOut();
        try (BufferedReader lines = client.stream("/api/v1/comparisons/stream" + AdminClient.query(filter))) {
            long left = count;
            while (left > 0) {
                String line = line(lines);
                if (line == null) {
                    spec.commandLine().getErr().println("understudy tail: the server ended the stream");
                    return ExitCode.NO;
                }
                if (line.startsWith("data:")) {
                    left -= print(out, shown, line.substring(5).strip());
                }
            }
        }
        return ExitCode.OK;
    }

    /** Prints one event; how many comparisons it was. */
    private int print(PrintWriter out, Shown shown, String data) {
        JsonNode event = parsed(data);
        if (event.has("missed")) {
            out.println(shown.in(Ink.YELLOW, "… " + event.path("missed").asLong(0) + " missed: too many to show"));
        } else {
            out.println(json ? event.toString() : text(shown, event));
        }
        out.flush();
        return event.has("missed") ? 0 : 1;
    }

    private static JsonNode parsed(String data) {
        try {
            return JsonMapper.shared().readTree(data);
        } catch (JacksonException notJson) {
            throw new Failures.Refused("data: not JSON (expected: the stream of an admin server of Understudy)");
        }
    }

    private static String text(Shown shown, JsonNode event) {
        String result = Shown.text(event, "result");
        String explanation = explanation(event);
        return shown.in(Ink.DIM, time(Shown.text(event, "at"))) + "  " + Shown.text(event, "shadow")
                + "  " + Shown.text(event, "comparator")
                + (Shown.text(event, "pair").equals("control") ? shown.in(Ink.DIM, " (noise)") : "") + "  "
                + shown.in(Shown.ink(result), result.replace('_', ' ')) + "  "
                + Shown.score(event.path("divergence")) + "  " + (explanation.isEmpty() ? "" : explanation + "  ")
                + shown.in(Ink.DIM, Shown.text(event, "id"));
    }

    /** What differs. To who may see no content, or of a shadow that keeps none, what was measured says it. */
    private static String explanation(JsonNode event) {
        for (String words : List.of("explanation", "reason")) {
            if (event.path(words).isString()) {
                return Shown.text(event, words);
            }
        }
        return QualitiesText.of(event);
    }

    /** The time of day where the reader is; what is none, as it is. */
    private static String time(String at) {
        try {
            return TIME.format(Instant.parse(at).atZone(ZoneId.systemDefault()));
        } catch (DateTimeParseException none) {
            return at;
        }
    }

    /** The next line, without its end; null at the end. A line without end is none of ours. */
    private static @Nullable String line(BufferedReader lines) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int character = lines.read(); character != '\n'; character = lines.read()) {
            if (character < 0) {
                return null;
            }
            if (line.length() >= LONGEST_LINE) {
                throw new Failures.Refused("line: longer than 1 MiB (expected: the stream of an admin server)");
            }
            line.append((char) character);
        }
        return line.toString();
    }
}
