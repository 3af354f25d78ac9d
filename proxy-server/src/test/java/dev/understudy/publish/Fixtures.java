package dev.understudy.publish;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.Usage;
import dev.understudy.config.CandidateConfig;
import dev.understudy.config.ComparatorConfig;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.LimitsConfig;
import dev.understudy.config.ListenConfig;
import dev.understudy.config.MatchConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Asked;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Stratum;
import dev.understudy.exchange.Timing;
import dev.understudy.testing.Variants;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Configurations, answers and exchanges for tests of what is published. */
public final class Fixtures {
    private static final long[] NO_GAPS = {};

    private Fixtures() {}

    public static ProxyConfig config(List<String> routes, String... shadows) {
        return ProxyConfig.of(
                        ListenConfig.at("127.0.0.1", 0),
                        routes.stream().map(Fixtures::route).toList())
                .samplingKey("sampling-secret")
                .shadows(Stream.of(shadows)
                        .map(name -> shadow(name, routes.get(0), "gpt-5-mini"))
                        .toList())
                .build();
    }

    public static RouteConfig route(String name) {
        return new RouteConfig(name, MatchConfig.everything(), UpstreamConfig.of("http://127.0.0.1:1"));
    }

    public static ShadowConfig shadow(String name, String route, String model) {
        CandidateConfig candidate = new CandidateConfig(
                UpstreamConfig.of("http://127.0.0.1:2"),
                new CredentialsConfig(false, Map.of("authorization", "Bearer candidate-secret")),
                "same",
                Variants.ofModel(model));
        return ShadowConfig.of(name, route, candidate)
                .controlPercent(20)
                .compare(List.of(ComparatorConfig.named("exact"), ComparatorConfig.named("usage")))
                .build();
    }

    /** The same shadow with other comparators. */
    static ShadowConfig comparing(ShadowConfig shadow, String... comparators) {
        return shadow.but()
                .compare(Stream.of(comparators).map(ComparatorConfig::named).toList())
                .build();
    }

    /** The same shadow, which may spend 25 dollars a day. */
    public static ShadowConfig spending(ShadowConfig shadow) {
        LimitsConfig limits = shadow.limits();
        return shadow.but()
                .limits(new LimitsConfig(
                        limits.inFlight(),
                        limits.queue(),
                        limits.rate(),
                        new LimitsConfig.Spend(new BigDecimal("25"), Duration.ofDays(1)),
                        limits.body(),
                        limits.response(),
                        limits.duration()))
                .build();
    }

    public static Answer answer(Arm arm, String text) {
        Completion completion = new Completion(
                text, null, null, List.of(), FinishReason.STOP, "m", new Usage(100L, 40L, 20L, 5L, false), null, 9, 0);
        Timing timing = new Timing(1_500_000_000L, 200_000_000L, 300_000_000L, NO_GAPS);
        return new Answer(arm, 200, true, completion, timing, Ending.COMPLETE);
    }

    public static Answer failed(Arm arm, int status, ErrorKind kind) {
        Timing timing = new Timing(5_000_000L, 4_000_000L, null, NO_GAPS);
        return new Answer(arm, status, false, Completion.failed(kind, "no"), timing, Ending.COMPLETE);
    }

    public static Exchange exchange(String shadow, Answer live, Answer candidate, Answer control) {
        Stratum stratum = live.succeeded() ? Stratum.NORMAL : Stratum.LIVE_FAILED;
        return new Exchange(
                "exchange-1",
                "openai",
                shadow,
                Instant.parse("2026-11-22T10:00:00Z"),
                "conversation",
                stratum,
                Asked.of(request("I want my money back")),
                live,
                candidate,
                control);
    }

    public static Exchange exchange(String shadow) {
        return exchange(
                shadow,
                answer(Arm.LIVE, "Refunded."),
                answer(Arm.CANDIDATE, "Not refunded."),
                answer(Arm.CONTROL, "Refunded!"));
    }

    static JsonNode request(String lastWords) {
        return JsonMapper.shared()
                .readTree(
                        "{\"messages\":[{\"role\":\"system\",\"content\":\"policy\"},{\"role\":\"user\",\"content\":\""
                                + lastWords + "\"}]}");
    }
}
