package dev.understudy.cli;

import dev.understudy.terminal.ProgressLine;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** The verdict on a candidate, for a pipeline that decides by it. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        description = {
            "Asks a running proxy for the verdict, for a pipeline.",
            "Prints what the gate says of a shadow's candidate, rule by rule; the exit code is the verdict."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:pass", "1:fail", "2:it cannot be asked", "3:undecided"})
final class GateCommand implements Callable<Integer> {
    /** Between two questions; the answer changes about once a second at most. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    @Mixin
    private final AdminOption admin = new AdminOption();

    @Option(
            names = "--shadow",
            required = true,
            paramLabel = "NAME",
            description = "The shadow whose candidate is meant.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String shadow;

    @Option(
            names = "--wait",
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "Asks again until it is decided, at most so long; such as 30m. Without it, once.")
    private @Nullable Duration patience;

    @Option(names = "--json", description = "Prints the verdict as the API gives it.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        AdminClient client = admin.client();
        String path = "/api/v1/verdicts/" + AdminClient.segment(shadow);
        long end = System.nanoTime() + (patience == null ? 0 : patience.toNanos());
        JsonNode verdict = client.get(path);
        try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
            while (undecided(verdict) && System.nanoTime() + PAUSE.toNanos() < end) {
                Thread.sleep(PAUSE.toMillis());
                progress.waiting("undecided after " + verdict.path("exchanges").asLong(0) + " exchanges");
                verdict = client.get(path);
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(verdict.toPrettyString());
        } else {
            VerdictText.of(verdict).forEach(out::println);
        }
        out.flush();
        return code(verdict);
    }

    private static boolean undecided(JsonNode verdict) {
        return verdict.path("verdict").asString("").equals("undecided");
    }

    private static int code(JsonNode verdict) {
        String decision = verdict.path("verdict").asString("");
        return switch (decision) {
            case "pass" -> ExitCode.OK;
            case "fail" -> ExitCode.NO;
            case "undecided" -> ExitCode.UNDECIDED;
            default -> throw new Failures.Refused("verdict: " + decision + " (expected: pass, fail or undecided)");
        };
    }
}
