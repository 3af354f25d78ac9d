package dev.understudy.cli;

import dev.understudy.assembly.Server;
import dev.understudy.cli.Failures.Refused;
import dev.understudy.config.ByteSize;
import dev.understudy.config.ConfigException;
import dev.understudy.config.PolicyConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RecordConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.SampleConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.privacy.Pseudonymisers;
import dev.understudy.terminal.ProgressLine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The proxy with a recording, and without its shadows. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description = "Runs the proxy and records what passes one route, pseudonymised; shadows stay off.",
        footer = {
            "",
            "A proxy that runs already records where its file says record: under the route; see docs/CORPUS.md."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ended after a clean drain", "1:ended with requests cut off", "2:it cannot start"})
final class RecordCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofSeconds(5);

    @Mixin
    private final ConfigOption option = new ConfigOption();

    @Option(names = "--route", paramLabel = "NAME", description = "Which route (default: the only one).")
    private @Nullable String route;

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "The folder of the corpus.")
    @SuppressWarnings("NullAway.Init") // required
    private Path to;

    @Option(
            names = "--duration",
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "Ends after so long, such as 30m; without it, with a signal.")
    private @Nullable Duration duration;

    @Option(names = "--max-bytes", paramLabel = "SIZE", description = "What the corpus may take (default: 1GiB).")
    private @Nullable String maxBytes;

    @Option(
            names = "--percent",
            paramLabel = "P",
            defaultValue = "100",
            description = "Share of the conversations (default: 100).")
    private double percent;

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            defaultValue = Pseudonymisers.DEFAULT,
            description = "Of the pseudonyms (default: ${DEFAULT-VALUE}).")
    private String policy = Pseudonymisers.DEFAULT;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Optional<Loaded> loaded = option.load(spec.commandLine().getErr());
        if (loaded.isEmpty()) {
            return ExitCode.USAGE;
        }
        String name = routeName(loaded.get().config());
        RecordConfig recording = recording(loaded.get().config());
        try (EndOnSignal signal = new EndOnSignal(Duration.ofMinutes(10))) {
            Server server =
                    Server.start(option.file(), loaded.get(), List.of(), config -> recorded(config, name, recording));
            server.summary().forEach(out::println);
            out.println("recording " + name + " into " + to);
            out.flush();
            await(server, signal, name);
            boolean clean = server.drain(); // and closes it
            counts(server, name).forEach(out::println);
            out.flush();
            int code = clean ? ExitCode.OK : ExitCode.NO;
            signal.exitsWith(code);
            return code;
        }
    }

    private String routeName(ProxyConfig config) {
        List<String> names = config.routes().stream().map(RouteConfig::name).toList();
        String wanted = route == null && names.size() == 1 ? names.get(0) : route;
        if (wanted == null || !names.contains(wanted)) {
            throw new Refused("--route: " + (wanted == null ? "missing" : wanted) + " (expected: one of "
                    + String.join(", ", names) + ")");
        }
        return wanted;
    }

    private RecordConfig recording(ProxyConfig config) {
        PolicyConfig named = config.privacy().policy(policy);
        if (named == null || named.isOff()) {
            throw new Refused("--policy: " + policy + " (expected: a policy that puts pseudonyms in place)");
        }
        ByteSize most = maxBytes == null ? RecordConfig.MAX_BYTES : size(maxBytes);
        long segment = Math.max(4 << 10, Math.min(RecordConfig.SEGMENT.bytes(), most.bytes() / 8));
        try {
            return new RecordConfig(
                    to,
                    new SampleConfig(percent, SampleConfig.By.CONVERSATION, null),
                    RecordConfig.Content.PSEUDONYMISED,
                    named,
                    most,
                    RecordConfig.WhenFull.STOP,
                    new ByteSize(segment),
                    null,
                    RecordConfig.Sync.SECOND,
                    List.of());
        } catch (ConfigException refused) {
            throw new Refused("--" + refused.key().replace('_', '-') + ": " + refused.value() + " (expected: "
                    + refused.expected() + ")");
        }
    }

    private static ByteSize size(String text) {
        try {
            return ByteSize.parse(text);
        } catch (ConfigException refused) {
            throw new Refused("--max-bytes: " + text + " (expected: " + refused.expected() + ")");
        }
    }

    /** Whatever the file says of recording, and of shadows. */
    private static ProxyConfig recorded(ProxyConfig config, String route, RecordConfig recording) {
        return config.withRoutes(config.routes().stream()
                        .map(each -> each.withRecording(each.name().equals(route) ? recording : null))
                        .toList())
                .withShadows(config.shadows().stream()
                        .map((ShadowConfig shadow) -> shadow.withEnabled(false))
                        .toList());
    }

    private void await(Server server, EndOnSignal signal, String name) throws InterruptedException {
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        long end = duration == null ? Long.MAX_VALUE : System.nanoTime() + duration.toNanos();
        boolean ended = false;
        while (!ended && System.nanoTime() < end) {
            long left = duration == null ? LOOK.toNanos() : Math.min(LOOK.toNanos(), end - System.nanoTime());
            ended = signal.signal().await(Math.max(1, left), TimeUnit.NANOSECONDS);
            Map<String, Long> outcomes = server.recordings().outcomes(name);
            progress.at(
                    "recorded " + outcomes.getOrDefault("recorded", 0L) + " exchanges, corpus",
                    server.recordings().bytes().getOrDefault(name, 0L),
                    0);
        }
        progress.close();
    }

    private static List<String> counts(Server server, String name) {
        return server.recordings().outcomes(name).entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
    }
}
