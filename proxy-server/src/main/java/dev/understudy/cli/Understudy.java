package dev.understudy.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code understudy} command. Usage and configuration errors exit 2 with one clear line. */
@Command(
        name = "understudy",
        mixinStandardHelpOptions = true,
        description = "The shadow-traffic proxy for LLM calls.",
        subcommands = {CommandLine.HelpCommand.class})
public final class Understudy {
    public static void main(String[] args) {
        System.exit(new CommandLine(new Understudy()).execute(args));
    }
}
