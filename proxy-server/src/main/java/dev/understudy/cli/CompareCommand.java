package dev.understudy.cli;

import dev.understudy.compare.Comparators;
import dev.understudy.compare.ExchangeComparisons;
import dev.understudy.mirror.CostCalculator;
import dev.understudy.offline.RecordedArms;
import dev.understudy.offline.RecordingException;
import dev.understudy.offline.Rehearsal;
import dev.understudy.report.Report;
import dev.understudy.report.ReportBuilder;
import dev.understudy.terminal.ProgressLine;
import dev.understudy.verdict.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The comparators and the verdict on recorded answers, without a proxy. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description =
                "Compares recorded answers to the same prompts, as the proxy compares those that pass through it.",
        footer = {
            "",
            "Each line is {\"id\", \"output\"}: the output a text, {\"text\", \"tool_calls\", ...},"
                    + " a provider's body or its recorded stream. \"request\" and \"conversation\" help where they are known."
                    + " See docs/COMPARE.md."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:pass, or no rules were given",
            "1:fail",
            "2:the files or the rules cannot be used",
            "3:undecided"
        })
final class CompareCommand implements Callable<Integer> {
    @Option(names = "--live", required = true, paramLabel = "A.jsonl", description = "Live's answers.")
    @SuppressWarnings("NullAway.Init") // required
    private Path live;

    @Option(names = "--candidate", required = true, paramLabel = "B.jsonl", description = "The candidate's answers.")
    @SuppressWarnings("NullAway.Init") // required
    private Path candidate;

    @Option(
            names = "--control",
            paramLabel = "C.jsonl",
            description = "Live's second answers: without them nobody knows how much live differs from itself.")
    private @Nullable Path control;

    @Mixin
    private final CompareOptions options = new CompareOptions();

    @ArgGroup
    private @Nullable Output output;

    /** At most one of them. */
    private static final class Output {
        @Option(
                names = "--json",
                description = "Prints a line of JSON for each pair and comparator, and the verdict last.")
        private boolean json;

        @Option(names = "--html", paramLabel = "FILE", description = "Writes a page with charts and examples.")
        private @Nullable Path html;
    }

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
    public Integer call() throws IOException {
        CompareOptions.Setup setup = options.setup(spec.commandLine().getErr());
        Path page = output == null ? null : output.html;
        PageFile.check("--html", page);
        PrintWriter out = spec.commandLine().getOut();
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        try (RecordedArms arms = RecordedArms.open(live, candidate, control, setup.scores(), progress::at)) {
            boolean json = output != null && output.json;
            Report report = report(arms, setup, progress, json ? new ComparedLines(out) : null);
            progress.close();
            if (json) {
                out.println(ComparedLines.last(report));
            } else {
                if (page != null) {
                    PageFile.write("--html", report, page);
                }
                new ReportText(report, page == null ? examples : 0).lines().forEach(out::println);
                if (page != null) {
                    out.println();
                    out.println("The page is in " + page + ".");
                }
            }
            out.flush();
            return code(report);
        } catch (RecordingException refused) {
            progress.close();
            refused.problems().forEach(spec.commandLine().getErr()::println);
            return ExitCode.USAGE;
        }
    }

    private Report report(
            RecordedArms arms, CompareOptions.Setup setup, ProgressLine progress, @Nullable ComparedLines lines) {
        ExchangeComparisons comparisons = new ExchangeComparisons(Comparators.from(setup.compare()));
        ReportBuilder builder =
                new ReportBuilder(setup.gate(), setup.names(), arms.hasControl(), setup.metrics(), arms.lines());
        Rehearsal rehearsal = new Rehearsal(comparisons, new CostCalculator(setup.prices()));
        RecordedArms.Counts counts = rehearsal.run(arms, progress::at, (exchange, prompt, results) -> {
            builder.add(exchange, prompt, results);
            if (lines != null) {
                lines.print(exchange.id(), results);
            }
        });
        String second = control == null ? null : control.toString();
        return builder.build(
                new Report.Labels("Candidate against live", live.toString(), candidate.toString(), second),
                notes(counts, arms.hasControl()));
    }

    private List<String> notes(RecordedArms.Counts counts, boolean controlled) {
        List<String> notes = new ArrayList<>();
        alone(notes, counts.onlyLive(), live);
        alone(notes, counts.onlyCandidate(), candidate);
        if (control != null) {
            alone(notes, counts.onlyControl(), control);
        }
        if (!controlled) {
            notes.add(
                    "There is no control (--control), so nobody knows how much live differs from itself: divergences are"
                            + " shown, but cannot be judged.");
        } else if (counts.controls() < counts.pairs()) {
            notes.add(counts.controls() + " of " + counts.pairs() + " pairs have a control; only those are held against"
                    + " the noise.");
        }
        return notes;
    }

    private static void alone(List<String> notes, long count, Path file) {
        if (count > 0) {
            notes.add(count + (count == 1 ? " id is" : " ids are") + " only in " + file + " and left out.");
        }
    }

    /** By the verdict; without rules, 0. */
    static int code(Report report) {
        Verdict verdict = report.verdict();
        if (!report.judged()) {
            return ExitCode.OK;
        }
        return switch (verdict.decision()) {
            case PASS -> ExitCode.OK;
            case FAIL -> ExitCode.NO;
            case UNDECIDED -> ExitCode.UNDECIDED;
        };
    }
}
