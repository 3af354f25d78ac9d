package dev.understudy.sandbox.trial;

import dev.understudy.Proxy;
import dev.understudy.ProxyHooks;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.SystemPrompt;
import dev.understudy.config.VariantConfig;
import dev.understudy.exchange.Outcome;
import dev.understudy.forward.LiveEvents;
import dev.understudy.offline.RequestReader;
import dev.understudy.privacy.PseudonymKeys;
import dev.understudy.privacy.Pseudonymisers;
import dev.understudy.report.Report;
import dev.understudy.report.ReportBuilder;
import dev.understudy.sandbox.model.Cast;
import dev.understudy.sandbox.model.Personality;
import dev.understudy.sandbox.simulator.Simulator;
import dev.understudy.sandbox.simulator.SimulatorConfig;
import dev.understudy.verdict.Gate;
import dev.understudy.verdict.rule.MetricTable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cases played one after the other through a whole proxy: live and candidate configuration as they are, and behind both nothing but one
 * provider. Used once, by one thread.
 */
public final class Trial implements AutoCloseable {
    private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(5);
    private static final double SPEED = 50;
    private static final int AT_ONCE = 16;
    private static final int LONGEST_QUOTE = 160;

    /**
     * What is to be known of a trial.
     *
     * @param provider where live and candidate are asked instead of a simulator; null for the simulator
     * @param key what clients show to it; null for none
     * @param scene of all cases
     */
    public record Setup(@Nullable URI provider, @Nullable String key, Scene scene) {}

    private final @Nullable Simulator simulator;
    private final ShadowConfig shadow;
    private final Setup setup;
    private final TrialSink sink;
    private final Proxy proxy;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(SHORTEST_PATIENCE)
            .build();
    private final Recital prompts;
    private final List<CaseResult> results = new ArrayList<>();
    private final ReportBuilder report;

    private Trial(ProxyConfig config, ShadowConfig shadow, Setup setup, @Nullable Simulator simulator, long expected) {
        this.simulator = simulator;
        this.setup = setup;
        URI provider = simulator == null ? Objects.requireNonNull(setup.provider()) : URI.create(simulator.url());
        ProxyConfig isolated = Isolation.of(config, shadow, provider, simulator != null);
        this.shadow = isolated.shadows().get(0);
        this.sink = new TrialSink(this.shadow);
        this.prompts =
                new Recital(prompts(setup.scene(), config.route(shadow.route()).live(), shadow));
        List<String> names = shadow.compare().stream().map(each -> each.name()).toList();
        MetricTable metrics = MetricTable.ofBuild();
        this.report = new ReportBuilder(Gate.of(shadow.gate(), metrics), names, true, metrics, Math.max(1, expected));
        PseudonymKeys keys = PseudonymKeys.of(config.privacy(), Clock.systemUTC());
        this.proxy = Proxy.start(
                isolated,
                new ProxyHooks(sink, sink, LiveEvents.NONE, each -> Pseudonymisers.of(each.anonymize(), keys)));
    }

    /**
     * Starts the proxy, and the simulator unless there is a provider.
     *
     * @param expected about how many cases will be played
     */
    public static Trial start(ProxyConfig config, ShadowConfig shadow, Setup setup, long expected) throws IOException {
        Simulator simulator = setup.provider() == null
                ? Simulator.start(
                        0,
                        SimulatorConfig.REALISTIC
                                .withSpeed(SPEED)
                                .withCast(cast(config, shadow, setup.scene()))
                                .keeping(0, 0))
                : null;
        try {
            return new Trial(config, shadow, setup, simulator, expected);
        } catch (RuntimeException failed) {
            if (simulator != null) {
                simulator.close();
            }
            throw failed;
        }
    }

    /** The simulated models, and those that the configuration names: by their names, as small or as large. */
    private static Cast cast(ProxyConfig config, ShadowConfig shadow, Scene scene) {
        VariantConfig live = config.route(shadow.route()).live();
        List<String> names = new ArrayList<>();
        names.add(scene.model());
        names.add(
                shadow.candidate().variant().model() == null
                        ? scene.model()
                        : shadow.candidate().variant().model());
        if (live != null && live.model() != null) {
            names.add(live.model());
        }
        Cast cast = Cast.DEFAULT;
        for (String name : names) {
            if (cast.find(name).isEmpty()) {
                cast = cast.with(name, like(name));
            }
        }
        return cast;
    }

    private static Personality like(String name) {
        boolean small = name.toLowerCase(Locale.ROOT).matches(".*(mini|nano|small|tiny|flash|haiku|lite|8b|7b|3b).*");
        return Cast.DEFAULT.find(small ? "sim-small" : "sim-large").orElseThrow();
    }

    private static List<String> prompts(Scene scene, @Nullable VariantConfig live, ShadowConfig shadow) {
        List<String> prompts = new ArrayList<>(List.of(scene.system()));
        SystemPrompt ofLive = live == null ? null : live.systemPrompt();
        SystemPrompt ofCandidate = shadow.candidate().variant().systemPrompt();
        if (ofLive != null) {
            prompts.add(ofLive.text());
        }
        if (ofCandidate != null) {
            prompts.add(ofCandidate.text());
        }
        return prompts;
    }

    /** Plays one case; the result is also kept for the end. */
    public CaseResult play(Case asked) throws InterruptedException {
        int status;
        try {
            status = client.send(request(asked), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException noAnswer) {
            status = 0;
        }
        Outcome outcome = sink.awaitEnd(patience());
        CaseResult result = result(asked, status, outcome, sink.next());
        results.add(result);
        return result;
    }

    private Duration patience() {
        Duration twice = shadow.limits().duration().multipliedBy(2);
        return twice.compareTo(SHORTEST_PATIENCE) < 0 ? SHORTEST_PATIENCE : twice;
    }

    private HttpRequest request(Case asked) {
        URI target = URI.create("http://127.0.0.1:" + proxy.address().getPort() + asked.path());
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(patience())
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(asked.body()));
        if (setup.key() != null) {
            request.header("authorization", "Bearer " + setup.key());
        }
        return request.build();
    }

    private CaseResult result(Case asked, int status, @Nullable Outcome outcome, TrialSink.@Nullable Met met) {
        if (met == null) {
            Reaction live = Reaction.of(status);
            return new CaseResult(
                    asked,
                    outcome,
                    asked.expected().problems(live, prompts),
                    null,
                    live.failure(),
                    notAsked(outcome),
                    "");
        }
        String prompt = RequestReader.prompt(met.exchange().asked());
        report.add(met.exchange(), prompt, met.results());
        Reaction live = Reaction.of(met.exchange().live(), met.liveRefuses());
        Reaction candidate = Reaction.of(met.exchange().candidate(), met.candidateRefuses());
        return new CaseResult(
                asked,
                outcome,
                asked.expected().problems(live, prompts),
                asked.expected().problems(candidate, prompts),
                quote(live),
                quote(candidate),
                line(prompt));
    }

    private static String notAsked(@Nullable Outcome outcome) {
        return outcome == null ? "nobody knows how it ended" : "not asked: " + outcome.label();
    }

    private static String quote(Reaction reaction) {
        String said = !reaction.answered()
                ? reaction.failure()
                : reaction.text().isEmpty() ? "calls " + reaction.calls() : reaction.text();
        return line(said);
    }

    private static String line(String text) {
        String start = text.strip();
        start = start.length() <= 2 * LONGEST_QUOTE ? start : start.substring(0, 2 * LONGEST_QUOTE);
        String line = start.replaceAll("[\\s\\p{Cntrl}]+", " ");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
    }

    /** Plays many at once, and counts what failed on either side as one case. */
    public CaseResult playAtOnce(List<Case> many, String name, Consumer<Integer> progress) throws InterruptedException {
        List<CompletableFuture<?>> underWay = new ArrayList<>();
        int ended = 0;
        int liveFailed = 0;
        int candidateFailed = 0;
        for (int i = 0; i < many.size(); i++) {
            underWay.add(client.sendAsync(request(many.get(i)), HttpResponse.BodyHandlers.discarding()));
            while (i + 1 - ended >= (i + 1 < many.size() ? AT_ONCE : 1)) {
                Outcome outcome = sink.awaitEnd(patience());
                ended++;
                progress.accept(ended);
                TrialSink.Met met = outcome != null && meets(outcome) ? sink.next() : null;
                if (met == null) {
                    candidateFailed++;
                    continue;
                }
                report.add(met.exchange(), RequestReader.prompt(met.exchange().asked()), met.results());
                liveFailed += met.exchange().live().succeeded() ? 0 : 1;
                candidateFailed += met.exchange().candidate().succeeded() ? 0 : 1;
            }
        }
        underWay.forEach(each -> each.cancel(true));
        CaseResult result = new CaseResult(
                new Case(name, "load", many.get(0).path(), many.get(0).body(), Expectation.OK),
                Outcome.COMPARED,
                failed(liveFailed, many.size()),
                failed(candidateFailed, many.size()),
                many.size() - liveFailed + " of " + many.size() + " answered",
                many.size() - candidateFailed + " of " + many.size() + " answered",
                many.size() + " customers, " + AT_ONCE + " at once");
        results.add(result);
        return result;
    }

    /** Whether an exchange that ended so was handed to the sink before. */
    private static boolean meets(Outcome outcome) {
        return outcome == Outcome.COMPARED
                || outcome == Outcome.COMPARED_LIVE_FAILED
                || outcome.blame() == Outcome.Blame.CANDIDATE;
    }

    private static List<String> failed(int count, int all) {
        return count == 0 ? List.of() : List.of(count + " of " + all + " failed");
    }

    /**
     * What it came to. Nothing may be played any more.
     *
     * @param notes what the reader has to know beside
     */
    public TrialResult result(Report.Labels labels, List<String> notes) {
        return new TrialResult(results, report.build(labels, notes));
    }

    @Override
    public void close() {
        proxy.close();
        if (simulator != null) {
            simulator.close();
        }
    }
}
