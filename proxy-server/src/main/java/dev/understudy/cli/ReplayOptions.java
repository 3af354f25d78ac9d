package dev.understudy.cli;

import dev.understudy.cli.Failures.Refused;
import dev.understudy.config.CandidateConfig;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.corpus.Corpus;
import dev.understudy.corpus.ProductionFingerprint;
import dev.understudy.report.Report;
import dev.understudy.staging.CorpusRequests;
import dev.understudy.staging.FileJournal;
import dev.understudy.staging.Journal;
import dev.understudy.staging.StagingOptions;
import dev.understudy.staging.StagingOptions.LiveArm;
import dev.understudy.staging.TraceRequests;
import dev.understudy.verdicts.CandidateFingerprint;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What is replayed, and how. */
final class ReplayOptions {
    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Source source;

    /** One of them. */
    private static final class Source {
        @Option(names = "--corpus", paramLabel = "DIR", description = "Recorded traffic: see understudy record.")
        private @Nullable Path corpus;

        @Option(
                names = "--trace",
                paramLabel = "CSV",
                description = "Arrival times and token counts (TIMESTAMP,ContextTokens,GeneratedTokens); the words are"
                        + " made up.")
        private @Nullable Path trace;
    }

    @Option(names = "--shadow", required = true, paramLabel = "NAME", description = "Whose candidate is asked.")
    @SuppressWarnings("NullAway.Init") // required
    private String shadow;

    @Option(
            names = "--live",
            paramLabel = "recorded|call",
            description = "Where live's answers come from: the corpus, or live is asked again (default: recorded; with"
                    + " --trace, nobody but the candidate is asked unless this says call).")
    private @Nullable String live;

    @Option(
            names = "--speed",
            paramLabel = "1x|10x|max",
            defaultValue = "1x",
            description = "How fast, against the times of the list (default: 1x).")
    private String speed = "1x";

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "0",
            description = "Exchanges under way at once (default: the shadow's in_flight).")
    private int concurrency;

    @Option(names = "--limit", paramLabel = "N", description = "Plays the first N only.")
    private @Nullable Long limit;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The model that the requests of a trace ask for (default: the candidate's).")
    private @Nullable String model;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "Remembers what was played (default: understudy-replay-SHADOW.journal).")
    private @Nullable Path journal;

    @Option(names = "--restart", description = "Forgets the unfinished replay of the journal and begins anew.")
    private boolean restart;

    @Option(
            names = "--retry-unknown",
            description = "Plays once more what was begun and never seen to end; it may be called twice.")
    private boolean retryUnknown;

    Replay prepare(ProxyConfig loaded) {
        LiveArm arm = arm();
        long most = most();
        StagingOptions options = new StagingOptions(arm, speed(), concurrency);
        ShadowConfig configured = shadow(loaded);
        ProxyConfig config = withCredentials(loaded, configured);
        RouteConfig route = config.route(configured.route());
        String candidate = candidate(configured);
        if (source.trace != null) {
            String asked =
                    model != null ? model : configured.candidate().variant().model();
            if (asked == null) {
                throw new Refused("--model: missing (expected: a model's name, as the candidate has none of its own)");
            }
            return new Replay(
                    arm == LiveArm.NONE ? withoutComparing(config, shadow) : config,
                    shadow,
                    options,
                    TraceRequests.open(source.trace, asked, most),
                    labels(
                            "Load of " + source.trace.getFileName(),
                            arm == LiveArm.NONE ? "not asked" : route.name(),
                            candidate),
                    List.of("The requests have the times and lengths of " + source.trace + ", at " + speed
                            + "; their words mean nothing."),
                    run(config, configured, arm, source.trace.toAbsolutePath() + " " + asked));
        }
        Corpus corpus = Corpus.open(corpusFolder());
        String recorded = "recorded in " + corpus.folder();
        return new Replay(
                config,
                shadow,
                options,
                new CorpusRequests(corpus, most),
                labels(
                        "Replay for " + shadow,
                        arm == LiveArm.CALL ? route.name() + ", asked again" : recorded,
                        candidate),
                notes(corpus, route, arm),
                run(
                        config,
                        configured,
                        arm,
                        corpus.manifest().created() + " " + corpus.manifest().route()));
    }

    private Path corpusFolder() {
        if (source.corpus == null) {
            throw new IllegalStateException("picocli asks for one of them");
        }
        return source.corpus;
    }

    private Report.Labels labels(String title, String liveName, String candidate) {
        return new Report.Labels(title, liveName, candidate, null);
    }

    private static String candidate(ShadowConfig shadow) {
        String named = shadow.candidate().variant().model();
        return shadow.name() + (named == null ? "" : ": " + named) + " at "
                + shadow.candidate().upstream().origin();
    }

    private List<String> notes(Corpus corpus, RouteConfig route, LiveArm arm) {
        List<String> notes = new ArrayList<>();
        if (arm == LiveArm.RECORDED && !corpus.productions().contains(ProductionFingerprint.of(route))) {
            notes.add("Live was configured in another way when this was recorded: its answers are those of then.");
        }
        if (corpus.productions().size() > 1) {
            notes.add("Live's configuration changed while this was recorded.");
        }
        return notes;
    }

    private LiveArm arm() {
        String text = live == null ? (source.trace == null ? "recorded" : "none") : live.toLowerCase(Locale.ROOT);
        boolean known = text.equals("call") || (source.trace == null ? text.equals("recorded") : text.equals("none"));
        if (!known) {
            throw new Refused("--live: " + live + " (expected: "
                    + (source.trace == null ? "recorded or call)" : "call, because a trace has no answers)"));
        }
        return LiveArm.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private long most() {
        if (limit != null && limit < 1) {
            throw new Refused("--limit: " + limit + " (expected: 1 or more)");
        }
        return limit == null ? Long.MAX_VALUE : limit;
    }

    private double speed() {
        if (speed.equalsIgnoreCase("max")) {
            return StagingOptions.AS_FAST_AS_POSSIBLE;
        }
        String number = speed.toLowerCase(Locale.ROOT).endsWith("x") ? speed.substring(0, speed.length() - 1) : speed;
        try {
            double times = Double.parseDouble(number);
            if (times > 0 && times <= 1e6) {
                return times;
            }
        } catch (NumberFormatException malformed) {
            // said below
        }
        throw new Refused("--speed: " + speed + " (expected: such as 1x or 10x, or max)");
    }

    private ShadowConfig shadow(ProxyConfig config) {
        return config.shadows().stream()
                .filter(each -> each.name().equals(shadow))
                .findFirst()
                .orElseThrow(() -> new Refused("--shadow: " + shadow + " (expected: one of "
                        + String.join(
                                ", ",
                                config.shadows().stream()
                                        .map(ShadowConfig::name)
                                        .toList())
                        + ")"));
    }

    /** A corpus holds nobody's credentials: who would inherit the client's gets live's own, or cannot be asked. */
    private ProxyConfig withCredentials(ProxyConfig config, ShadowConfig configured) {
        CandidateConfig candidate = configured.candidate();
        CredentialsConfig own = config.route(configured.route()).liveCredentials();
        if (!candidate.credentials().inherit()) {
            return config;
        }
        if (own == null) {
            throw new Refused("candidate.credentials: inherit (expected: credentials of its own, or live.credentials of"
                    + " route " + configured.route() + ": recorded requests have none)");
        }
        ShadowConfig changed =
                configured.but().candidate(candidate.withCredentials(own)).build();
        return config.withShadows(List.of(changed));
    }

    private static ProxyConfig withoutComparing(ProxyConfig config, String shadow) {
        return config.withShadows(config.shadows().stream()
                .map(each -> each.name().equals(shadow)
                        ? each.but().compare(List.of()).gate(null).build()
                        : each)
                .toList());
    }

    private String run(ProxyConfig config, ShadowConfig configured, LiveArm arm, String list) {
        return list + " " + shadow + " " + CandidateFingerprint.of(config, configured) + " " + arm + " "
                + configured.controlPercent() + " " + (limit == null ? "all" : limit);
    }

    /** Goes on with the journal of the same replay; begins one where there is none, or where the last was finished. */
    FileJournal journal(Replay replay, PrintWriter err) {
        Path file = journal == null ? Path.of("understudy-replay-" + shadow + ".journal") : journal;
        FileJournal.State state = FileJournal.look(file, replay.run());
        if (state == FileJournal.State.ANOTHER && !restart) {
            replay.requests().close();
            throw new Refused(
                    "--journal: " + file + " is that of an unfinished replay of something else (expected: --restart"
                            + " to drop it, or another file)");
        }
        boolean fresh = restart || state == FileJournal.State.FINISHED || state == FileJournal.State.NONE;
        FileJournal opened = FileJournal.open(file, replay.run(), retryUnknown, fresh);
        if (!fresh) {
            err.println("going on: " + opened.count(Journal.Known.ENDED) + " played before, "
                    + opened.count(Journal.Known.BEGUN) + " begun and never seen to end"
                    + (retryUnknown ? ", played again" : ", not played again"));
        }
        return opened;
    }
}
