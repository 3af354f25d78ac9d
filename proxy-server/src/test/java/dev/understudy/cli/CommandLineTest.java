package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    private static final Map<String, CommandLine> ALL = Understudy.commandLine().getSubcommands();

    static List<String> ours() {
        return ALL.keySet().stream()
                .filter(name -> !name.equals("help") && !name.equals("generate-completion"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("ours")
    void commandLine_ofOneCommand_hasItAloneAndTheSame(String name) {
        CommandLine line = Understudy.commandLine(name, "--help");

        assertThat(line.getSubcommands()).containsOnlyKeys(name);
        CommandLine alone = line.getSubcommands().get(name);
        assertThat(alone.getUsageMessage()).isEqualTo(ALL.get(name).getUsageMessage());
        assertThat(alone.getCommandSpec().qualifiedName()).isEqualTo("understudy " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "generate-completion", "--help", "serv", ""})
    void commandLine_ofAnythingElse_hasAll(String first) {
        assertThat(Understudy.commandLine(first).getSubcommands().keySet()).isEqualTo(ALL.keySet());
    }

    @ParameterizedTest
    @CsvSource({"statsu, did you mean status", "status --shadwo x, did you mean --shadow"})
    void commandLine_mistyped_namesWhatItIsLike(String typed, String meant) {
        String[] arguments = typed.split(" ");
        StringWriter err = new StringWriter();

        int code =
                Understudy.commandLine(arguments).setErr(new PrintWriter(err)).execute(arguments);

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(meant).hasLineCount(1);
    }

    /** Rather than the options that are missing because of it. */
    @ParameterizedTest
    @MethodSource("ours")
    void commandLine_unknownOption_isWhatIsSaid(String name) {
        StringWriter err = new StringWriter();

        int code = Understudy.commandLine(name).setErr(new PrintWriter(err)).execute(name, "--shadwo", "x");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("'--shadwo'").hasLineCount(1);
    }

    @Test
    void commandLine_badUsageOfOneCommand_isOneLine() {
        StringWriter err = new StringWriter();

        int code = Understudy.commandLine("serve").setErr(new PrintWriter(err)).execute("serve", "--nothing");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).startsWith("understudy serve: ").hasLineCount(1);
    }
}
