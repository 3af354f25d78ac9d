package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** What a person reads who asks a command for help. */
class HelpTest {
    static Stream<String> commands() {
        return Understudy.commandLine().getSubcommands().entrySet().stream()
                .filter(command ->
                        !command.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey);
    }

    private static String usage(CommandLine command) {
        return command.getUsageMessage(Ansi.OFF);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_ofEachCommand_fitsATerminalAndExplainsEveryOption(String name) {
        CommandLine command = Understudy.commandLine().getSubcommands().get(name);
        assertThat(usage(command).lines()).as(name).allMatch(line -> line.length() <= 80);
        CommandSpec spec = command.getCommandSpec();
        assertThat(spec.usageMessage().description()).isNotEmpty();
        spec.options()
                .forEach(option -> assertThat(String.join(" ", option.description()))
                        .as(name + " " + option.longestName())
                        .hasSizeGreaterThan(5));
    }

    @Test
    void help_ofAll_isAScreenful() {
        String usage = usage(Understudy.commandLine());
        assertThat(usage.lines()).allMatch(line -> line.length() <= 80).hasSizeLessThan(60);
        assertThat(usage)
                .contains("UNDERSTUDY_ADMIN_TOKEN", "UNDERSTUDY_LOG_FORMAT", "NO_COLOR", "understudy demo")
                .doesNotContain("${");
    }

    @Test
    void help_parse_namesTheDialects() {
        assertThat(usage(Understudy.commandLine().getSubcommands().get("parse")))
                .contains("openai-chat", "anthropic-messages");
    }

    @Test
    void completion_knowsEveryCommandAndItsOptions() {
        String script = CommandRun.of("generate-completion").out();
        commands()
                .filter(name -> !name.equals("help"))
                .forEach(name -> assertThat(script).contains("_picocli_understudy_" + name + "()"));
        assertThat(script).contains("--admin", "--policy", "anthropic-messages");
    }
}
