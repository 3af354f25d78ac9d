package dev.understudy.cli;

import dev.understudy.assembly.StartException;
import dev.understudy.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Turns what a command throws into one line and an exit code. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** Something that cannot be, said in one line. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String line) {
            super(line, null, false, false);
        }
    }

    static int report(Exception failure, CommandLine command, @Nullable ParseResult parsed) {
        LOG.debug("the command failed", failure);
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + sentence(failure));
        return expected(failure) ? ExitCode.USAGE : ExitCode.NO;
    }

    private static boolean expected(Exception failure) {
        return failure instanceof Refused || failure instanceof ConfigException || failure instanceof StartException;
    }

    private static String sentence(Exception failure) {
        String message = oneLine(failure.getMessage());
        if (expected(failure)) {
            return message;
        }
        if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            return message.isEmpty() ? failure.getClass().getSimpleName() : message;
        }
        return "internal error, please report it: " + failure.getClass().getSimpleName() + ": " + message
                + " (UNDERSTUDY_LOG=debug shows where)";
    }

    static String oneLine(@Nullable String message) {
        return message == null ? "" : message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
