package dev.understudy.cli;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.cli.Failures.Refused;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.ParseReport;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Reads one recorded response or request and prints what Understudy understood. */
@Command(
        name = "parse",
        mixinStandardHelpOptions = true,
        description = {
            "Prints what Understudy understands of a recorded answer.",
            "Reads one response (or request) on standard input, streamed or not, and prints text, reasoning, tool calls, usage, errors"
                    + " and more as JSON."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:understood, also as far as a stream came that was cut (error.kind truncated)",
            "1:malformed, or with nothing of an answer in it",
            "2:unknown dialect, or nothing to read"
        })
final class ParseCommand implements Callable<Integer> {
    private static final int LARGEST = 256 << 20;
    /** They say how an answer came, and nothing of what is in it. */
    private static final Set<String> COUNTS = Set.of("events", "unknown_events");

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            required = true,
            description = "The provider's wire format: ${COMPLETION-CANDIDATES}.",
            completionCandidates = DialectNames.class)
    @SuppressWarnings("NullAway.Init") // required
    private String dialect;

    @Option(names = "--request", description = "Read a request instead of a response.")
    private boolean request;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Dialect reader = Dialects.named(dialect);
        if (reader == null) {
            throw new Refused(
                    "--dialect: " + dialect + " (expected: one of " + String.join(", ", Dialects.names()) + ")");
        }
        byte[] body = standardInput(System.in);
        ParseReport report = request ? ParseReport.request(reader, body) : ParseReport.response(reader, body);
        boolean empty = !request && saysNothing(report.json());
        if (empty) {
            report.json()
                    .putObject("error")
                    .put("kind", ErrorKind.MALFORMED.label())
                    .put("message", "nothing of an answer in it (expected: one in the format of " + dialect + ")");
        }
        spec.commandLine().getOut().println(report.json());
        return report.malformed() || empty ? ExitCode.NO : ExitCode.OK;
    }

    /** Of a document that is JSON and no answer, every field is absent. */
    private static boolean saysNothing(ObjectNode answer) {
        return answer.properties().stream()
                .filter(field -> !COUNTS.contains(field.getKey()))
                .map(Map.Entry::getValue)
                .allMatch(value -> value.isNull() || (value.isArray() && value.isEmpty()));
    }

    /** For the help and for shells. */
    static final class DialectNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Dialects.names().iterator();
        }
    }

    private static byte[] standardInput(InputStream in) throws IOException {
        byte[] body = in.readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw new Refused("standard input: more than " + LARGEST + " bytes (expected: one response)");
        }
        if (body.length == 0) {
            throw new Refused("standard input: empty (expected: one response or request)");
        }
        return body;
    }
}
