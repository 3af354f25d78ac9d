package dev.understudy.cli;

import dev.understudy.store.StoredShadow;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** A shadow begins anew: nothing that was counted or kept of it stays. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description = {
            "Clears a shadow's statistics, evidence, history and kept exchanges, and says what was cleared.",
            "Asks the running proxy, or clears the stores of one that does not run (--data)."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:cleared", "1:the proxy could not clear what it keeps", "2:it cannot be asked"})
final class ResetCommand implements Callable<Integer> {
    @Option(names = "--shadow", required = true, paramLabel = "NAME", description = "Which one.")
    @SuppressWarnings("NullAway.Init") // required
    private String shadow;

    @Mixin
    private final AdminOption admin = new AdminOption();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of the store (or store.path itself) of a proxy that does not run.")
    private @Nullable Path data;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        int code = data == null ? running(out) : stopped(data, out);
        out.flush();
        return code;
    }

    private int running(PrintWriter out) throws InterruptedException {
        JsonNode cleared = admin.client().post("/api/v1/shadows/" + AdminClient.segment(shadow) + "/reset");
        out.println("cleared of " + shadow + ":");
        cleared.path("lines").forEach(line -> out.println("  " + Shown.printable(line.asString(""))));
        return cleared.path("cleared").path("kept").isNull() ? ExitCode.NO : ExitCode.OK;
    }

    private int stopped(Path place, PrintWriter out) {
        if (!Files.exists(place)) {
            throw new Failures.Refused("--data: " + place + " (expected: a folder with a store, or a store)");
        }
        try {
            List<String> lines = StoredShadow.forget(place, shadow);
            if (lines.isEmpty()) {
                throw new Failures.Refused("--data: " + place + ": no store in it (expected: that of store.path)");
            }
            out.println("cleared of " + shadow + ":");
            lines.forEach(line -> out.println("  " + line));
            return ExitCode.OK;
        } catch (IOException | IllegalStateException cannot) {
            throw new Failures.Refused("--data: " + cannot.getMessage());
        }
    }
}
