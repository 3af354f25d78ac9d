package dev.understudy.cli;

import dev.understudy.cli.Failures.Refused;
import dev.understudy.compare.Compared;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.corpus.CorpusException;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Outcome;
import dev.understudy.report.Report;
import dev.understudy.staging.FileJournal;
import dev.understudy.staging.StagedRequests;
import dev.understudy.staging.StagingListener;
import dev.understudy.staging.StagingReport;
import dev.understudy.staging.StagingResult;
import dev.understudy.staging.StagingRun;
import dev.understudy.terminal.ProgressLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Recorded traffic, or a trace's load, against a candidate. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Plays recorded traffic against a shadow's candidate, with the shadow's own limits, comparators and gate.",
        footer = {
            "",
            "A replay that was cut off, by a signal or a crash, goes on when the same command is given again: nothing is",
            "called twice. What it remembers that by is in the journal. See docs/CORPUS.md."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:pass, or no rules were given",
            "1:fail",
            "2:it cannot be played",
            "3:undecided, or stopped before the end"
        })
final class ReplayCommand implements Callable<Integer> {
    /** What runs may take to end after a signal, report included. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Mixin
    private final ReplayOptions options = new ReplayOptions();

    @Option(names = "--report", paramLabel = "FILE", description = "Writes a page with charts and examples.")
    private @Nullable Path page;

    @Option(names = "--json", description = "Prints a line of JSON for each pair and comparator, and the verdict last.")
    private boolean json;

    @Option(
            names = "--examples",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many of the most different answers to print (default: 3).")
    private int examples;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Optional<Loaded> loaded = config.load(err);
        if (loaded.isEmpty()) {
            return ExitCode.USAGE;
        }
        PageFile.check("--report", page);
        try (EndOnSignal signal = new EndOnSignal(PATIENCE)) {
            Replay replay = options.prepare(loaded.get().config());
            FileJournal journal = options.journal(replay, err);
            int code = play(replay, journal, signal, err);
            signal.exitsWith(code);
            return code;
        } catch (CorpusException | UncheckedIOException unusable) {
            throw new Refused(String.valueOf(unusable.getMessage()));
        }
    }

    private int play(Replay replay, FileJournal journal, EndOnSignal signal, PrintWriter err)
            throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        ProgressLine progress = new ProgressLine(err);
        ComparedLines lines = json ? new ComparedLines(out) : null;
        try (FileJournal closed = journal;
                StagedRequests requests = replay.requests()) {
            StagingRun run = new StagingRun(
                    replay.config(), replay.shadow(), replay.options(), closed, new Shown(progress, lines));
            signal.then(() -> run.stop("a signal"));
            StagingResult result = run.play(requests, replay.labels());
            progress.close();
            Report report = StagingReport.of(result, replay.notes());
            print(result, report, out);
            if (!result.complete()) {
                err.println("stopped: " + result.stopped() + "; the same command goes on from here");
                return ExitCode.UNDECIDED;
            }
            return CompareCommand.code(report);
        }
    }

    private void print(StagingResult result, Report report, PrintWriter out) {
        if (page != null) {
            PageFile.write("--report", report, page);
        }
        if (json) {
            ObjectNode last = ComparedLines.last(report);
            ObjectNode outcomes = last.putObject("outcomes");
            result.played().forEach((outcome, count) -> outcomes.put(outcome.label(), count));
            last.put("unknown", result.unknown());
            last.put("stopped", result.stopped());
            last.put("usd", result.usd());
            last.set("load", LoadText.json(result.load()));
            out.println(last);
        } else {
            new ReportText(report, page == null ? examples : 0).lines().forEach(out::println);
            if (page != null) {
                out.println();
                out.println("The page is in " + page + ".");
            }
        }
        out.flush();
    }

    /** What a person sees while it runs. Called under the run's lock, so one at a time. */
    private record Shown(ProgressLine progress, @Nullable ComparedLines lines) implements StagingListener {
        @Override
        public void compared(Exchange exchange, String prompt, List<Compared> results) {
            if (lines != null) {
                lines.print(exchange.id(), results);
            }
        }

        @Override
        public void ended(String id, Outcome outcome, long ended, long all) {
            progress.at("playing", ended, Math.max(ended, all));
        }

        @Override
        public void waiting(String why) {
            if (!why.isEmpty()) {
                progress.waiting("waiting: " + why);
            }
        }
    }
}
