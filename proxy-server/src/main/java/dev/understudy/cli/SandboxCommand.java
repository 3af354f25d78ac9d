package dev.understudy.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.understudy.config.ConfigException;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.report.Report;
import dev.understudy.sandbox.trial.Case;
import dev.understudy.sandbox.trial.Scene;
import dev.understudy.sandbox.trial.Suites;
import dev.understudy.sandbox.trial.Trial;
import dev.understudy.sandbox.trial.TrialResult;
import dev.understudy.terminal.ProgressLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays odd, hostile and long cases against live and a candidate, behind which there is nothing but a simulator. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = {
            "Plays made-up cases against live and a shadow's candidate: edge cases, attacks, odd conversations, load.",
            "The provider is simulated inside the process, and nothing outside can be reached."
        },
        footer = {"", "A suite of your own is a file of JSON lines: see docs/SANDBOX.md."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the candidate passes",
            "1:it fails where live does not, or by its gate",
            "2:the configuration or a suite cannot be used",
            "3:undecided by its gate"
        })
final class SandboxCommand implements Callable<Integer> {
    private static final int LARGEST_PROMPT = 1 << 20;
    private static final String REFUND_AGENT =
            "You are the support agent of a small web shop. Process refund if customer requests it.";

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration file (YAML).")
    @SuppressWarnings("NullAway.Init") // required
    private Path config;

    @Option(
            names = "--suite",
            paramLabel = "SUITE",
            split = ",",
            description = "edge, adversarial, conversations, load, or a file of cases (default: the first four).")
    private List<String> suites = Suites.ALL;

    @Option(names = "--shadow", paramLabel = "NAME", description = "Whose candidate (default: the only one there is).")
    private @Nullable String shadow;

    @Option(
            names = "--provider",
            paramLabel = "URL",
            description = "Asks there instead of the simulator; clients show the key in UNDERSTUDY_SANDBOX_KEY.")
    private @Nullable URI provider;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "sim-large",
            description = "What the application asks for (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // it has a default
    private String model;

    @Option(
            names = "--system",
            paramLabel = "FILE",
            description = "The application's system prompt (default: that of a shop's refund agent).")
    private @Nullable Path system;

    @Option(names = "--report", paramLabel = "FILE", description = "Writes a page with charts and examples.")
    private @Nullable Path report;

    @Option(names = "--json", description = "Prints a line of JSON for each case, and the summary last.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PageFile.check("--report", report);
        // What the proxy would warn of is what the cases are for: bodies that are no JSON, calls that fail.
        Logger proxy = (Logger) LoggerFactory.getLogger("dev.understudy");
        Level before = proxy.getLevel();
        proxy.setLevel(System.getenv("UNDERSTUDY_LOG") == null ? Level.ERROR : before);
        try {
            return play();
        } finally {
            proxy.setLevel(before);
        }
    }

    private int play() throws IOException, InterruptedException {
        Loaded loaded = load();
        ShadowConfig chosen = chosen(loaded.config());
        Scene scene = new Scene(model, prompt(), path(loaded.config().route(chosen.route())));
        PrintWriter out = spec.commandLine().getOut();
        try {
            TrialResult result = played(loaded.config(), chosen, scene);
            if (json) {
                TrialJson.lines(result).forEach(out::println);
            } else {
                new TrialText(result).lines().forEach(out::println);
            }
            if (report != null) {
                PageFile.write("--report", result.page(), report);
                spec.commandLine().getErr().println("The page is in " + report + ".");
            }
            out.flush();
            return switch (result.decision()) {
                case PASS -> ExitCode.OK;
                case FAIL -> ExitCode.NO;
                case UNDECIDED -> ExitCode.UNDECIDED;
            };
        } catch (ConfigException refused) {
            if (provider == null || !refused.key().equals("url")) {
                throw refused;
            }
            // Of the configuration's own addresses none is left.
            throw new Failures.Refused("--provider: " + provider + " (expected: " + refused.expected() + ")");
        } catch (IllegalArgumentException refused) {
            throw new Failures.Refused(String.valueOf(refused.getMessage()));
        }
    }

    private TrialResult played(ProxyConfig loaded, ShadowConfig chosen, Scene scene)
            throws IOException, InterruptedException {
        List<Case> cases = new ArrayList<>();
        for (String suite : suites) {
            if (!suite.equals(Suites.LOAD)) {
                cases.addAll(Suites.cases(suite, scene));
            }
        }
        List<Case> load = suites.contains(Suites.LOAD) ? Suites.load(scene) : List.of();
        Trial.Setup setup = new Trial.Setup(provider, System.getenv("UNDERSTUDY_SANDBOX_KEY"), scene);
        long all = (long) cases.size() + load.size();
        try (Trial trial = Trial.start(loaded, chosen, setup, all);
                ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
            long done = 0;
            for (Case each : cases) {
                trial.play(each);
                progress.at("cases", ++done, all);
            }
            if (!load.isEmpty()) {
                long before = done;
                trial.playAtOnce(load, "load/steady", ended -> progress.at("cases", before + ended, all));
            }
            return trial.result(labels(chosen), notes());
        }
    }

    private List<String> notes() {
        String played = "Suites: " + String.join(", ", suites) + ".";
        return provider != null
                ? List.of(played)
                : List.of(
                        played,
                        "The provider was simulated: what fails shows how a weakness of the configuration looks, and not what your"
                                + " model does with the same case. --provider asks a real one.");
    }

    private Report.Labels labels(ShadowConfig chosen) {
        String where = provider == null ? "simulated provider" : provider.toString();
        String candidate = chosen.candidate().variant().model();
        return new Report.Labels(
                "Sandbox: " + chosen.name(),
                "route " + chosen.route() + ", " + model + ", " + where,
                "shadow " + chosen.name() + ", " + (candidate == null ? "the same model" : candidate) + ", " + where,
                "live again");
    }

    /** Secrets that are not set have a stand-in: nobody is asked who could tell. A real provider can. */
    private Loaded load() {
        boolean real = provider != null;
        ConfigFile file = new ConfigFile(config, new BuildCapabilities(), name -> {
            String value = System.getenv(name);
            return value != null || real ? value : "sandbox-" + name.toLowerCase(Locale.ROOT);
        });
        ConfigLoad load = file.load();
        if (load instanceof Loaded loaded) {
            return loaded;
        }
        load.problems().forEach(spec.commandLine().getErr()::println);
        throw new Failures.Refused(config + ": is refused (expected: a valid configuration)");
    }

    private ShadowConfig chosen(ProxyConfig loaded) {
        List<ShadowConfig> fitting = loaded.shadows().stream()
                .filter(one -> shadow == null || one.name().equals(shadow))
                .toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        throw new Failures.Refused("--shadow: " + (shadow == null ? "(none)" : shadow) + " (expected: one of "
                + String.join(
                        ", ", loaded.shadows().stream().map(ShadowConfig::name).toList()) + ")");
    }

    private String prompt() throws IOException {
        if (system == null) {
            return REFUND_AGENT;
        }
        if (!Files.isRegularFile(system) || Files.size(system) > LARGEST_PROMPT) {
            throw new Failures.Refused("--system: " + system + " (expected: a file of up to 1 MiB)");
        }
        return Files.readString(system).strip();
    }

    /** The cases are chat completions; a file's own may say another path. */
    private static String path(RouteConfig route) {
        String path = route.match().path();
        return path.indexOf('*') < 0 && path.endsWith("/chat/completions") ? path : "/v1/chat/completions";
    }
}
