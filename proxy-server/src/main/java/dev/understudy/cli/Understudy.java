package dev.understudy.cli;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
            CompareCommand.class,
            RedactCommand.class,
            StatusCommand.class,
            TailCommand.class,
            CommandLine.HelpCommand.class,
            AutoComplete.GenerateCompletion.class
        })
public final class Understudy implements Runnable {
    private static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error", "off");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    public static void main(String[] args) {
        // Before any class of Netty is loaded: sampling every hundredth buffer for leaks costs, and the tests do it for
        // all.
        if (System.getProperty("io.netty.leakDetection.level") == null) {
            System.setProperty("io.netty.leakDetection.level", "disabled");
        }
        String level = System.getenv("UNDERSTUDY_LOG");
        if (level != null && !LEVELS.contains(level.toLowerCase(Locale.ROOT))) {
            // Logback would take an unknown word for debug.
            System.err.println("UNDERSTUDY_LOG: " + level + " (expected: one of " + String.join(", ", LEVELS) + ")");
            System.exit(ExitCode.USAGE);
        }
        try {
            Logs.choose(System.getenv());
        } catch (Failures.Refused refused) {
            System.err.println(refused.getMessage());
            System.exit(ExitCode.USAGE);
        }
        System.exit(commandLine().execute(args));
    }

    /** The command line with the house's way of reporting errors. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Understudy());
        // For a shell's start-up file, not for people: understudy generate-completion.
        line.getSubcommands()
                .forEach((name, command) ->
                        command.getCommandSpec().usageMessage().hidden(name.equals("generate-completion")));
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

    private static int badUsage(ParameterException bad, String[] args) {
        PrintWriter err = bad.getCommandLine().getErr();
        String command = bad.getCommandLine().getCommandSpec().qualifiedName();
        err.println(command + ": " + Failures.oneLine(bad.getMessage()) + " (see: " + command + " --help)");
        return ExitCode.USAGE;
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
