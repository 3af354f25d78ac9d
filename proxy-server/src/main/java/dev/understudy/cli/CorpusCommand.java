package dev.understudy.cli;

import dev.understudy.cli.Failures.Refused;
import dev.understudy.corpus.Corpus;
import dev.understudy.corpus.CorpusException;
import dev.understudy.corpus.Manifest;
import dev.understudy.report.Numbers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is in a corpus, and whether it is whole. */
@Command(
        name = "corpus",
        mixinStandardHelpOptions = true,
        description = "Looks into recorded traffic.",
        subcommands = {CorpusCommand.Info.class, CorpusCommand.Verify.class})
final class CorpusCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: one of info, verify");
    }

    private static <T> T of(Path folder, Function<Corpus, T> question) {
        try {
            return question.apply(Corpus.open(folder));
        } catch (CorpusException none) {
            throw new Refused(String.valueOf(none.getMessage()));
        }
    }

    /** What a corpus says of itself. */
    @Command(
            name = "info",
            mixinStandardHelpOptions = true,
            description = "Says what a corpus is of, without reading its exchanges.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:here it is", "2:it is no corpus"})
    static final class Info implements Callable<Integer> {
        @Parameters(paramLabel = "DIR", description = "The folder of the corpus.")
        @SuppressWarnings("NullAway.Init") // required
        private Path folder;

        @Option(names = "--json", description = "Prints the manifest.")
        private boolean json;

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            List<String> lines =
                    of(folder, corpus -> json ? List.of(corpus.manifest().json().toPrettyString()) : lines(corpus));
            lines.forEach(out::println);
            out.flush();
            return ExitCode.OK;
        }

        private static List<String> lines(Corpus corpus) {
            Manifest manifest = corpus.manifest();
            List<String> lines = new ArrayList<>();
            lines.add("route       " + manifest.route());
            lines.add("recorded    since " + manifest.created() + ", policy " + manifest.policy());
            lines.add("exchanges   " + Numbers.count(manifest.records() + corpus.openRecords()) + " ("
                    + Numbers.count(corpus.openRecords()) + " in the open segment), "
                    + Numbers.count(manifest.dropped()) + " made room for others");
            lines.add(String.format(
                    Locale.ROOT,
                    "segments    %d sealed, %.1f MB",
                    manifest.segments().size(),
                    manifest.bytes() / 1e6));
            lines.add("production  " + String.join(", ", corpus.productions()));
            manifest.outcomes().forEach((outcome, count) -> lines.add("  " + outcome + " " + Numbers.count(count)));
            return lines;
        }
    }

    /** Whether a corpus is whole. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Reads every exchange of a corpus and checks it against its manifest.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:it is whole", "1:something is wrong with it", "2:it is no corpus"})
    static final class Verify implements Callable<Integer> {
        @Parameters(paramLabel = "DIR", description = "The folder of the corpus.")
        @SuppressWarnings("NullAway.Init") // required
        private Path folder;

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Override
        public Integer call() {
            Corpus.Check check = of(folder, Corpus::check);
            PrintWriter out = spec.commandLine().getOut();
            check.problems().forEach(spec.commandLine().getErr()::println);
            check.notes().forEach(out::println);
            out.println(Numbers.count(check.records()) + " exchanges"
                    + (check.first() == null ? "" : ", from " + check.first() + " to " + check.last())
                    + (check.problems().isEmpty()
                            ? ": whole"
                            : ": " + check.problems().size() + " problems"));
            out.flush();
            return check.problems().isEmpty() ? ExitCode.OK : ExitCode.NO;
        }
    }
}
