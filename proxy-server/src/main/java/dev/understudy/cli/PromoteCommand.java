package dev.understudy.cli;

import dev.understudy.configfile.ConfigFile;
import dev.understudy.promotion.Promotion;
import dev.understudy.promotion.Rollback;
import dev.understudy.promotion.Standing;
import dev.understudy.promotion.UnpromotableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
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

/** The candidate gets the part: rewrites the configuration file, or undoes that. */
@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a shadow's candidate live: rewrites the route in the configuration file and takes the shadow out.",
            "Everything else in the file stays as it is written. A running proxy follows the file within a second."
        },
        footer = {
            "",
            "A passing verdict (--require-pass) or --force is needed. Exactly what was there comes back with --rollback."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:promoted, undone, or shown (--dry-run)",
            "1:the verdict is fail, and nothing was changed",
            "2:it cannot be, and nothing was changed",
            "3:the verdict is undecided, and nothing was changed"
        })
final class PromoteCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOption option = new ConfigOption();

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private What what;

    /** One of them. */
    private static final class What {
        @Option(names = "--shadow", paramLabel = "NAME", description = "Whose candidate becomes live.")
        private @Nullable String shadow;

        @Option(
                names = "--rollback",
                description =
                        "Undoes the last promotion of this file, to the byte; refused if the file was changed since.")
        private boolean rollback;
    }

    @Mixin
    private final VerdictOption verdict = new VerdictOption();

    @Option(names = "--force", description = "Promotes whatever the verdict is, and says so in the audit.")
    private boolean force;

    @Option(
            names = "--whole-route",
            description = "The candidate was tried on some requests of the route only (when), and may be live for all.")
    private boolean wholeRoute;

    @Option(names = "--dry-run", description = "Shows what would be changed, and changes nothing.")
    private boolean dryRun;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            return what.rollback || what.shadow == null ? rollBack(out) : promote(what.shadow, out);
        } catch (UnpromotableException refused) {
            // Lines first: the last thing that is read is the reason.
            refused.details().forEach(spec.commandLine().getErr()::println);
            throw new Failures.Refused(String.valueOf(refused.getMessage()));
        } catch (IOException unwritable) {
            String why =
                    unwritable.getMessage() == null ? unwritable.getClass().getSimpleName() : unwritable.getMessage();
            throw new Failures.Refused(option.file().path() + ": cannot be written: " + why + " ("
                    + unwritable.getClass().getSimpleName() + "; nothing was changed)");
        }
    }

    private int promote(String shadow, PrintWriter out) throws IOException, InterruptedException {
        ConfigFile file = option.file();
        Promotion promotion = Promotion.plan(file, shadow, wholeRoute || force);
        Standing standing = verdict.ask(promotion, force, spec.commandLine().getErr());
        promotion.difference().forEach(out::println);
        promotion.notes().forEach(note -> out.println("note: " + note));
        boolean allowed = standing == Standing.PASS || force;
        if (dryRun) {
            out.println("nothing was changed (--dry-run); the verdict: " + words(standing));
            out.flush();
            return standing == Standing.NOT_ASKED || force ? ExitCode.OK : code(standing);
        }
        if (!allowed) {
            out.flush();
            if (standing == Standing.NOT_ASKED) {
                throw new Failures.Refused("a verdict was not asked for (expected: --require-pass, or --force)");
            }
            spec.commandLine().getErr().println("not promoted: the verdict is " + standing.label());
            return code(standing);
        }
        Path backup = promotion.write(standing, Instant.now());
        out.println(shadow + " is promoted: route " + promotion.shadow().route() + " of " + promotion.place());
        out.println("undo it with: understudy promote --config " + file.path() + " --rollback (" + backup + ")");
        verdict.after(promotion.config(), "promote", shadow, audited(promotion, standing), spec.commandLine());
        return ExitCode.OK;
    }

    private List<String> audited(Promotion promotion, Standing standing) {
        List<String> lines = new ArrayList<>();
        boolean forced = standing != Standing.PASS;
        lines.add("verdict: " + words(standing) + (forced ? ", forced" : ""));
        lines.add("file: " + promotion.place());
        promotion.difference().stream()
                .filter(line -> line.startsWith("+") || line.startsWith("-"))
                .forEach(lines::add);
        return lines;
    }

    private static String words(Standing standing) {
        return switch (standing) {
            case PASS, FAIL, UNDECIDED -> standing.label();
            case NOT_ASKED -> "not asked for";
        };
    }

    private static int code(Standing standing) {
        return switch (standing) {
            case PASS -> ExitCode.OK;
            case FAIL -> ExitCode.NO;
            case UNDECIDED -> ExitCode.UNDECIDED;
            case NOT_ASKED -> ExitCode.USAGE;
        };
    }

    private int rollBack(PrintWriter out) throws IOException, InterruptedException {
        Rollback rollback = Rollback.plan(option.file());
        rollback.difference().forEach(out::println);
        if (dryRun) {
            out.println("nothing was changed (--dry-run)");
            out.flush();
            return ExitCode.OK;
        }
        rollback.write();
        out.println("the promotion of " + rollback.shadow() + " is undone: " + rollback.place());
        List<String> lines = new ArrayList<>();
        lines.add("file: " + rollback.place());
        rollback.difference().stream()
                .filter(line -> line.startsWith("+") || line.startsWith("-"))
                .forEach(lines::add);
        verdict.after(rollback.config(), "rollback", rollback.shadow(), lines, spec.commandLine());
        return ExitCode.OK;
    }
}
