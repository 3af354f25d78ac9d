package dev.understudy.cli;

import dev.understudy.terminal.Terminal;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** How a running proxy's shadows stand. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Shows how the shadows of a running proxy stand.",
            "What became of their exchanges, how their candidates differ, what they cost, and what their gates say."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it was shown", "2:it cannot be asked"})
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final AdminOption admin = new AdminOption();

    @Option(names = "--shadow", paramLabel = "NAME", description = "Only this one.")
    private @Nullable String shadow;

    @Option(names = "--json", description = "Prints the shadows as the API gives them.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        AdminClient client = admin.client();
        JsonNode answer = client.get("/api/v1/shadows" + (shadow == null ? "" : "/" + AdminClient.segment(shadow)));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(answer.toPrettyString());
            out.flush();
            return ExitCode.OK;
        }
        StatusText text = new StatusText(Terminal.detect(System.getenv()).colour());
        Iterable<JsonNode> shadows = shadow == null ? answer.path("shadows") : List.of(answer);
        int shown = 0;
        for (JsonNode each : shadows) {
            String name = each.path("name").asString("");
            JsonNode verdict = client.get("/api/v1/verdicts/" + AdminClient.segment(name));
            text.of(each, verdict).forEach(out::println);
            shown++;
        }
        if (shown == 0) {
            out.println("no shadow is configured: everything passes through");
        }
        out.flush();
        return ExitCode.OK;
    }
}
