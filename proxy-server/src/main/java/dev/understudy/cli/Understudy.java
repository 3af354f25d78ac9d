package dev.understudy.cli;

import dev.understudy.compare.Suggestion;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The {@code understudy} command. Usage and configuration errors exit 2 with one clear line; nothing shows a stack trace
 * unless {@code UNDERSTUDY_LOG=debug} asks for it.
 */
@Command(
        name = "understudy",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "The shadow-traffic proxy for LLM calls: it forwards each request to live, asks a candidate the same beside it,"
                    + " and measures what differs."
        },
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  UNDERSTUDY_ADMIN_TOKEN  token for the commands that ask a running proxy",
            "  UNDERSTUDY_LOG          trace, debug, info (usual), warn, error or off",
            "  UNDERSTUDY_LOG_FORMAT   text (usual on a terminal) or json",
            "  NO_COLOR                no colours, also on a terminal",
            "",
            "Start with: understudy demo. Each command has --help.",
            "Completion: source <(understudy generate-completion)"
        },
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            SimulateCommand.class,
            ValidateCommand.class,
            ExplainCommand.class,
            ParseCommand.class,
            GateCommand.class,
            DriftCommand.class,
            PromoteCommand.class,
            ResetCommand.class,
            SandboxCommand.class,
            CompareCommand.class,
            RecordCommand.class,
            ReplayCommand.class,
            CorpusCommand.class,
            RedactCommand.class,
            StatusCommand.class,
            TailCommand.class,
            CommandLine.HelpCommand.class,
            AutoComplete.GenerateCompletion.class
        })
public final class Understudy implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    public static void main(String[] args) {
        // Before any class of Netty is loaded. Sampling every hundredth buffer for leaks costs, and the tests do it for
        // all;
        // events of buffers for Java's flight recorder load and rewrite a hundred classes, whether it runs or not.
        unlessSet("io.netty.leakDetection.level", "disabled");
        unlessSet("io.netty.jfr.enabled", "false");
        try {
            Logs.choose(Logs.of(System.getenv()));
        } catch (Failures.Refused refused) {
            System.err.println(refused.getMessage());
            System.exit(ExitCode.USAGE);
        }
        HeadStart.expressions(args);
        System.exit(commandLine(args).execute(args));
    }

    private static void unlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** The root of a command line that has one command. */
    @Command(
            name = "understudy",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "The shadow-traffic proxy for LLM calls.")
    private static final class Alone implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("understudy: without a command (expected: the one that was called)");
        }
    }

    /**
     * The command line for these arguments. Where they begin with a command it has that one alone: reading what all of them
     * take loads half of the program, and would be a fifth of the time until a server listens.
     */
    static CommandLine commandLine(String... args) {
        Class<?> called = args.length == 0 ? null : command(args[0]);
        return called == null ? commandLine() : reporting(new CommandLine(new Alone()).addSubcommand(called));
    }

    /** One of ours by its name, or null. {@code serve} is {@link ServeCommand} and so on: to ask all for their names would load them all. */
    private static @Nullable Class<?> command(String name) {
        if (name.isEmpty() || !name.chars().allMatch(letter -> letter >= 'a' && letter <= 'z')) {
            return null;
        }
        String type = Understudy.class.getPackageName() + "." + Character.toUpperCase(name.charAt(0))
                + name.substring(1) + "Command";
        try {
            Class<?> command = Class.forName(type, false, Understudy.class.getClassLoader());
            Command called = command.getAnnotation(Command.class);
            return called != null && called.name().equals(name) ? command : null;
        } catch (ClassNotFoundException none) {
            return null;
        }
    }

    /** The command line with all commands. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Understudy());
        // For a shell's start-up file, not for people: understudy generate-completion.
        line.getSubcommands()
                .forEach((name, command) ->
                        command.getCommandSpec().usageMessage().hidden(name.equals("generate-completion")));
        return reporting(line);
    }

    /** With the house's way of reporting errors. */
    private static CommandLine reporting(CommandLine line) {
        return line.setOut(utf8(System.out))
                .setErr(utf8(System.err))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Understudy::badUsage)
                .setExecutionExceptionHandler(Failures::report);
    }

    /** Whatever the locale: JSON is UTF-8 (RFC 8259 section 8.1), and prompts are in every language. */
    private static PrintWriter utf8(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private static int badUsage(ParameterException first, String[] args) {
        ParameterException bad = first instanceof MissingParameterException ? mistyped(first, args) : first;
        PrintWriter err = bad.getCommandLine().getErr();
        String command = bad.getCommandLine().getCommandSpec().qualifiedName();
        err.println(
                command + ": " + Failures.oneLine(bad.getMessage()) + meant(bad) + " (see: " + command + " --help)");
        return ExitCode.USAGE;
    }

    /** Where an option is missing and there is one that nobody knows, it is that one that has to be told. */
    private static ParameterException mistyped(ParameterException missing, String[] args) {
        CommandLine command = missing.getCommandLine();
        return Stream.of(args)
                .filter(word -> word.length() > 1 && word.startsWith("-"))
                .map(word -> word.split("=", 2)[0])
                .filter(word -> !command.getCommandSpec().optionsMap().containsKey(word))
                .findFirst()
                .<ParameterException>map(word -> new UnmatchedArgumentException(command, List.of(word)))
                .orElse(missing);
    }

    /** What a mistyped word is most like. */
    private static String meant(ParameterException bad) {
        if (!(bad instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        CommandSpec command = bad.getCommandLine().getCommandSpec();
        List<String> known = Stream.concat(
                        command.optionsMap().keySet().stream(), command.subcommands().keySet().stream())
                .toList();
        String like = Suggestion.closest(known, unmatched.getUnmatched().get(0).split("=", 2)[0]);
        return like == null ? "" : "; did you mean " + like + "?";
    }

    /** Without a subcommand there is nothing to do: shows what there is. */
    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "a command is missing: one of " + String.join(", ", commands(spec)));
    }

    private static Iterable<String> commands(CommandSpec spec) {
        return spec.subcommands().entrySet().stream()
                .filter(command ->
                        !command.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();
    }
}
